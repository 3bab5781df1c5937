"""Reads the channels."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comms.channels.models import Channel
from comms.core.db import db


def open_ones() -> Sequence[Channel]:
    """Return the channels in use, by name."""
    return db.session.scalars(
        select(Channel).where(Channel.closed_at.is_(None)).order_by(Channel.folded)
    ).all()


def named(ids: Iterable[int]) -> Sequence[Channel]:
    """Return channels by number, by name."""
    wanted = select(Channel).where(Channel.id.in_(list(ids)))
    return db.session.scalars(wanted.order_by(Channel.folded)).all()


def slotted() -> Sequence[Channel]:
    """Return the channels in use that have hours of the week, by name."""
    has_any = Channel.slots.any()
    wanted = select(Channel).where(Channel.closed_at.is_(None), has_any).order_by(Channel.folded)
    return db.session.scalars(wanted.options(selectinload(Channel.slots))).all()
