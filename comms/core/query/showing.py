"""The words that matched, shown in their sentence: plain pieces, some of them marked."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from comms.core.text import plain

Place = tuple[int, int]
Bit = tuple[str, bool]  # a piece of plain text, and whether it was looked for

REACH = 200  # characters before the first word found and after it, at most
_SPACE = re.compile(r"\s+")
# Latin, Arabic, Urdu and Ethiopic full stops, then what may close behind them.
_ENDS = re.compile(r"[.!?…؟۔።][\"'»”’)\]]*\s+")


def marked(text: str, places: Sequence[Place]) -> list[Bit]:
    """Return a whole text without its tags, the places in it marked."""
    page = plain(text)
    return _bits(page.text, 0, len(page.text), [page.kept(*place) for place in places])


def in_sentence(text: str, places: Sequence[Place]) -> list[Bit]:
    """Return the sentence of the first place, every place in it marked; « … » where it was cut."""
    if not places:
        return []
    page = plain(text)
    found = [page.kept(*place) for place in places]
    start, begins = _start(page.text, found[0][0])
    end, ends = _end(page.text, found[0][1])
    bits = _bits(page.text, start, end, found)
    return [*([] if begins else [("… ", False)]), *bits, *([] if ends else [(" …", False)])]


def joined(one: Sequence[Bit], other: Sequence[Bit]) -> list[Bit]:
    """Return one text with what either way of marking it marks."""
    text = "".join(part for part, _ in one)
    by_sign = zip(text, _by_sign(one), _by_sign(other), strict=True)
    runs = groupby(by_sign, key=lambda each: each[1] or each[2])
    return [("".join(sign for sign, *_ in run), is_found) for is_found, run in runs]


def _by_sign(bits: Sequence[Bit]) -> Iterator[bool]:
    return (is_found for part, is_found in bits for _ in part)


def _start(text: str, at: int) -> tuple[int, bool]:
    """Return where the sentence begins, and whether that is its true beginning."""
    low = max(0, at - REACH)
    endings = [found.end() for found in _ENDS.finditer(text, low, at)]
    if endings or low == 0:
        return (endings[-1] if endings else 0), True
    space = text.find(" ", low, at)
    return (space + 1 if space >= 0 else low), False


def _end(text: str, at: int) -> tuple[int, bool]:
    high = min(len(text), at + REACH)
    if found := _ENDS.search(text, at, high):
        return found.end(), True
    if high == len(text):
        return high, True
    space = text.rfind(" ", at, high)
    return (space if space >= 0 else high), False


def _bits(text: str, start: int, end: int, places: Sequence[Place]) -> list[Bit]:
    """Cut a text at the places that lie wholly between start and end."""
    inner = [place for place in places if start <= place[0] and place[1] <= end]
    cuts = [start, *chain.from_iterable(inner), end]
    pieces = [_tidy(text[low:high]) for low, high in pairwise(cuts)]
    return list(_filled(pieces))


def _filled(pieces: Sequence[str]) -> Iterator[Bit]:
    """Yield the pieces that hold something; every second one was found."""
    last = len(pieces) - 1
    for order, piece in enumerate(pieces):
        shown = piece.lstrip() if order == 0 else piece
        shown = shown.rstrip() if order == last else shown
        if shown:
            yield shown, order % 2 == 1


def _tidy(piece: str) -> str:
    return _SPACE.sub(" ", html.unescape(piece))
