"""How a room names its things where another room shows them."""

from collections.abc import Callable, Collection, Iterable, Mapping

from comms.core.panels.shapes import Thing
from comms.core.rights import Actor

Naming = Callable[[Collection[int], Actor], Mapping[int, Thing]]
_naming: dict[str, Naming] = {}


def known_as(kind: str, naming: Naming) -> None:
    """Have a room name its things (« piece:12 ») where another room shows them: many at once."""
    _naming[kind] = naming


def thing(key: str, actor: Actor) -> Thing | None:
    """Return what a key (« contact:5 ») stands for; None when it is gone, or not this person's."""
    return things((key,), actor).get(key)


def things(keys: Iterable[str], actor: Actor) -> dict[str, Thing]:
    """Return what keys stand for; without those that are gone, or not this person's."""
    numbers: dict[str, set[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in _naming and number.isdecimal() and len(number) < 10:
            numbers.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": thing
        for kind, wanted in numbers.items()
        for number, thing in _naming[kind](wanted, actor).items()
    }
