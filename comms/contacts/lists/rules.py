"""Why a list is not kept, and who names one where no foreign key says so: plans do."""

from collections.abc import Callable
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
