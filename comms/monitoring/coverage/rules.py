"""Counts what was said of us, and measures the bars that draw it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PERIODS = (7, 30, 90, 365)
USUAL = 30
DAYS_ALONE = 31  # a longer period is counted by week
MOST = 12  # bars of one kind; the rest is counted together
WIDE, HIGH = 600, 160  # of a drawing of volume, in its own units
LONG, THICK, APART = 300, 16, 24  # of bars that lie


@dataclass(frozen=True)
class Said:
    """A mention as it is counted. `campaign`, `release`: numbers of what it takes up."""

    at: datetime
    outlet: str
    lang: str
    tone: str
    medium: str
    story: int
    campaign: int | None = None
    release: int | None = None


@dataclass(frozen=True)
class Count:
    """How many mentions share something; `key` is what they share."""

    key: str | int | None
    count: int


@dataclass(frozen=True)
class Span:
    """Some days, the last included, and how many mentions they brought."""

    first: date
    last: date
    count: int


@dataclass(frozen=True)
class Bar:
    """A bar of a drawing, in its units."""

    x: float
    y: float
    width: float
    height: float


def volume(instants: Iterable[datetime], first: date, last: date, zone: ZoneInfo) -> list[Span]:
    """Return how much each day (or, of a longer period, each week) brought; none is left out."""
    days = Counter(each.astimezone(zone).date() for each in instants)
    step = 1 if (last - first).days < DAYS_ALONE else 7
    found = []
    while first <= last:
        until = min(first + timedelta(days=step - 1), last)
        within = (first + timedelta(days=each) for each in range((until - first).days + 1))
        found.append(Span(first, until, sum(days[each] for each in within)))
        first = until + timedelta(days=1)
    return found


def counted(keys: Iterable[str | int | None]) -> list[Count]:
    """Return how many share each key, the most first; those of no key are left out."""
    found = Counter(each for each in keys if each not in (None, ""))
    ordered = sorted(found.items(), key=lambda each: (-each[1], str(each[0]).casefold()))
    return [Count(key, count) for key, count in ordered]


def shortened(counts: Sequence[Count]) -> tuple[list[Count], int]:
    """Return the first of many counts, and how many mentions the others have together."""
    return list(counts[:MOST]), sum(each.count for each in counts[MOST:])


def columns(counts: Sequence[int]) -> list[Bar]:
    """Return the columns that draw volume over time, the first at the start."""
    most, width = max(counts, default=0) or 1, WIDE / max(len(counts), 1)
    heights = [round(HIGH * count / most, 1) for count in counts]
    return [
        Bar(round(at * width + width * 0.1, 1), HIGH - each, round(width * 0.8, 1), each)
        for at, each in enumerate(heights)
    ]


def lying(counts: Sequence[int]) -> list[Bar]:
    """Return the bars that draw shares, one under the other, the longest as long as may be."""
    most = max(counts, default=0) or 1
    return [
        Bar(0, at * APART, round(max(LONG * count / most, 1), 1), THICK)
        for at, count in enumerate(counts)
    ]


def percent(count: int, of: int) -> int:
    """Return a share in whole hundredths."""
    return round(100 * count / of) if of else 0
