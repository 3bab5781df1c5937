"""A list on the telephone: how long a name is held, what an outcome leads to, what is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comms.contacts.calling.rules.kinds import CallOutcome

HELD_FOR = timedelta(minutes=20)  # a name whose caller went away is given to the next
NOT_BEFORE = timedelta(minutes=30)  # who did not answer is not called again at once


class CallWrong(StrEnum):
    """Why a session is not opened, or a call not written down."""

    NO_NAME = "call.no_name"
    NOBODY = "call.nobody"
    NOT_YOURS = "call.not_yours"
    CLOSED = "call.closed"
    NO_HOUR = "call.no_hour"
    NO_PERSON = "call.no_person"


@dataclass(frozen=True)
class Standing:
    """How far a session is."""

    total: int
    done: int
    free: int  # to call now
    taken: int
    next_at: datetime | None  # when the next of those to call back is due

    @property
    def left(self) -> int:
        """Return how many have no last word yet."""
        return self.total - self.done


def again_at(outcome: CallOutcome, asked: datetime | None, now: datetime) -> datetime | None:
    """Return when a person is to be called again; None when the call is the last."""
    if outcome is CallOutcome.NO_ANSWER:
        return now + NOT_BEFORE
    return asked if outcome is CallOutcome.CALL_BACK else None
