"""The fields of a form, and the hours in them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from comms.core import hours
from comms.core.given import read_hour
from comms.core.languages import association_zone


class Fields(Protocol):
    """The fields of a form, or of an address."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of a field."""

    def getlist(self, name: str, /) -> list[str]:
        """Return every value of a field."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return names with first values."""


def read_moment(fields: Fields, *, back: bool = False) -> datetime | None:
    """Read the hour `at` in the association's zone; `back`: it is over.

    Raises:
        Refused: unreadable, an hour that does not exist, one that exists twice unless the form says
            which.
    """
    hour = read_hour(fields, "at", str(association_zone()), back=back)
    return hour.instant if hour else None


def morning_of(day: date) -> datetime:
    """Return nine o’clock of a day in the association's zone."""
    return hours.read(f"{day.isoformat()}T09:00", str(association_zone())).instant
