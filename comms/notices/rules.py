"""Who is told what, how long a mail is tried, how long a notice is kept."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from enum import StrEnum

from comms.core.rights import Actor, Right

STALE = timedelta(days=1)  # a mail that could not leave for so long tells nothing new any more
KEPT = timedelta(days=90)


class Kind(StrEnum):
    """What a notice tells."""

    APPROVAL_ASKED = "approval_asked"
    CHANGES_ASKED = "changes_asked"
    APPROVED = "approved"
    EXPIRED = "expired"
    FELL_BACK = "fell_back"
    MISSED = "missed"
    DOUBTFUL = "doubtful"
    ALERTS_LET_GO = "alerts_let_go"
    ALERTS_OUTSIDE_LET_GO = "alerts_outside_let_go"
    PRESS_REVIEW_ASKED = "press_review_asked"
    PRESS_REVIEW_DECLINED = "press_review_declined"
    PRESS_REVIEW_SENT = "press_review_sent"
    INVITED = "invited"
    RESET = "reset"
    MORNING = "morning"  # what Aujourd'hui shows, once a day to who wants it


# Told by mail alone: who opens the page has read it already.
BY_MAIL_ALONE = (Kind.INVITED, Kind.RESET, Kind.MORNING)
# Aujourd'hui shows the rest as rows of the rooms themselves, with their answers.
NEWS = (
    Kind.APPROVED,
    Kind.FELL_BACK,
    Kind.ALERTS_LET_GO,
    Kind.ALERTS_OUTSIDE_LET_GO,
    Kind.PRESS_REVIEW_SENT,
)


def who_may_answer(
    members: Iterable[Actor], asked: Collection[str | None], wrote: Collection[int]
) -> list[Actor]:
    """Return who may fill one of the places asked for: never who wrote the text."""
    return [
        member
        for member in members
        if member.may(Right.APPROVE)
        and member.id not in wrote
        and (None in asked or member.college in asked)
    ]
