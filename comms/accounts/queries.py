"""Reads the members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from comms.accounts.models import Member, Session
from comms.core import vault
from comms.core.db import db
from comms.core.rights import Actor, College, Role


def names() -> dict[int, str]:
    """Return the name of every member there ever was, for pages that say who did what."""
    return dict(db.session.execute(select(Member.id, Member.name)).all())


def actor(member: Member) -> Actor:
    """Return a member as verbs and pages see them."""
    college = College(member.college) if member.college else None
    return Actor(member.id, member.name, Role(member.role), college, member.lang)


def active() -> Sequence[Member]:
    """Return the members who may sign in, by name."""
    here = select(Member).where(Member.closed_at.is_(None))
    return db.session.scalars(here.order_by(Member.name)).all()


def by_address(key: str) -> Member | None:
    """Return the member of an address (see `rules.addresses.key_of`) who may sign in."""
    theirs = select(Member).where(Member.email_key == key, Member.closed_at.is_(None))
    return db.session.scalar(theirs)


def standing_session(token: str, now: datetime) -> Session | None:
    """Return the session a browser's token opens, whole or half."""
    wanted = select(Session).join(Session.member).options(contains_eager(Session.member))
    alive = wanted.where(Session.ends_at > now, Member.closed_at.is_(None))
    return db.session.scalar(alive.where(Session.token == vault.token_hash(token)))
