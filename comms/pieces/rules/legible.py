"""A text as its page shows it, letter by letter with where each stands in its Markdown.

What a reader selects on the page has lost its signs: `**`, `##`, `>`, where links lead, the keys
of figures. This finds it again in what was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comms.core.text.again import unbroken
from comms.figures.rules import numbers
from comms.pieces.rules import bindings
from comms.pieces.rules.bindings import RECORDS, Binding

_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\([^()\s]*\)")
_SIGNS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+)|\*\*|__|[*_`]", re.MULTILINE)


@dataclass(frozen=True)
class Legible:
    """A text as it is read; `spans`: where each letter of it stands in what was written."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def find(self, passage: str) -> tuple[int, int] | None:
        """Return where a passage stands in what was written, however its blanks are broken."""
        hit = unbroken(self.text, passage)
        return (self.spans[hit[0]][0], self.spans[hit[1] - 1][1]) if hit else None


def of(words: Mapping[str, Any], text: str) -> Legible:
    """Return a text of a piece as its page shows it."""
    return read(text, words.get(RECORDS, {}), str(words.get("lang", "fr")))


def read(text: str, records: Mapping[str, str], lang: str) -> Legible:
    """Return a text as its page shows it."""
    letters = list(_letters(text, records, lang))
    spans = tuple((start, end) for _letter, start, end in letters)
    return Legible("".join(letter for letter, _start, _end in letters), spans)


def _letters(text: str, records: Mapping[str, str], lang: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for start, end, words in _whole(text, records, lang):
        yield from _bare(text, at, start)
        yield from ((letter, start, end) for letter in words)
        at = end
    yield from _bare(text, at, len(text))


def _whole(text: str, records: Mapping[str, str], lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is read as one: a binding, a link, each by its words."""
    bound = [(each.start, each.end, spoken(each, records, lang)) for each in bindings.found(text)]
    free = [
        (link.start(), link.end(), link["words"])
        for link in _LINK.finditer(text)
        if not any(start < link.end() and link.start() < end for start, end, _words in bound)
    ]
    yield from sorted([*bound, *free])


def spoken(each: Binding, records: Mapping[str, str], lang: str) -> str:
    """Return the words a binding shows."""
    if each.words.strip():
        return each.words
    value = records.get(each.name, "…")
    return numbers.write(value, lang) if each.kind == "figure" and value != "…" else value


def _bare(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    for sign in _SIGNS.finditer(text, start, end):
        yield from ((text[each], each, each + 1) for each in range(at, sign.start()))
        at = sign.end()
    yield from ((text[each], each, each + 1) for each in range(at, end))


def bound_again(proposal: str, passage: str, records: Mapping[str, str], lang: str) -> str:
    """Return a proposal in which the words of the passage's bindings are bound as they were."""
    for each in bindings.found(passage):
        words, chip = spoken(each, records, lang).strip(), passage[each.start : each.end]
        if words and chip not in proposal:
            before, hit, after = proposal.partition(words)
            proposal = f"{before}{chip}{after}" if hit else proposal
    return proposal
