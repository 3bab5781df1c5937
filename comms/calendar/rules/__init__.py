"""Months and weeks as people turn them, days as a zone counts them, and the days that matter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol, Self
from zoneinfo import ZoneInfo

YEARS = range(2000, 2100)
_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")
_WEEK_WRITTEN = re.compile(r"([0-9]{4})-W([0-9]{2})")  # ISO 8601


class KeyDate(StrEnum):
    """A day that comes back every year, or an hour that changes."""

    COMMEMORATION = "commemoration"
    WOMEN = "women"
    RACISM = "racism"
    TRUCE_ENDS = "truce_ends"
    PRESS = "press"
    REFUGEES = "refugees"
    TRAFFICKING = "trafficking"
    POVERTY = "poverty"
    TRUCE_BEGINS = "truce_begins"
    CHILDREN = "children"
    VIOLENCE = "violence"
    RIGHTS = "rights"
    MIGRANTS = "migrants"
    SUMMER_TIME = "summer_time"
    WINTER_TIME = "winter_time"


# Month and day. The United Nations' days, and the winter truce of art. L412-6 of the French code
# of civil execution (no eviction from a dwelling from 1 November to 31 March).
EVERY_YEAR: Mapping[tuple[int, int], KeyDate] = {
    (2, 6): KeyDate.COMMEMORATION,
    (3, 8): KeyDate.WOMEN,
    (3, 21): KeyDate.RACISM,
    (3, 31): KeyDate.TRUCE_ENDS,
    (5, 3): KeyDate.PRESS,
    (6, 20): KeyDate.REFUGEES,
    (7, 30): KeyDate.TRAFFICKING,
    (10, 17): KeyDate.POVERTY,
    (11, 1): KeyDate.TRUCE_BEGINS,
    (11, 20): KeyDate.CHILDREN,
    (11, 25): KeyDate.VIOLENCE,
    (12, 10): KeyDate.RIGHTS,
    (12, 18): KeyDate.MIGRANTS,
}


class CalendarWrong(StrEnum):
    """Why something does not move."""

    NO_DAY = "calendar.no_day"
    PAST = "calendar.past"
    EMBARGO_PAST = "calendar.embargo_past"  # what leaves under embargo, before it
    NO_HOUR = "calendar.no_hour"
    CHANGED = "calendar.changed"  # somebody else gave it another hour meanwhile


class Days(Protocol):
    """Some days that follow one another, on one page."""

    def days(self) -> list[date]: ...


class Period(Days, Protocol):
    """Days one turns to and from: a month, a week."""

    @property
    def first(self) -> date: ...

    def turned(self, count: int, /) -> Self: ...


@dataclass(frozen=True)
class Week:
    """One week, by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read « 2030-W11 »; None when it is no week we show."""
        found = _WEEK_WRITTEN.fullmatch(text)
        if found is None or int(found[1]) not in YEARS:
            return None
        try:
            return cls(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError:  # a year without a 53rd week
            return None

    def __str__(self) -> str:
        """Write « 2030-W11 »."""
        year, week, _ = self.monday.isocalendar()
        return f"{year:04d}-W{week:02d}"

    @property
    def first(self) -> date:
        """Return its Monday."""
        return self.monday

    def turned(self, count: int) -> Self:
        """Return the week so many weeks later; negative turns back."""
        return type(self)(self.monday + timedelta(weeks=count))

    def days(self) -> list[date]:
        """Return its days, Monday first."""
        return [self.monday + timedelta(days=number) for number in range(7)]


@dataclass(frozen=True)
class Month:
    """One month of one year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read « 2030-03 »; None when it is no month we show."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        year, month = int(found[1]), int(found[2])
        return cls(year, month) if year in YEARS and 1 <= month <= 12 else None

    def __str__(self) -> str:
        """Write « 2030-03 »."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.month, 1)

    def turned(self, count: int) -> Self:
        """Return the month so many months later; negative turns back."""
        number = self.year * 12 + self.month - 1 + count
        return type(self)(number // 12, number % 12 + 1)

    def days(self) -> list[date]:
        """Return its days in order."""
        length = (self.turned(1).first - self.first).days
        return [self.first + timedelta(days=number) for number in range(length)]


@dataclass(frozen=True)
class Sheet:
    """A month in whole weeks, as a wall shows it: the days around it are days to move things to."""

    month: Month

    def days(self) -> list[date]:
        """Return its days, from a Monday to a Sunday."""
        inside = self.month.days()
        first, last = Week.of(inside[0]), Week.of(inside[-1])
        weeks = (last.monday - first.monday).days // 7 + 1
        return [day for count in range(weeks) for day in first.turned(count).days()]


def span(period: Days, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the instants at which some days begin and end in a zone."""
    days = period.days()
    return _midnight(days[0], zone), _midnight(days[-1] + timedelta(days=1), zone)


def read_day(text: str) -> date | None:
    """Read « 2030-03-12 »; None when it is no day we show."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if len(text) == 10 and day.year in YEARS else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def key_dates(period: Days, zone: ZoneInfo) -> Mapping[date, list[KeyDate]]:
    """Return the days of a period that matter."""
    return {day: found for day in period.days() if (found := list(_key_dates(day, zone)))}


def _key_dates(day: date, zone: ZoneInfo) -> Iterator[KeyDate]:
    if known := EVERY_YEAR.get((day.month, day.day)):
        yield known
    length = _midnight(day + timedelta(days=1), zone) - _midnight(day, zone)
    if length < timedelta(days=1):
        yield KeyDate.SUMMER_TIME
    elif length > timedelta(days=1):
        yield KeyDate.WINTER_TIME
