"""Days that matter to the house: said once, every year, from Easter on, or the nth of a month."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from comms.core import said
from comms.core.said.names import MONTH, WEEKDAY
from comms.core.text import fold

LONGEST = 120  # characters of a name
MOST_SILENT = 90  # days before a hearing


class Sort(StrEnum):
    """What a day is for us."""

    DAY = "day"
    HEARING = "hearing"
    ELECTION = "election"


class Rhythm(StrEnum):
    """How a day comes back."""

    ONCE = "once"
    YEARLY = "yearly"
    EASTER = "easter"
    NTH = "nth"


class DayWrong(StrEnum):
    """Why a day cannot be kept so."""

    NO_NAME = "day.no_name"
    TOO_LONG = "day.too_long"
    UNREADABLE = "day.unreadable"
    RULING_FIRST = "day.ruling_first"
    TOO_SILENT = "day.too_silent"


@dataclass(frozen=True)
class When:
    """The days a rule names. `on`: the day, or one of its yearly days; `nth`: -1 is the last."""

    rhythm: Rhythm
    on: date | None = None
    offset: int = 0  # days after Easter Sunday
    month: int = 0
    weekday: int = 0
    nth: int = 0

    def in_year(self, year: int) -> date | None:
        """Return its day in a year; None when that year has none."""
        if self.rhythm is Rhythm.EASTER:
            return easter(year) + timedelta(days=self.offset)
        if self.rhythm is Rhythm.NTH:
            return _nth(year, self.month, self.weekday, self.nth)
        if self.on is None or (self.rhythm is Rhythm.ONCE and self.on.year != year):
            return None
        try:
            return self.on.replace(year=year)
        except ValueError:  # 29 February
            return None


@dataclass(frozen=True)
class Dated:
    """A day of ours: what it is called, when it comes; of a hearing, its ruling and its silence."""

    id: int
    name: str
    sort: Sort
    when: When
    ruling_on: date | None = None
    silent_days: int = 0

    def between(self, first: date, last: date) -> Iterator[date]:
        """Yield its days from one day to another, both included."""
        for year in range(first.year, last.year + 1):
            on = self.when.in_year(year)
            if on and first <= on <= last:
                yield on


@dataclass(frozen=True)
class Silence:
    """Days on which nothing should leave, the last included, and before what."""

    first: date
    last: date
    name: str


def silences(days: Iterable[Dated], first: date, last: date) -> list[Silence]:
    """Return the silences that touch some days; a ruling is kept silent for as a hearing is."""
    found = []
    for each in days:
        if not each.silent_days:
            continue
        length = timedelta(days=each.silent_days)
        courts = [*each.between(first, last + length)]
        courts += [each.ruling_on] if each.ruling_on else []
        found += [Silence(on - length, on, each.name) for on in courts]
    return [each for each in found if each.last >= first and each.first <= last]


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date | None:
    length = calendar.monthrange(year, month)[1]
    days = [date(year, month, each) for each in range(1, length + 1)]
    same = [each for each in days if each.weekday() == weekday]
    if nth > len(same):
        return None
    return same[-1] if nth < 0 else same[nth - 1]


_FEASTS = {
    "lundi de pentecote": 50, "whit monday": 50, "pentecote": 49, "pentecost": 49, "ascension": 39,
    "vendredi saint": -2, "good friday": -2, "lundi de paques": 1, "easter monday": 1,
    "mardi gras": -47,
}  # fmt: skip
_FROM_EASTER = re.compile(r"\b(?:paques|easter)\b(?: ?([+-]) ?(\d{1,3}))?")
_COUNTED = re.compile(
    r"\b(1er|1re|[1-5]e|1st|2nd|3rd|[45]th|premier|deuxieme|troisieme|quatrieme|dernier|first|second"
    r"|third|fourth|last)\b ([a-z]+) (?:(?:du mois )?de |du |d'|d |of |in )?([a-z]+)"
)
_NUMBERS = {
    "premier": 1, "first": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "third": 3,
    "quatrieme": 4, "fourth": 4, "dernier": -1, "last": -1,
}  # fmt: skip
_EVERY = re.compile(r"\b(?:chaque annee|tous les ans|every year|each year|chaque|every|each)\b")


def read(text: str, now: datetime) -> When:
    """Read a day as people say it: « 12/3 », « chaque 18 juin », « 2e dimanche d'octobre ».

    « Pâques + 39 » and « lundi de Pentecôte » count from Easter.

    Raises:
        Refused: it is not understood.
    """
    told = " ".join(fold(text).replace("’", "'").split())
    for feast, offset in _FEASTS.items():
        if feast in told:
            return When(Rhythm.EASTER, offset=offset)
    if found := _FROM_EASTER.search(told):
        return When(Rhythm.EASTER, offset=int(f"{found[1] or '+'}{found[2] or 0}"))
    if counted := _counted(told):
        return counted
    if _EVERY.search(told):
        return When(Rhythm.YEARLY, on=said.read_day(_EVERY.sub(" ", told), now))
    return When(Rhythm.ONCE, on=said.read_day(text, now))


def _counted(told: str) -> When | None:
    found = _COUNTED.search(told.replace("'", " "))
    if not found or found[2] not in WEEKDAY or found[3] not in MONTH:
        return None
    nth = _NUMBERS.get(found[1]) or int(found[1][0])
    return When(Rhythm.NTH, month=MONTH[found[3]], weekday=WEEKDAY[found[2]], nth=nth)


def obstacles(name: str, when: When, ruling_on: date | None, silent_days: int) -> list[DayWrong]:
    """Return everything that keeps a day from being kept."""
    found = []
    if not name.strip():
        found.append(DayWrong.NO_NAME)
    if len(name) > LONGEST:
        found.append(DayWrong.TOO_LONG)
    if ruling_on and when.on and ruling_on < when.on:
        found.append(DayWrong.RULING_FIRST)
    if not 0 <= silent_days <= MOST_SILENT:
        found.append(DayWrong.TOO_SILENT)
    return found
