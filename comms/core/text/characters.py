"""The characters a reader sees: references resolved, marks with their letter, formats gone."""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from comms.core.text.folding import fold, is_format

_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_LONGEST = 4000  # digits `int` takes; no character has a number so long


class Character(NamedTuple):
    """One character with its marks and tatweel, as written and as compared, and its place."""

    written: str
    folded: str
    start: int
    end: int


def characters(text: str, *, references: bool = True) -> list[Character]:
    """Return the characters of a text without tags; offsets in code points of that text.

    A mark or tatweel belongs to the character before it; at the very start it belongs to nothing.
    """
    found: list[Character] = []
    for written, start, end in _written(text, references=references):
        if folded := fold(written):
            found.append(Character(written, folded, start, end))
        elif found and not is_format(written):
            base = found[-1]
            found[-1] = Character(base.written + written, base.folded, base.start, end)
    return found


def _written(text: str, *, references: bool) -> Iterator[tuple[str, int, int]]:
    at = 0
    for found in _REFERENCE.finditer(text) if references and "&" in text else ():
        start, end = found.span()
        if (meant := _meant(found[0])) is None:
            continue
        yield from ((text[i], i, i + 1) for i in range(at, start))
        yield from ((character, start, end) for character in meant)
        at = end
    yield from ((text[i], i, i + 1) for i in range(at, len(text)))


def resolved(text: str) -> str:
    """Return a text without tags with its character references resolved."""
    return _REFERENCE.sub(lambda found: _meant(found[0]) or found[0], text)


def _meant(reference: str) -> str | None:
    """Return the character of a reference with its semicolon; None when there is no such name."""
    if reference[1] != "#":
        return html5.get(reference[1:])
    if len(reference) > _LONGEST:
        return "\N{REPLACEMENT CHARACTER}"
    return html.unescape(reference)
