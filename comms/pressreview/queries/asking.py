"""Reads the press reviews of which somebody asks that they be sent."""

from collections.abc import Sequence

from sqlalchemy import select

from comms.core.db import db
from comms.pressreview.models import Review


def waiting() -> Sequence[Review]:
    """Return the reviews somebody asks to be sent and nobody has answered for, oldest ask first."""
    rows = select(Review).where(
        Review.asked_at.is_not(None), Review.declined_at.is_(None), Review.sent_at.is_(None)
    )
    return db.session.scalars(rows.order_by(Review.asked_at, Review.id)).all()


def declined(member_id: int) -> Sequence[Review]:
    """Return the reviews of which a member asked that they be sent and read a no, oldest first."""
    rows = select(Review).where(
        Review.asked_by == member_id, Review.declined_at.is_not(None), Review.sent_at.is_(None)
    )
    return db.session.scalars(rows.order_by(Review.declined_at, Review.id)).all()
