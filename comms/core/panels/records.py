"""Where a record of the bank is used."""

from collections.abc import Callable, Iterable

from comms.core.panels.shapes import TodayRow
from comms.core.rights import Actor

Uses = Callable[[str, str, Actor], Iterable[TodayRow]]
_uses: list[Uses] = []


def in_use(provider: Uses) -> None:
    """Have a room asked where it uses a record: `("figure", "expulsions-2030-02", actor)`."""
    if provider not in _uses:
        _uses.append(provider)


def uses(kind: str, key: str, actor: Actor) -> list[TodayRow]:
    """Return where a record is used, room by room: what shows it, what stands published."""
    return [row for provider in _uses for row in provider(kind, key, actor)]
