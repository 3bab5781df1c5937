"""Follows stories that become one: what was told of either is told of the one that stays."""

from sqlalchemy import delete, select, update

from comms.core import events
from comms.core.db import db
from comms.monitoring.alerts.models import Alert, GuestAlert


def follow(event: events.StoriesJoined) -> None:
    """Move what was told of a story that is gone to the one that stays; told twice is told."""
    _follow(Alert, "member_id", event)
    _follow(GuestAlert, "guest_id", event)


def _follow(told: type[Alert | GuestAlert], reader: str, event: events.StoriesJoined) -> None:
    who = told.__table__.c[reader]
    there = select(who).where(told.story_id == event.kept)
    db.session.execute(delete(told).where(told.story_id == event.gone, who.in_(there)))
    moved = update(told).where(told.story_id == event.gone)
    db.session.execute(moved.values(story_id=event.kept))
