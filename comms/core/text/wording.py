"""Cutting text into numbered words, each knowing where it stands in the text as given."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from comms.core.text.characters import Character, characters
from comms.core.text.markup import plain

TOKEN = re.compile(r"\S+")


class Word(NamedTuple):
    """A word: folded for comparing, written in NFC with its case and accents, and its place."""

    folded: str
    written: str
    start: int
    end: int


def words(text: str, *, html: bool = True) -> list[Word]:
    """Return the words of a text in order; a word's number is its index here.

    Offsets are code points of the text as given, tags included. Without `html` (queries, names)
    tags and references are only characters.
    """
    if not html:
        return _cut(text, references=False)
    page = plain(text)
    found = []
    for token in TOKEN.finditer(page.text):
        for folded, written, start, end in cut(token[0]):
            place = page.source(token.start() + start, token.start() + end)
            found.append(Word(folded, written, *place))
    return found


@lru_cache(maxsize=30_000)
def cut(token: str) -> tuple[Word, ...]:
    """Return the words of a token: what stands between white space in a text without tags.

    No word, mark or reference reaches across white space, so tokens are cut once and remembered.
    """
    return tuple(_cut(token, references=True))


def _cut(text: str, *, references: bool) -> list[Word]:
    if text.isascii() and text.isalnum():
        return [Word(text.lower(), text, 0, len(text))]
    return [
        Word(folded, _written(made_of), made_of[0].start, made_of[-1].end)
        for folded, made_of in _runs(characters(text, references=references))
    ]


def _runs(text: list[Character]) -> Iterator[tuple[str, list[Character]]]:
    """Yield each longest run of letters and digits, with the characters that made it."""
    folded: str = ""
    made_of: list[Character] = []
    for character in text:
        # Several parts: "½" folds to "1⁄2", so 1 ends one word and 2 begins the next.
        for order, part in enumerate(_gaps(character.folded)):
            if order and folded:
                yield folded, made_of
            if order:
                folded, made_of = "", []
            if part:
                folded += part
                made_of.append(character)
    if folded:
        yield folded, made_of


def _gaps(folded: str) -> list[str]:
    """Cut at all that is neither letter nor digit (`isalnum` is exactly categories L and N)."""
    if folded.isalnum():
        return [folded]
    return "".join(c if c.isalnum() else " " for c in folded).split(" ")


def _written(made_of: list[Character]) -> str:
    return unicodedata.normalize("NFC", "".join(character.written for character in made_of))
