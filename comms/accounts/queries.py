"""Reads the members."""

from collections.abc import Sequence

from sqlalchemy import select

from comms.accounts.models import Member
from comms.core.db import db
from comms.core.rights import Actor, College, Role


def names() -> dict[int, str]:
    """Return the name of every member there ever was, for pages that say who did what."""
    return dict(db.session.execute(select(Member.id, Member.name)).tuples())


def actor(member: Member) -> Actor:
    """Return a member as verbs and pages see them."""
    college = College(member.college) if member.college else None
    return Actor(member.id, member.name, Role(member.role), college, member.lang)


def active() -> Sequence[Member]:
    """Return the members who may sign in, by name."""
    here = select(Member).where(Member.closed_at.is_(None))
    return db.session.scalars(here.order_by(Member.name)).all()
