"""The hours of a channel that come back every week: « lundi 9 h », on the clock of the house."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from comms.core import hours
from comms.core.hours import Hour

MOST = 30  # slots of one channel
SEARCHED = timedelta(days=366)  # a channel that is full for a year has no next slot
DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Slot:
    """One hour of one weekday; 0 is Monday."""

    weekday: int
    wall: str  # 09:00

    def on(self, day: date, zone: str) -> Hour:
        """Return its hour on a day: after a gap the next minute there is, of a fold the first."""
        return hours.shown(f"{day.isoformat()}T{self.wall}", zone)


def coming(slots: Iterable[Slot], zone: str, after: datetime) -> Iterator[Hour]:
    """Yield the hours of some slots later than an instant, in order and without end.

    Two slots that a change of clocks brings to one minute are one hour.
    """
    ordered, last = sorted(set(slots)), after
    # A gap may carry an hour of the day before into the first day.
    begin = after.astimezone(ZoneInfo(zone)).date() - DAY
    for number in count() if ordered else ():
        day = begin + number * DAY
        today = [each.on(day, zone) for each in ordered if each.weekday == day.weekday()]
        for hour in sorted(today, key=lambda each: each.instant):
            if hour.instant > last:
                last = hour.instant
                yield hour


def next_free(
    slots: Iterable[Slot], zone: str, now: datetime, taken: Collection[datetime]
) -> Hour | None:
    """Return the first coming hour that nothing else has taken; None when there is none in a year.

    `taken` holds instants.
    """
    busy = {each.astimezone(UTC) for each in taken}
    for hour in coming(slots, zone, now):
        if hour.instant > now + SEARCHED:
            break
        if hour.instant not in busy:
            return hour
    return None
