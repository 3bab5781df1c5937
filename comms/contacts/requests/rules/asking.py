"""What a journalist asks, who may answer, and what is late."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from comms.contacts.requests.rules.kinds import Terms
from comms.core.hours import Hour

SOON = timedelta(hours=24)


class RequestWrong(StrEnum):
    """Why a request is not kept, or not answered."""

    NO_SUBJECT = "request.no_subject"
    CLOSED = "request.closed"
    CONSENT_ENDED = "request.consent_ended"
    NO_SPOKESPERSON = "request.no_spokesperson"
    NO_NAME = "spokesperson.no_name"
    NO_DAY = "follow_up.no_day"
    NOBODY = "request.nobody"


@dataclass(frozen=True)
class RequestWords:
    """A request as typed."""

    subject: str = ""
    due: Hour | None = None
    terms: Terms = Terms.UNKNOWN
    spokesperson_id: int | None = None
    new_spokesperson: str = ""
    said: str = ""
    result: str = ""


@dataclass(frozen=True)
class SpokespersonWords:
    """Who speaks for us, as typed."""

    name: str = ""
    languages: tuple[str, ...] = ()
    hours: str = ""
    agreed_to: str = ""
    refuses: str = ""
    agreed_until: date | None = None


def may_speak(agreed_until: date | None, today: date) -> bool:
    """Say whether an agreement holds; the day it ends is its last."""
    return agreed_until is None or today <= agreed_until


def urgency(due_at: datetime | None, now: datetime) -> str:
    """Return how a deadline is shown: late, soon or not yet."""
    if due_at is None or due_at - now > SOON:
        return ""
    return "signal" if due_at <= now else "amber"
