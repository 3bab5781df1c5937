"""Numbers written in words, « quatre-vingt-dix-huit expulsions »: found, and put in digits.

text2num reads them (MIT, pure computation). Only cardinals count: « le second », “first” are places
in a row; « un », “one”, « ein » are articles. Where a word is no number, the digits never say so.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from text_to_num import Occurence, find_numbers

LANGUAGES = frozenset({"fr", "en", "de"})
SMALL = 10  # below, words count only beside a record that says the same: « deux ou trois abris »
_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑’'][^\W\d_]+)*|\d|[^\w\s]")
_LINE = "\n"


class _Word:
    """A word as text2num asks for it."""

    __slots__ = ("is_after_break", "word")

    def __init__(self, word: str, *, is_after_break: bool) -> None:
        self.word = word.replace("‑", "-")
        self.is_after_break = is_after_break

    def text(self) -> str:
        return self.word

    def nt_separated(self, _previous: object) -> bool:
        return self.is_after_break

    def not_a_number_part(self) -> bool:
        return self.word.isdecimal()


@dataclass(frozen=True)
class Spelled:
    """A number in words: where it stands, its digits."""

    start: int
    end: int
    digits: str


def found(text: str, lang: str) -> list[Spelled]:
    """Return the numbers a text says in words; none in languages we cannot read them in."""
    known = lang.partition("-")[0]
    return list(_found(text, known)) if known in LANGUAGES else []


def _found(text: str, lang: str) -> Iterator[Spelled]:
    spans = [each.span() for each in _TOKEN.finditer(text)]
    words = [
        _Word(text[start:end], is_after_break=_LINE in text[before:start])
        for (start, end), before in zip(spans, [0, *(end for _, end in spans)], strict=False)
    ]
    for each in find_numbers(words, lang, 0):
        is_after_digits = each.start and words[each.start - 1].word.isdecimal()  # « 3 millions »
        if _is_said(each) and not is_after_digits:
            yield Spelled(spans[each.start][0], spans[each.end - 1][1], str(int(each.value)))


def _is_said(each: Occurence) -> bool:
    return not each.is_ordinal and each.value >= 2 and each.value == int(each.value)


@dataclass(frozen=True)
class InDigits:
    """A text whose numbers in words are digits, and the way back to where they stood."""

    text: str
    moved: tuple[tuple[int, int, Spelled], ...]  # start and end in digits, what stood there

    def at(self, start: int, end: int) -> tuple[int, int, bool]:
        """Return where a place of the digits stands in the words, and whether it is words."""
        passed = bisect_right(self.moved, start, key=lambda each: each[1])
        for first, last, was in self.moved[passed : passed + 1]:
            if first <= start and end <= last:
                return was.start, was.end, True
        by = self._by(passed)
        return start + by, end + by, False

    def there(self, at: int) -> int:
        """Return where a place of the words stands in the digits."""
        return at - self._by(bisect_right(self.moved, at, key=lambda each: each[2].end))

    def _by(self, passed: int) -> int:
        """Return how much further the words stand than the digits after so many numbers."""
        if not passed:
            return 0
        _first, last, was = self.moved[passed - 1]
        return was.end - last


def in_digits(text: str, lang: str) -> InDigits:
    """Return a text with its numbers in digits."""
    parts, moved, at, length = [], [], 0, 0
    for each in found(text, lang):
        parts += [text[at : each.start], each.digits]
        length += each.start - at
        moved.append((length, length + len(each.digits), each))
        length, at = length + len(each.digits), each.end
    return InDigits("".join([*parts, text[at:]]), tuple(moved))
