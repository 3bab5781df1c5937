"""Puts the mails that wait for one reader into one: after a gap one digest, no storm."""

from collections import defaultdict
from typing import TypeVar

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from comms.core import clock, options
from comms.core.db import db
from comms.core.ways import Way
from comms.monitoring.alerts.models import Alert, AlertMail, GuestAlert, GuestMail
from comms.monitoring.alerts.rules import PROMISED, Kind

Mail = TypeVar("Mail", AlertMail, GuestMail)


def sum_up_members() -> None:
    """Put what waits for a member into one mail, one that was promised if there is one; commits."""
    for mails in _waiting(AlertMail, AlertMail.member_id):
        promised = [each for each in mails if each.pace in PROMISED]
        _join(mails, [*promised, *mails][0], Alert)
    db.session.commit()


def sum_up_guests(which: ColumnElement[bool]) -> None:
    """Put what waits for each of some guests or places into one mail; commits."""
    for mails in _waiting(GuestMail, GuestMail.guest_id, which):
        _join(mails, mails[0], GuestAlert)
    db.session.commit()


def _waiting(
    kind: type[Mail], reader: InstrumentedAttribute[int], *which: ColumnElement[bool]
) -> list[list[Mail]]:
    """Return the mails of each reader who has several: due, or refused so far; they are held.

    A question whether one wants any is no news and stays by itself. As long as all is paused none
    is put into another: each is let go a week after its own hour, and no news of yesterday with it.
    """
    late = or_(kind.due_at <= clock.now(), kind.attempts > 0)
    due = select(kind).where(kind.state == Way.DUE, kind.kind != Kind.ASK, late)
    due = due.where(options.nothing_paused(), *which)
    found: dict[int, list[Mail]] = defaultdict(list)
    for mail in db.session.scalars(due.order_by(kind.id).with_for_update()):
        found[getattr(mail, reader.key)].append(mail)
    return [mails for mails in found.values() if len(mails) > 1]


def _join(mails: list[Mail], kept: Mail, told: type[Alert] | type[GuestAlert]) -> None:
    """Have one mail tell what several would; the others go, for nothing of them has left."""
    gone = [each.id for each in mails if each is not kept]
    kept.kind = Kind.DIGEST
    db.session.execute(update(told).where(told.mail_id.in_(gone)).values(mail_id=kept.id))
    db.session.execute(delete(type(kept)).where(type(kept).id.in_(gone)))
