"""What an idea must have, what becomes of it, and what a link from the field takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST, LONGEST_DETAIL = 200, 4000  # characters
PURPOSE = "drop link"
LONGEST_NAME, MOST_PICTURES, MOST_AN_HOUR = 80, 6, 20
DAYS = range(1, 91)  # how long a link may live
HOUR = timedelta(hours=1)


class IdeaWrong(StrEnum):
    """Why an idea cannot be kept so, or nothing can be made of it."""

    NO_WORDS = "idea.no_words"
    TOO_LONG = "idea.too_long"
    TAKEN = "idea.taken"


class Fate(StrEnum):
    """What becomes of an idea, in the order of the board."""

    OPEN = "open"
    TAKEN = "taken"  # a piece was begun from it
    ASIDE = "aside"


def obstacles(words: str, detail: str) -> list[IdeaWrong]:
    """Return everything that is wrong with what was proposed."""
    found = []
    if not words.strip():
        found.append(IdeaWrong.NO_WORDS)
    if len(words.strip()) > LONGEST or len(detail.strip()) > LONGEST_DETAIL:
        found.append(IdeaWrong.TOO_LONG)
    return found


class DropWrong(StrEnum):
    """Why a link is not made, or takes nothing."""

    NO_NAME = "drop.no_name"
    BAD_DAYS = "drop.bad_days"
    ENDED = "drop.ended"
    NOTHING = "drop.nothing"
    TOO_LONG = "drop.too_long"
    TOO_MANY = "drop.too_many"
    TOO_OFTEN = "drop.too_often"


class TooEarly(StrEnum):
    """What its author asked of whoever publishes what came from the field."""

    NOT_BEFORE = "idea.not_before"
    UNREAD = "idea.not_before_unread"  # said in words of which no single instant could be read
    CHANGED = "idea.not_before_changed"  # a member said another hour than was asked for


@dataclass(frozen=True)
class Traced:
    """By what a text may come from the field: itself, what it is made from, what it shows."""

    pieces: frozenset[int] = frozenset()
    pictures: frozenset[int] = frozenset()


class Standing(StrEnum):
    """How a link stands."""

    OPEN = "open"
    EXPIRED = "expired"
    CLOSED = "closed"


def standing(expires_at: datetime, closed_at: datetime | None, now: datetime) -> Standing:
    """Say how a link stands at an instant."""
    if closed_at is not None:
        return Standing.CLOSED
    return Standing.EXPIRED if expires_at <= now else Standing.OPEN


def obstacles_to_drop(
    text: str, name: str, not_before: str, pictures: int, came: int
) -> list[DropWrong]:
    """Return everything that keeps a link from taking what is given; `came`: within the hour."""
    found = []
    if not text.strip() and not pictures:
        found.append(DropWrong.NOTHING)
    if len(text) > LONGEST_DETAIL or max(len(name), len(not_before)) > LONGEST_NAME:
        found.append(DropWrong.TOO_LONG)
    if pictures > MOST_PICTURES:
        found.append(DropWrong.TOO_MANY)
    if came >= MOST_AN_HOUR:
        found.append(DropWrong.TOO_OFTEN)
    return found


def in_short(text: str) -> tuple[str, str]:
    """Return the first line, for the board, and the rest; all of it where that line is long."""
    text = text.strip()
    first, _, rest = text.partition("\n")
    first = " ".join(first.split())
    if len(first) <= LONGEST:
        return first, rest.strip()
    return first[: LONGEST - 1].rsplit(" ", 1)[0] + "…", text
