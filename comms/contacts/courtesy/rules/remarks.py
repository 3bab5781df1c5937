"""What courtesy asks before one writes: not so soon again, not twice a newsroom, not at night."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from comms.contacts.courtesy.rules.whereabouts import closes

LATELY = timedelta(days=3)
# Newsrooms are at work at six; a release under embargo until then is no disturbance.
NIGHT = (22, 6)


class Care(StrEnum):
    """What to think of."""

    LATELY = "lately"
    TOGETHER = "together"
    NIGHT = "night"
    CLOSING = "closing"


@dataclass(frozen=True)
class Workplace:
    """A newsroom, and when it closes its pages, as typed."""

    name: str
    deadline: str = ""


@dataclass(frozen=True)
class Reader:
    """Someone who would be written to; `wrote`: when we last did; `zone`: whose clock is theirs."""

    contact_id: int
    name: str
    outlets: tuple[Workplace, ...] = ()
    wrote: datetime | None = None
    zone: str | None = None

    def local(self, at: datetime) -> datetime:
        """Return an instant by their own clock; by that of `at` when we do not know it."""
        return at.astimezone(ZoneInfo(self.zone)) if self.zone else at


@dataclass(frozen=True)
class Remark:
    """One thing to think of, and about whom; without names, about all."""

    care: Care
    names: tuple[str, ...] = ()
    outlet: str = ""


def remarks(readers: Sequence[Reader], at: datetime) -> list[Remark]:
    """Return what to think of before writing to some people `at` an hour of our own zone."""
    found = _at_night(readers, at)
    lately = [each.name for each in readers if each.wrote and at - each.wrote < LATELY]
    if lately:
        found.append(Remark(Care.LATELY, tuple(lately)))
    return [*found, *_closing(readers, at), *_together(readers)]


def is_night(local: datetime) -> bool:
    """Say whether people sleep at an hour of their zone."""
    return local.hour >= NIGHT[0] or local.hour < NIGHT[1]


def _at_night(readers: Sequence[Reader], at: datetime) -> list[Remark]:
    asleep = [each.name for each in readers if is_night(each.local(at))]
    if len(asleep) == len(readers):
        return [Remark(Care.NIGHT)] if asleep or is_night(at) else []
    return [Remark(Care.NIGHT, tuple(asleep))] if asleep else []


def _closing(readers: Sequence[Reader], at: datetime) -> list[Remark]:
    """Return the newsrooms that close their pages just then, each with who is written to there."""
    busy: Mapping[str, list[str]] = defaultdict(list)
    for each in readers:
        for outlet in dict.fromkeys(each.outlets):
            if closes([outlet.deadline], each.local(at)):
                busy[outlet.name].append(each.name)
    return [Remark(Care.CLOSING, tuple(names), outlet) for outlet, names in sorted(busy.items())]


def _together(readers: Sequence[Reader]) -> list[Remark]:
    by_outlet: Mapping[str, list[str]] = defaultdict(list)
    for each in readers:
        for name in dict.fromkeys(outlet.name for outlet in each.outlets):
            by_outlet[name].append(each.name)
    return [
        Remark(Care.TOGETHER, tuple(names), outlet)
        for outlet, names in sorted(by_outlet.items())
        if len(names) > 1
    ]
