"""How a piece of the demonstration is told: its words, when it was due, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Fate(StrEnum):
    """What became of a piece."""

    DRAFT = "draft"
    REVIEW = "review"
    CHANGES = "changes"
    SCHEDULED = "scheduled"
    HELD = "held"
    EXPIRED = "expired"
    DROPPED = "dropped"
    OUT = "out"
    WAITS = "waits"  # its kit waits for a hand, now
    MISSED = "missed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class At:
    """An hour told from today: a day and an hour, or so many minutes ago."""

    day: int = 0
    hour: str = ""
    minutes_ago: int = 0

    def wall(self, now: datetime, zone: ZoneInfo) -> str:
        """Return the hour as a form would send it."""
        local = now.astimezone(zone)
        if not self.hour:
            return (local - timedelta(minutes=self.minutes_ago)).strftime("%Y-%m-%dT%H:%M")
        return f"{(local + timedelta(days=self.day)):%Y-%m-%d}T{self.hour}"


@dataclass(frozen=True)
class Scene:
    """One piece. `begun`: so many days before today; `hand`: the channels, by key."""

    title: str  # of a release; for a post only its name here
    text: str
    fate: Fate
    due: At | None = None
    begun: int = 1
    author: str = "ines"
    kind: str = "post"
    genre: str = "communique"  # of a release
    lang: str = "fr"
    place: str = "Calais"
    link: str = ""
    hand: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    embargo: At | None = None
    embargo_lists: tuple[str, ...] = ()
    campaign: str | None = None
    remark: str = ""
    passage: str = ""
