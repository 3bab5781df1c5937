"""Lets go of news that could not leave for a week, whoever it was for; who set the alert is told.

A question whether one wants any is no news: it leaves when it can.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from comms.core import clock, events
from comms.core.db import db
from comms.core.ways import Way
from comms.monitoring.alerts.models import AlertMail, Guest, GuestMail
from comms.monitoring.alerts.rules import STALE, Kind


def let_go_of_members() -> None:
    """Let go of what members were to be told; commits."""
    members = _let_go(AlertMail, AlertMail.member_id)
    if members:
        _announce(members, is_outside=False)
    db.session.commit()


def let_go_of_guests() -> None:
    """Let go of what guests and places were to be told; commits."""
    guests = _let_go(GuestMail, GuestMail.guest_id)
    if guests:
        set_by = select(Guest.made_by).where(Guest.id.in_(guests))
        _announce(set(db.session.scalars(set_by)), is_outside=True)
    db.session.commit()


def _let_go(
    kind: type[AlertMail] | type[GuestMail], reader: InstrumentedAttribute[int]
) -> set[int]:
    """Let go of the mails whose hour is a week past; return whose they were."""
    now = clock.now()
    old = update(kind).where(
        kind.state == Way.DUE, kind.kind != Kind.ASK, kind.due_at < now - STALE
    )
    gone = old.values(state=Way.EXPIRED, done_at=now).returning(reader)
    return set(db.session.scalars(gone))


def _announce(set_by: set[int | None] | set[int], *, is_outside: bool) -> None:
    occasion = clock.now().isoformat()
    events.announce(events.AlertsLetGo(frozenset(set_by), is_outside, occasion))
