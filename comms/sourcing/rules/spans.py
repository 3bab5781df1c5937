"""Places of a text in their order: which lie in another, looked up and not walked through."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Span = tuple[int, int]
Thing = TypeVar("Thing")


class Placed(Generic[Thing]):
    """Things of a text, each at its place; one text may have thousands, one within another."""

    def __init__(self, things: Iterable[Thing], place: Callable[[Thing], Span]) -> None:
        placed = sorted(((place(each), each) for each in things), key=lambda one: one[0])
        self.things = [each for _span, each in placed]
        self._place = place
        self._starts = [start for (start, _end), _each in placed]
        # How far those before reach, and which of those behind ends first.
        self._reach = list(accumulate((end for (_start, end), _each in placed), max))
        self._soonest = [*accumulate(reversed(self.things), self._sooner)][::-1]
        self._ended = sorted(self.things, key=lambda each: place(each)[1])
        self._ends = [place(each)[1] for each in self._ended]

    def beginning_in(self, span: Span) -> Sequence[Thing]:
        """Return those that begin in a place, in the order in which they end."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return sorted(self.things[first:last], key=lambda each: self._place(each)[1])

    def touching(self, span: Span) -> Sequence[Thing]:
        """Return those that share a sign with a place."""
        first, last = bisect_right(self._reach, span[0]), bisect_left(self._starts, span[1])
        return [each for each in self.things[first:last] if span[0] < self._place(each)[1]]

    def holds(self, at: int) -> bool:
        """Say whether a sign stands in one of them."""
        before = bisect_right(self._starts, at)
        return before > 0 and at < self._reach[before - 1]

    def last_ending_by(self, at: int) -> Thing | None:
        """Return the last that ends before a sign, or at it."""
        known = bisect_right(self._ends, at)
        return self._ended[known - 1] if known else None

    def first_from(self, at: int) -> Thing | None:
        """Return the first to end of those that begin at a sign, or behind it."""
        known = bisect_left(self._starts, at)
        return self._soonest[known] if known < len(self._soonest) else None

    def _sooner(self, one: Thing, other: Thing) -> Thing:
        return other if self._place(other)[1] < self._place(one)[1] else one


def spans(those: Iterable[Span]) -> Placed[Span]:
    """Return places of a text, to be looked up."""
    return Placed(those, lambda each: each)
