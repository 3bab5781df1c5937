"""Finds words again in a text, whatever stands between them.

No pattern is ever made of what people wrote: a text can be written on which one does not end. Here
time grows with the length of the text alone.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from comms.core.text.folding import fold

Span = tuple[int, int]
Run = tuple[str, ...]  # words, as `words_of` gives them

_WORD = re.compile(r"[^\W_]+[\u0300-\u036f]*")  # an accent written apart goes with its letter
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LETTER = re.compile(
    r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});|.", re.DOTALL
)
_UNBROKEN = re.compile(r"\S+")
_BEHIND = ' \t\n\u00a0\u202f»”"’*_'  # what may follow where words are cut short
MOST_OF_A_TITLE = 60  # words


def words_of(text: str) -> Run:
    """Return the words of a text as they are compared: no case, no accent, no sign of any kind."""
    return tuple(filter(None, map(fold, _WORD.findall(html.unescape(text)))))


def _words(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the words of a text, what entities stand for in their place."""
    if "&" not in text:
        yield from ((each.span(), each[0]) for each in _WORD.finditer(text))
        return
    line, begins, ends = _opened(text)
    for each in _WORD.finditer(line):
        yield (begins[each.start()], ends[each.end() - 1]), each[0]


def _opened(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text with its entities as letters, and where each letter begins and ends in it."""
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for each in _LETTER.finditer(text):
        meant = html.unescape(each[0])
        letters.append(meant)
        begins += [each.start()] * len(meant)
        ends += [each.end()] * len(meant)
    return "".join(letters), begins, ends


class Words:
    """A text as its words, in which runs of words are looked for by their letters alone.

    What stands inside a word parts it and does not hide it: a soft hyphen, an accent written apart
    as Macs do, the stars of bold letters. « &eacute; » is the letter it stands for. `is_page`: tags
    say nothing; elsewhere what stands between < and > may be words of somebody.
    """

    def __init__(self, text: str, *, is_page: bool = False) -> None:
        line = _TAG.sub(lambda tag: " " * len(tag[0]), text) if is_page else text
        found = [(span, fold(said)) for span, said in _words(line)]
        self._spans = [span for span, said in found if said]
        self._said = [said for _, said in found if said]
        self._line = "".join(self._said)
        self._is_cut = text.rstrip(_BEHIND).endswith("…")
        heads = accumulate(map(len, self._said), initial=0)
        self._heads = {at: number for number, at in enumerate(heads)}  # and where the text ends

    def places(self, run: Run) -> Iterator[Span]:
        """Yield where a run of words stands in the text, from its first letter to its last."""
        sought = "".join(run)
        at = self._line.find(sought) if sought else -1
        while at >= 0:
            first, behind = self._heads.get(at), self._heads.get(at + len(sought))
            step = 1
            if first is not None and behind is not None:
                yield self._spans[first][0], self._spans[behind - 1][1]
                step = len(sought)
            at = self._line.find(sought, at + step)

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
