"""What is worth a second look when things leave: one hour, one list, a silence before a court."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from comms.calendar.rules.days import Silence


class Clash(StrEnum):
    """Why some things do not go together."""

    HOUR = "hour"  # two things on one channel at one minute
    LIST = "list"  # two letters to one list on one day
    SILENCE = "silence"  # something leaves while a court is waited for


@dataclass(frozen=True)
class Planned:
    """What leaves, when, where. `family`: a text and its translations are one."""

    id: int
    family: int
    at: datetime
    day: date
    channels: frozenset[int]
    lists: frozenset[int]


@dataclass(frozen=True)
class Conflict:
    """Some pieces that do not go together; `what` is a channel or a list, `name` a hearing."""

    clash: Clash
    pieces: tuple[int, ...]
    what: int = 0
    name: str = ""


def conflicts(planned: Sequence[Planned], silences: Iterable[Silence]) -> list[Conflict]:
    """Return everything worth a second look, the most certain first. Nothing is forbidden by it."""
    return [
        *_together(Clash.HOUR, _by_hour(planned)),
        *_together(Clash.LIST, _by_list(planned)),
        *_in_silence(planned, silences),
    ]


Groups = dict[tuple[int, object], list[Planned]]


def _by_hour(planned: Iterable[Planned]) -> Groups:
    found: Groups = defaultdict(list)
    for each in planned:
        for channel in each.channels:
            found[channel, each.at].append(each)
    return found


def _by_list(planned: Iterable[Planned]) -> Groups:
    found: Groups = defaultdict(list)
    for each in planned:
        for one in each.lists:
            found[one, each.day].append(each)
    return found


def _together(clash: Clash, groups: Groups) -> Iterator[Conflict]:
    for (what, _), some in groups.items():
        if len({each.family for each in some}) > 1:
            yield Conflict(clash, tuple(each.id for each in some), what)


def _in_silence(planned: Iterable[Planned], silences: Iterable[Silence]) -> Iterator[Conflict]:
    for silence in silences:
        within = [each.id for each in planned if silence.first <= each.day <= silence.last]
        if within:
            yield Conflict(Clash.SILENCE, tuple(within), name=silence.name)
