"""An hour or a day as a form gives it: picked in a calendar, or said in words beside it.

The field `due` is picked and `due_said` is said; what was said counts first. A script puts into
`due` what was understood, and then sends no words.
"""

from datetime import date
from typing import Protocol

from comms.core import clock, hours, said
from comms.core.hours import Hour, HourWrong
from comms.core.languages import association_zone
from comms.core.refusal import Refused


class Fields(Protocol):
    """The fields of a form, or of an address."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of a field."""


def told(fields: Fields, name: str) -> str:
    """Return the words of an hour or a day, or else what was picked of it."""
    return fields.get(f"{name}_said", "").strip() or fields.get(name, "").strip()


def read_hour(
    fields: Fields, name: str, zone: str, *, fold: int | None = None, back: bool = False
) -> Hour | None:
    """Read an hour; None when not given.

    `fold`: which of two is meant where the clock shows it twice and the form does not say.
    `back`: it is over, so that « 9 h » is this morning and « jeudi » the last one.

    Raises:
        Refused: unreadable, no such zone, a gap of the clock, or one of two hours.
    """
    zone = fields.get(f"{name}_zone", "") or zone
    wall = fields.get(name, "").strip()
    if words := fields.get(f"{name}_said", "").strip():
        wall = said.read(words, hours.now_in(zone), back=back)
    if not wall:
        return None
    return hours.read(wall, zone, {"0": 0, "1": 1}.get(fields.get(f"{name}_fold", ""), fold))


def read_day(fields: Fields, name: str, *, back: bool = False) -> date | None:
    """Read a day in the association's zone; None when not given. `back`: it is over.

    Raises:
        Refused: it is not understood.
    """
    words = told(fields, name)
    if not words:
        return None
    try:
        return said.read_day(words, clock.now().astimezone(association_zone()), back=back)
    except Refused as wrong:
        raise Refused(HourWrong.NO_DAY, said=words[:40]) from wrong
