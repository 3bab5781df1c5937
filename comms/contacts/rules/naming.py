"""Who names a list by its number where no foreign key says so: plans do."""

from collections.abc import Callable

Naming = Callable[[int], bool]
_namings: list[Naming] = []


def also_named(naming: Naming) -> None:
    """Have another room say whether it names a list by its number. Called in `factory`."""
    if naming not in _namings:
        _namings.append(naming)


def is_named(list_id: int) -> bool:
    """Say whether another room names a list by its number."""
    return any(naming(list_id) for naming in _namings)
