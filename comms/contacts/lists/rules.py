"""Why a list is not kept, and who names one where no foreign key says so: plans do."""

from collections.abc import Callable, Collection
from enum import StrEnum


class ListWrong(StrEnum):
    """Why a list is not kept."""

    NO_NAME = "list.no_name"
    KNOWN = "list.known"
    NO_WORDS = "list.no_words"
    NOBODY_CHOSEN = "list.nobody_chosen"


Naming = Callable[[int], bool]
_namings: list[Naming] = []


def also_named(naming: Naming) -> None:
    """Have another room say whether it names a list by its number. Called in `factory`."""
    if naming not in _namings:
        _namings.append(naming)


def is_named(list_id: int) -> bool:
    """Say whether another room names a list by its number."""
    return any(naming(list_id) for naming in _namings)


Apart = Callable[[int | None], Collection[int]]
_apart: list[Apart] = []


def keep_apart(lists: Apart) -> None:
    """Have lists left out of what a text may be sent to; asked with the number of the text.

    A higher room says so of lists that are there for something else: guests of an event.
    """
    if lists not in _apart:
        _apart.append(lists)


def set_apart(piece_id: int | None) -> frozenset[int]:
    """Return the lists that a text (None: one that is not kept yet) is not offered."""
    return frozenset(number for each in _apart for number in each(piece_id))
