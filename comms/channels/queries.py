"""Reads the channels."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comms.channels.models import Channel
from comms.core.db import db

_IN_USE = select(Channel).where(Channel.closed_at.is_(None)).order_by(Channel.folded)


def open_ones() -> Sequence[Channel]:
    """Return the channels in use, by name."""
    return db.session.scalars(_IN_USE).all()


def with_slots() -> Sequence[Channel]:
    """Return the channels in use with their hours of the week, by name."""
    return db.session.scalars(_IN_USE.options(selectinload(Channel.slots))).all()


def named(ids: Iterable[int]) -> Sequence[Channel]:
    """Return channels by number, by name."""
    wanted = select(Channel).where(Channel.id.in_(list(ids)))
    return db.session.scalars(wanted.order_by(Channel.folded)).all()


def slotted() -> Sequence[Channel]:
    """Return the channels in use that have hours of the week, by name."""
    wanted = _IN_USE.where(Channel.slots.any()).options(selectinload(Channel.slots))
    return db.session.scalars(wanted).all()
