"""What may still leave, when it is too late, when to try again, and how a mail ends."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FOOT = {
    "fr": "Vous recevez ce message de {association} au titre de votre activité. "
    "Ne plus rien recevoir : {link}",
    "en": "You receive this message from {association} because of your work. "
    "To receive nothing more: {link}",
}

NAMELESS = {
    "fr": "Vous recevez ce message au titre de votre activité. Ne plus rien recevoir : {link}",
    "en": "You receive this message because of your work. To receive nothing more: {link}",
}


class MailingState(StrEnum):
    """Where a sending stands; its recipients have rows of their own."""

    DUE = "due"
    OPEN = "open"  # its lists are people now, one row each
    DONE = "done"
    MISSED = "missed"
    DOUBTFUL = "doubtful"  # a backup took the place of the house: it may have left since
    BLOCKED = "blocked"
    HELD = "held"
    DROPPED = "dropped"


class MailingWrong(StrEnum):
    """Why a person cannot decide so about a mailing."""

    ANOTHER_DAY = "mailing.another_day"
    UNKNOWN_LINK = "mailing.unknown_link"
    OBJECTED = "mailing.objected"
    NOT_APPROVED = "mailing.not_approved"
    UNFIT = "mailing.unfit"
    NO_DOOR = "mailing.no_door"


def is_too_late(due_at: datetime, now: datetime, minutes: int) -> bool:
    """Say whether an hour passed so long ago that a person must be asked."""
    return now - due_at > timedelta(minutes=minutes)


def are_others(
    lists: Iterable[int], made: Mapping[int, datetime], approved_at: datetime | None
) -> bool:
    """Say whether lists are not those an approval named: one is gone, or was opened since.

    A number is never given twice; this is asked all the same before anything leaves to people.
    """
    return approved_at is None or any(
        each not in made or made[each] > approved_at for each in lists
    )


def is_same_day(due_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether it is still the day that was approved; another day asks for approval again."""
    return due_at.astimezone(zone).date() == now.astimezone(zone).date()


def foot(lang: str, association: str, link: str) -> str:
    """Return the foot of a mail: who writes, why, and the way out (GDPR art. 14 and 21)."""
    said = FOOT if association else NAMELESS
    return said.get(lang, said["en"]).format(association=association, link=link)
