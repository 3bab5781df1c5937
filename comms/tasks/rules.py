"""What a task must have, and how near its day is."""

from datetime import date, timedelta
from enum import StrEnum

LONGEST = 300  # characters: what is longer is a piece, or a note


class TaskWrong(StrEnum):
    """Why a task cannot be kept so."""

    NO_WORDS = "task.no_words"
    TOO_LONG = "task.too_long"
    NOBODY = "task.nobody"
    BAD_DAY = "task.bad_day"


class When(StrEnum):
    """How near a day is, in the order in which one does things."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    OPEN = "open"  # no day was said


def contact_of(thing: str) -> int | None:
    """Return the contact that a key names (« contact:5 »), or None when it names another thing."""
    kind, _, number = thing.partition(":")
    return int(number) if kind == "contact" and number.isdecimal() and len(number) < 10 else None


def obstacles(words: str) -> list[TaskWrong]:
    """Return everything that is wrong with what is to be done."""
    if not words.strip():
        return [TaskWrong.NO_WORDS]
    return [TaskWrong.TOO_LONG] if len(words.strip()) > LONGEST else []


def when(due_on: date | None, today: date) -> When:
    """Say how near a day is; a week is the seven days that come."""
    if due_on is None:
        return When.OPEN
    if due_on <= today:
        return When.TODAY if due_on == today else When.LATE
    return When.WEEK if due_on <= today + timedelta(days=7) else When.LATER
