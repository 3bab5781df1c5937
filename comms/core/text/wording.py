"""Cutting text into numbered words, each knowing where it stands in the text as given."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from comms.core.text import western
from comms.core.text.characters import Character, characters, resolved
from comms.core.text.folding import fold
from comms.core.text.markup import bare, plain

TOKEN = re.compile(r"\S+")
LONGEST_TOKEN = 80  # characters; what is longer is no word and does not come again
MOST_TOKENS = 100_000  # remembered: the words of a language and its names, some 20 MB


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
        at = token.start()
        for folded, written, start, end in cut(token[0]):
            found.append(Word(folded, written, *page.source(at + start, at + end)))
    return found


def tokens(text: str) -> list[str]:
    """Return what stands between white space in a text, its tags gone."""
    return bare(text).split()


def folded(text: str) -> str:
    """Return the words of a text as they are compared, spaces between them: cut there, they are
    `words` without their places.
    """
    page = bare(text)
    found = western.folded(resolved(page) if "&" in page else page)
    if found is None:
        found = " ".join(chain.from_iterable(map(_FOLDED.__getitem__, page.split())))
    return found


def folded_words(text: str) -> list[str]:
    """Return the words of a text as they are compared, in order."""
    return folded(text).split()


class _Folded(dict[str, tuple[str, ...]]):
    """The folded words of each token met lately; begun anew when it grows too long."""

    def __missing__(self, token: str) -> tuple[str, ...]:
        found = tuple(word.folded for word in cut(token))
        if len(self) > MOST_TOKENS:
            self.clear()
        if len(token) < LONGEST_TOKEN:
            self[token] = found
        return found


@lru_cache(maxsize=30_000)
def cut(token: str) -> tuple[Word, ...]:
    """Return the words of a token: what stands between white space in a text without tags.

    No word, mark or reference reaches across white space, so tokens are cut once and remembered.
    """
    return tuple(_cut(token, references=True))


def _cut(text: str, *, references: bool) -> list[Word]:
    if text.isalnum() and fold(text[0]):
        # Letters and digits alone: one word, unless one of them folds to more (½).
        folded = fold(text)
        if folded.isalnum():
            return [Word(folded, unicodedata.normalize("NFC", text), 0, len(text))]
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


_FOLDED = _Folded()
