"""Hearing what rooms announce, as long as a test wants to and no longer."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from comms.core import events
from comms.core.events import telling


@contextmanager
def hearing(*kinds: type) -> Iterator[list[Any]]:
    """Give the events of some kinds that are announced until the end of the block, in order."""
    heard: list[Any] = []
    with ExitStack() as block:
        for kind in kinds:
            block.enter_context(listening(kind, heard.append))
        yield heard


@contextmanager
def listening(kind: type, *listeners: Callable[[Any], None]) -> Iterator[None]:
    """Have listeners called for each event of a kind until the end of the block."""
    for each in listeners:
        events.listen(kind, each)
    try:
        yield
    finally:
        for each in dict.fromkeys(listeners):
            telling._listeners[kind].remove(each)


def who_hears(kind: type) -> tuple[Callable[..., None], ...]:
    """Return who is called for an event of a kind, the first first."""
    return tuple(telling._listeners.get(kind, ()))
