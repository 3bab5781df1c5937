"""Where a text gives words to a person by a binding: quotations set apart, words between marks."""

import re
from collections.abc import Iterator

from comms.pieces.rules.bindings import Binding, found
from comms.sourcing.rules.marks import between_marks

_LINE = re.compile(r"^[^\S\n]*+>[^\n]*(?:\n[^\S\n]*+>[^\n]*)*", re.MULTILINE)


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of quotations set apart: lines that begin with `>` and follow each other."""
    yield from (each.span() for each in _LINE.finditer(text))


def bound(text: str, key: str = "") -> list[Binding]:
    """Return the bindings to a testimony, of one key if it is given."""
    return [each for each in found(text) if each.kind == "testimony" and key in ("", each.key)]


def inline(text: str, key: str = "") -> Iterator[tuple[Binding, int, int]]:
    """Yield the bindings in running text, each with the place of the words between marks near it.

    The nearest before it in its paragraph, or the first behind it; the same place twice: none.
    """
    apart = list(blocks(text))
    quoted = between_marks(text)
    for each in bound(text, key):
        if any(start <= each.start < end for start, end in apart):
            continue
        begins = text.rfind("\n\n", 0, each.start) + 1
        ends = text.find("\n\n", each.end)
        before = [span for span in quoted if begins <= span[0] and span[1] <= each.start]
        behind = [span for span in quoted if each.end <= span[0] and (ends < 0 or span[1] <= ends)]
        near = before[-1:] or behind[:1] or [(each.start, each.start)]
        yield each, *near[0]


def spoken(text: str) -> list[tuple[int, int]]:
    """Return the places of words that are a person's own: their numbers are no claim of ours."""
    named = bound(text)
    if not named:
        return []
    apart = [
        (start, end)
        for start, end in blocks(text)
        if any(start <= each.start < end for each in named)
    ]
    return apart + [(start, end) for _each, start, end in inline(text) if start < end]
