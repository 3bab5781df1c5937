"""Asks about many values in as few questions as a database takes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

AT_ONCE = 400  # values in one question; SQLite takes 999 at least
Value = TypeVar("Value")


def in_batches(values: Iterable[Value]) -> Iterator[Sequence[Value]]:
    """Yield values in as many as one question may hold."""
    left = list(values)
    return (left[at : at + AT_ONCE] for at in range(0, len(left), AT_ONCE))
