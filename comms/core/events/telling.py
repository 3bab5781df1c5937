"""Who listens to which event, and telling them."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

Event = TypeVar("Event")
_listeners: dict[type, list[Callable[..., None]]] = defaultdict(list)


def listen(kind: type[Event], listener: Callable[[Event], None]) -> None:
    """Have `listener` called for each event of `kind`. Registered once, in `factory`."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def announce(event: object) -> None:
    """Call all who listen, in the transaction of the caller: if one refuses, nothing happened."""
    for listener in _listeners[type(event)]:
        listener(event)
