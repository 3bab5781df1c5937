"""Figures and testimonies bound in a text: `[1 226](figure:evictions-2025)`, `(testimony:key)`.

A binding is for us: only its words leave, its key leaves in the release's own file alone. What the
records said when a text was saved is kept with it (`RECORDS`): it leaves, so it is approved.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from comms.figures.rules import numbers

WAS = "@was"  # [1 226](figure:evictions-2025@was): a value that a correction gave up
RECORDS = "records"  # where a piece's words keep them: {"figure:evictions-2025": "1226"}

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

    @property
    def name(self) -> str:
        """Return kind and key as one: `figure:evictions-2025`."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Prose:
    """A text of a piece that may hold bindings; `is_head`: a title, which repeats the body."""

    field: str
    text: str
    lang: str
    is_head: bool = False


def found(text: str) -> list[Binding]:
    """Return the bindings of a text in order."""
    return list(_found(text))


def _found(text: str) -> Iterator[Binding]:
    line, counted = 1, 0
    for target in _TARGET.finditer(text):
        start = _opening(text, target.start())
        if start is not None:
            words = text[start + 1 : target.start()]
            line += text.count("\n", counted, start) if start > counted else 0
            counted = max(start, counted)
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


def spoken(text: str, records: Mapping[str, str], lang: str, missing: str = "…") -> str:
    """Return a text as it leaves: what is bound without words is written by the bank."""

    def say(each: Binding) -> str:
        value = records.get(each.name)
        if value is None:
            return missing
        return numbers.write(value, lang) if each.kind == "figure" else value

    return as_words(text, say)
