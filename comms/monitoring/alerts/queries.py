"""Reads alerts: who was told, what a mail tells, what is in doubt."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from comms.core.db import db
from comms.core.ways import Way
from comms.monitoring.alerts.models import Alert, AlertMail
from comms.monitoring.alerts.rules import WINDOW
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.listing import Shown, shown
from comms.monitoring.mentions.rules import State


def told(story_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return who was told of which of these stories, as (member, story)."""
    rows = select(Alert.member_id, Alert.story_id).where(Alert.story_id.in_(tuple(story_ids)))
    return set(db.session.execute(rows).all())


def gathering(member_id: int, now: datetime) -> AlertMail | None:
    """Return the mail to a member that still waits for more; it is held until the commit.

    A claim of it waits too: what is put in it now is there when it leaves.
    """
    waiting = select(AlertMail).where(
        AlertMail.member_id == member_id,
        AlertMail.state == Way.DUE,
        AlertMail.attempts == 0,
        AlertMail.due_at > now,
    )
    return db.session.scalars(waiting.order_by(AlertMail.id.desc()).with_for_update()).first()


def recent(member_id: int, now: datetime) -> list[datetime]:
    """Return when the mails to a member were begun in the last hour."""
    begun = select(AlertMail.made_at).where(
        AlertMail.member_id == member_id, AlertMail.made_at > now - WINDOW
    )
    return list(db.session.scalars(begun))


def told_by(mail_id: int) -> list[Shown]:
    """Return the mentions a mail tells of; what was dismissed meanwhile is no news."""
    theirs = (
        select(Mention)
        .join(Alert, Alert.mention_id == Mention.id)
        .where(Alert.mail_id == mail_id, Mention.state != State.DISMISSED)
    )
    return shown(db.session.scalars(theirs.order_by(Mention.id)).all())


def doubtful(member_id: int | None = None) -> Sequence[AlertMail]:
    """Return the mails nobody can be sure of: of one member, or all."""
    lost = select(AlertMail).where(AlertMail.state == Way.DOUBTFUL)
    if member_id is not None:
        lost = lost.where(AlertMail.member_id == member_id)
    return db.session.scalars(lost.order_by(AlertMail.id)).all()
