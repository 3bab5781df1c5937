"""What courtesy asks before one writes: not again so soon, not twice a newsroom, not at night."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATELY = timedelta(days=3)
# Newsrooms are at work at six; a release under embargo until then is no disturbance.
NIGHT = (22, 6)


class Care(StrEnum):
    """What to think of."""

    LATELY = "lately"
    TOGETHER = "together"
    NIGHT = "night"


@dataclass(frozen=True)
class Reader:
    """Someone who would be written to; `wrote` is when we last did, `outlets` where they work."""

    contact_id: int
    name: str
    outlets: tuple[str, ...] = ()
    wrote: datetime | None = None


@dataclass(frozen=True)
class Remark:
    """One thing to think of, and about whom."""

    care: Care
    names: tuple[str, ...] = ()
    outlet: str = ""


def remarks(readers: Sequence[Reader], at: datetime) -> list[Remark]:
    """Return what to think of before writing to some people `at` an hour of their own zone."""
    found = []
    if at.hour >= NIGHT[0] or at.hour < NIGHT[1]:
        found.append(Remark(Care.NIGHT))
    lately = [each.name for each in readers if each.wrote and at - each.wrote < LATELY]
    if lately:
        found.append(Remark(Care.LATELY, tuple(lately)))
    return [*found, *_together(readers)]


def _together(readers: Sequence[Reader]) -> list[Remark]:
    by_outlet: Mapping[str, list[str]] = defaultdict(list)
    for each in readers:
        for outlet in dict.fromkeys(each.outlets):
            by_outlet[outlet].append(each.name)
    return [
        Remark(Care.TOGETHER, tuple(names), outlet)
        for outlet, names in sorted(by_outlet.items())
        if len(names) > 1
    ]
