"""Gives what a member does for the book to another: who leaves leaves nothing behind."""

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from comms.contacts.models import Confidant, FollowUp, Request
from comms.contacts.queries import giving
from comms.contacts.rules.kinds import RequestState
from comms.core.db import changed, db, insert_new


@dataclass(frozen=True)
class Given:
    """How much was given."""

    requests: int
    follow_ups: int
    discreet: int


def hand_over(leaver_id: int, heir_id: int, *, with_discreet: bool) -> Given:
    """Give what a member still owes journalists to another.

    Discreet contacts are given with them where the heir may know them (`with_discreet`); the
    leaver sees none afterwards.
    """
    asked = update(Request).where(Request.for_id == leaver_id, Request.state == RequestState.OPEN)
    again = update(FollowUp).where(FollowUp.for_id == leaver_id, FollowUp.done_at.is_(None))
    return Given(
        changed(db.session.execute(asked.values(for_id=heir_id))),
        changed(db.session.execute(again.values(for_id=heir_id))),
        _confide(leaver_id, heir_id) if with_discreet else 0,
    )


def _confide(leaver_id: int, heir_id: int) -> int:
    known = list(db.session.scalars(select(Confidant.contact_id).where(giving.of(leaver_id))))
    if known:
        rows = [{"contact_id": each, "member_id": heir_id} for each in known]
        db.session.execute(insert_new(Confidant), rows)
    return len(known)


def forget_confidences(member_id: int) -> None:
    """Let a member who left see no discreet contact any more."""
    db.session.execute(delete(Confidant).where(giving.of(member_id)))
