"""Wall-clock wishes: the hour a person meant, with its zone; a gap or a fold is never guessed."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from comms.core import clock
from comms.core.refusal import Refused

_WRITTEN = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::00)?")


class HourWrong(StrEnum):
    """Why an hour cannot be meant."""

    UNREADABLE = "hour.unreadable"
    NO_DAY = "hour.no_day"
    NO_SUCH_ZONE = "hour.no_such_zone"
    GAP = "hour.gap"  # the clock jumps over it in spring
    FOLD = "hour.fold"  # the clock shows it twice in autumn


@dataclass(frozen=True)
class Hour:
    """An hour as people say it. `fold`: 0 the first, 1 the second time the clock shows it."""

    wall: str  # 2030-11-25T06:00
    zone: str
    fold: int = 0

    @property
    def local(self) -> datetime:
        """Return the instant in its own zone."""
        naive = datetime.fromisoformat(self.wall)
        return naive.replace(tzinfo=ZoneInfo(self.zone), fold=self.fold)

    @property
    def instant(self) -> datetime:
        """Return the instant in UTC."""
        return self.local.astimezone(UTC)

    @property
    def day(self) -> str:
        """Return the calendar day, as 2030-11-25."""
        return self.wall[:10]

    def plain(self) -> dict[str, Any]:
        """Return what a revision keeps."""
        return {"wall": self.wall, "zone": self.zone, "fold": self.fold}

    @classmethod
    def of(cls, kept: dict[str, Any] | None) -> Self | None:
        """Return an hour as a revision kept it."""
        return cls(kept["wall"], kept["zone"], kept.get("fold", 0)) if kept else None


def read(wall: str, zone: str, fold: int | None = None) -> Hour:
    """Read an hour written `2030-11-25T06:00` (or with a space).

    Raises:
        Refused: unreadable, no such zone, an hour that does not exist, one that exists twice while
            `fold` does not say which.
    """
    if not _WRITTEN.fullmatch(
        wall.strip()
    ):  # fromisoformat takes a day alone, and makes it midnight
        raise Refused(HourWrong.UNREADABLE, wall=wall[:40])
    try:
        naive = datetime.fromisoformat(wall.strip())
    except ValueError as error:
        raise Refused(HourWrong.UNREADABLE, wall=wall[:40]) from error
    place = _place(zone)
    first, second = (naive.replace(tzinfo=place, fold=each) for each in (0, 1))
    wall = naive.isoformat(timespec="minutes")
    if first.utcoffset() == second.utcoffset():
        return Hour(wall, zone)
    if first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != naive:
        raise Refused(HourWrong.GAP, wall=wall, zone=zone)
    if fold is None:
        raise Refused(HourWrong.FOLD, wall=wall, zone=zone)
    return Hour(wall, zone, fold)


def shown(wall: str, zone: str) -> Hour:
    """Return the hour a rhythm means on a day: « lundi 2 h 30 » comes whatever the clocks do.

    Of an hour the clock jumps over it is the next minute it shows; of one shown twice, the first.

    Raises:
        Refused: unreadable, or no such zone.
    """
    try:
        return read(wall, zone, 0)
    except Refused as refusal:
        if HourWrong.GAP not in refusal.obstacles:
            raise
    return _after_gap(datetime.fromisoformat(wall.strip()), zone)


def _after_gap(naive: datetime, zone: str) -> Hour:
    place = _place(zone)
    # In a gap, fold 1 reads the clock as it will be, fold 0 as it was: the jump lies between.
    begins = naive.replace(tzinfo=place, fold=1).astimezone(UTC)
    ends = naive.replace(tzinfo=place, fold=0).astimezone(UTC)

    def wall(minutes: int) -> datetime:
        return (begins + timedelta(minutes=minutes)).astimezone(place).replace(tzinfo=None)

    span = range((ends - begins) // timedelta(minutes=1) + 1)
    first = wall(bisect_left(span, naive, key=wall))
    return Hour(first.isoformat(timespec="minutes"), zone)


def now_in(zone: str) -> datetime:
    """Return now on the clock of a zone.

    Raises:
        Refused: no such zone.
    """
    return clock.now().astimezone(_place(zone))


def _place(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(HourWrong.NO_SUCH_ZONE, zone=zone[:40]) from error
