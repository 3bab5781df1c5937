"""Finds words again in a text, whatever stands between them.

No pattern is ever made of what people wrote: a text can be written on which one does not end. Here
time grows with the length of the text alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

Span = tuple[int, int]
Run = tuple[str, ...]  # words, as `words_of` gives them

_WORD = re.compile(r"[^\W_]+")
_UNBROKEN = re.compile(r"\S+")
_BEHIND = ' \t\n\u00a0\u202f»”"’*_'  # what may follow where words are cut short
MOST_OF_A_TITLE = 60  # words
_CUT = "\0"  # stands in no word


def words_of(text: str) -> Run:
    """Return the words of a text as they are compared: no case, no sign of any kind."""
    return tuple(each.casefold() for each in _WORD.findall(text))


class Words:
    """A text as its words, in which runs of words are looked for."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        said = [each[0].casefold() for each in found]
        self._spans = [each.span() for each in found]
        self._line = _CUT + "".join(each + _CUT for each in said)
        self._said = said
        self._is_cut = text.rstrip(_BEHIND).endswith("…")
        self._starts = list(accumulate((len(each) + 1 for each in said), initial=1))

    def places(self, run: Run) -> Iterator[Span]:
        """Yield where a run of words stands in the text, from its first letter to its last."""
        if not run:
            return
        sought = _CUT.join(("", *run, ""))
        at = self._line.find(sought)
        while at >= 0:
            first = bisect_left(self._starts, at + 1)
            yield self._spans[first][0], self._spans[first + len(run) - 1][1]
            at = self._line.find(sought, at + len(sought) - 1)

    def cut(self, run: Run, fewest: int) -> Span | None:
        """Return where a run begins that the text cuts short with « … », as a title does."""
        most = min(len(run) - 1, len(self._said), MOST_OF_A_TITLE) if self._is_cut else 0
        for many in range(most, fewest - 1, -1):
            if self._said[-many:] == [*run[:many]]:
                return self._spans[-many][0], self._spans[-1][1]
        return None


def unbroken(text: str, passage: str) -> Span | None:
    """Return where a passage stands first in a text, however the blanks of both are broken."""
    sought = " ".join(_UNBROKEN.findall(passage))
    parts = list(_UNBROKEN.finditer(text))
    at = " ".join(each[0] for each in parts).find(sought) if sought else -1
    if at < 0:
        return None
    starts = list(accumulate((len(each[0]) + 1 for each in parts), initial=0))

    def where(place: int) -> int:
        part = bisect_right(starts, place) - 1
        return parts[part].start() + place - starts[part]

    return where(at), where(at + len(sought) - 1) + 1
