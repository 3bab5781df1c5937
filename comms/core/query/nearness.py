"""NEAR: which places belong to a full set, each near enough to the one before."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from comms.core.query.opened import Place
from comms.core.query.tree import Link


def full_sets(operands: Sequence[Sequence[Place]], links: Sequence[Link]) -> list[list[Place]]:
    """Return, for each operand of a chain, its places that stand in a full set."""
    reached = [list(operands[0])]
    for operand, link in zip(operands[1:], links, strict=True):
        reached.append(_near(operand, reached[-1], link))
    kept = [reached[-1]]
    for before, link in zip(reversed(reached[:-1]), reversed(links), strict=True):
        # The same distance seen from the other side.
        kept.append(_near(before, kept[-1], link, looking_back=False))
    return kept[::-1]


def _near(
    places: Iterable[Place], others: Sequence[Place], link: Link, *, looking_back: bool = True
) -> list[Place]:
    """Return the places with one of the others near enough: before them, or after, or either."""
    if not others:
        return []
    ends_before = _any_in(sorted(end for _, end in others))
    starts_after = _any_in(sorted(start for start, _ in others))
    before = looking_back or not link.ordered
    after = not looking_back or not link.ordered
    reach = link.apart + 1
    return [
        (start, end)
        for start, end in places
        if (before and ends_before(start - reach, start))
        or (after and starts_after(end + 1, end + reach + 1))
    ]


def _any_in(numbers: list[int]) -> Callable[[int, int], bool]:
    """Return a question: does one of these numbers stand from `low` to before `high`?"""

    def any_in(low: int, high: int) -> bool:
        at = bisect_left(numbers, low)
        return at < len(numbers) and numbers[at] < high

    return any_in
