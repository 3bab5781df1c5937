"""What rooms show elsewhere, as values: a row, a card, a hit, a mark on a day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Place(StrEnum):
    """Where a card stands on Aujourd'hui, in the order of urgency."""

    DECIDE = "decide"  # doubtful, missed, blocked, expired
    DO = "do"  # what waits for this person
    LEAVING = "leaving"  # what leaves today
    PRESS = "press"  # what is said of us
    ASIDE = "aside"


@dataclass(frozen=True)
class Answer:
    """One button of a row: a POST (or a link when `method` is "get") with fixed fields."""

    label: str
    url: str
    method: str = "post"
    fields: tuple[tuple[str, str], ...] = ()
    is_main: bool = False


@dataclass(frozen=True)
class TodayRow:
    """One line of Aujourd'hui: a strong title, a small sentence, a tag, its answers.

    `template` may name a partial of the room that draws the row itself; it gets `row`.
    """

    title: str
    detail: str = ""
    url: str = ""
    tag: str = ""
    tone: str = ""
    at: datetime | None = None
    answers: tuple[Answer, ...] = ()
    lang: str = ""
    template: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TodayCard:
    """A card of Aujourd'hui with its rows; without rows it is not shown.

    `in_mail`: its titles are those of pieces, and may stand in a mail; of others the mail of the
    morning says how many there are. `asks`: others wait for this person to decide. `is_first`: one
    does it before what one may do at any time.
    `waits`: it waits for others, and is folded below what waits for this person. `others`: how many
    more there are than rows, all read at `url`.
    """

    place: Place
    title: str
    rows: tuple[TodayRow, ...]
    aside: str = ""
    in_mail: bool = False
    asks: bool = False
    is_first: bool = False
    waits: bool = False
    others: int = 0
    url: str = ""


@dataclass(frozen=True)
class Found:
    """One hit of the search everywhere; `score` orders hits of all kinds, higher first."""

    kind: str
    title: str
    url: str
    detail: str = ""
    score: float = 0.0
    lang: str = ""


@dataclass(frozen=True)
class Told:
    """What a person who asks is told, under one heading: rows of labels and values.

    A value without a label is a sentence. Labels are for somebody who is not of the trade.
    """

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Thing:
    """What something is about, as a page names it; where it is shown."""

    title: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Mark:
    """Something on a day of the calendar that is no piece; `key` names it for agendas, once."""

    day: date
    title: str
    url: str
    tone: str = ""
    key: str = ""
    hour: str = ""
    at: datetime | None = None  # where it has an hour, for agendas
