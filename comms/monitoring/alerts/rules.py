"""When alerts leave: gathered for a moment, never a storm, never long after."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from comms.core.ways import Way

GATHERED = timedelta(seconds=15)  # what one poll brings leaves in one mail
WINDOW = timedelta(hours=1)
MOST_AN_HOUR = 10  # mails to one person; the rest waits for one that sums up
STALE = timedelta(days=1)  # what could not leave for so long is news on the page only
MOST_SHOWN = 50  # mentions in one mail


class Kind(StrEnum):
    """What an alert mail is."""

    ALERT = "alert"
    DIGEST = "digest"


class AlertWrong(StrEnum):
    """Why a person cannot decide so about an alert."""

    NOT_WAITING = "alert.not_waiting"
    UNKNOWN_ANSWER = "alert.unknown_answer"


ANSWERS = {"there": Way.SENT, "again": Way.DUE, "drop": Way.DROPPED}


def next_mail(recent: Sequence[datetime], now: datetime) -> tuple[Kind, datetime]:
    """Return what the next mail to a person is and when it leaves.

    `recent`: when the mails of the last hour were begun, in any order.
    """
    if len(recent) < MOST_AN_HOUR:
        return Kind.ALERT, now + GATHERED
    # When the hour has room again.
    return Kind.DIGEST, sorted(recent)[-MOST_AN_HOUR] + WINDOW
