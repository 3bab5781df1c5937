"""Where what leaves stands, from planned to proved; for rules, which know no database."""

from datetime import datetime, timedelta
from enum import StrEnum

# Minutes before a refusal that may pass is tried again; after the last, a person is told.
RETRIES = tuple(timedelta(minutes=each) for each in (1, 2, 4, 8, 16, 30, 60))


class Way(StrEnum):
    """Where one outward row stands."""

    DUE = "due"
    CLAIMED = "claimed"
    DOUBTFUL = "doubtful"
    SENT = "sent"  # mail
    PUBLISHED = "published"  # a channel: there is an address or a person's word
    FAILED = "failed"
    MISSED = "missed"
    BLOCKED = "blocked"
    HELD = "held"
    EXPIRED = "expired"
    DROPPED = "dropped"


# What asks a person: lost on the way, too late to leave unasked, refused for good.
ASKING = (Way.DOUBTFUL, Way.MISSED, Way.FAILED)
# What a person may say of a row that asks.
ANSWERS = {"there": Way.SENT, "again": Way.DUE, "drop": Way.DROPPED}


class Undecided(StrEnum):
    """Why what a person says of a row does not count."""

    NOT_WAITING = "outward.not_waiting"
    UNKNOWN_ANSWER = "outward.unknown_answer"


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after a refusal that may pass; None when it is time to stop."""
    return now + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None
