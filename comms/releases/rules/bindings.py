"""Figures and testimonies bound in a text: `[1 226](figure:evictions-2025)`, `(testimony:key)`.

A binding is for us: only its words leave, its key leaves in the release's own file alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TARGET = re.compile(
    r"\]\(\s*<?(?P<kind>figure|testimony):(?P<key>[^\s()<>]+)>?"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
MOST_WORDS = 1000  # characters back to the bracket that opens a binding


@dataclass(frozen=True)
class Binding:
    """Words bound to a record; `line` counts from 1 in the text they stand in."""

    kind: str  # figure, testimony
    key: str
    words: str
    line: int
    start: int
    end: int


def found(text: str) -> list[Binding]:
    """Return the bindings of a text in order."""
    return list(_found(text))


def _found(text: str) -> Iterator[Binding]:
    for target in _TARGET.finditer(text):
        start = _opening(text, target.start())
        if start is not None:
            words = text[start + 1 : target.start()]
            line = text.count("\n", 0, start) + 1
            yield Binding(target["kind"], target["key"], words, line, start, target.end())


def _opening(text: str, closing: int) -> int | None:
    """Return where the bracket stands that a closing one belongs to."""
    depth = 0
    for at in range(closing - 1, max(closing - MOST_WORDS, 0) - 1, -1):
        if (at and text[at - 1] == "\\") or text[at] not in "[]":
            continue
        if text[at] == "[" and depth == 0:
            return at
        depth += 1 if text[at] == "]" else -1
    return None


def as_words(text: str, say: Callable[[Binding], str]) -> str:
    """Return a text whose bindings are their words alone; `say` gives those of an empty one."""
    parts, at = [], 0
    for each in _found(text):
        parts += [text[at : each.start], each.words if each.words.strip() else say(each)]
        at = each.end
    return "".join([*parts, text[at:]])
