"""The one clock: whoever asks for the hour asks here, so that a test or rehearsal can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_shift: timedelta = timedelta(0)
_fixed: ContextVar[datetime | None] = ContextVar("fixed instant", default=None)


def now() -> datetime:
    """Return this instant in UTC, with its zone."""
    return _fixed.get() or datetime.now(UTC) + _shift


def machine() -> datetime:
    """Return the hour of this machine, whatever is rehearsed: for timers, never for decisions."""
    return datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """Return the calendar day it is in `zone`."""
    return now().astimezone(zone).date()


def stand_at(instant: datetime) -> None:
    """Let this process believe that it is `instant`; time runs on from there (`COMMS_NOW`)."""
    global _shift
    _shift = instant - datetime.now(UTC)


@contextmanager
def fixed(instant: datetime) -> Iterator[None]:
    """Hold the clock still, for a test or for one answer that must not see time pass."""
    token = _fixed.set(instant)
    try:
        yield
    finally:
        _fixed.reset(token)
