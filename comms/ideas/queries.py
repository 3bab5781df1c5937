"""Reads the board of ideas."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from comms.core.db import db
from comms.ideas.models import Idea
from comms.ideas.rules import Fate

MOST = 100  # in one column


def of_fate(fate: Fate, member_id: int | None = None) -> Sequence[Idea]:
    """Return the ideas of a column, the last touched first; those of one member if given."""
    wanted = select(Idea).where(Idea.fate == fate)
    if member_id is not None:
        wanted = wanted.where(Idea.made_by == member_id)
    last_first = Idea.touched_at.desc(), Idea.id.desc()
    return db.session.scalars(wanted.order_by(*last_first).limit(MOST)).all()


def new_since(instant: datetime, but: int) -> Sequence[Idea]:
    """Return the open ideas that others than one member had since an instant, last first."""
    others = Idea.made_by.is_(None) | (Idea.made_by != but)
    wanted = select(Idea).where(Idea.fate == Fate.OPEN, Idea.made_at >= instant, others)
    return db.session.scalars(wanted.order_by(Idea.id.desc()).limit(5)).all()
