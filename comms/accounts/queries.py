"""Reads the members, and through which doors they are in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager

from comms.accounts.models import Device, Invitation, Member, PrivateAddress, RecoveryCode, Session
from comms.accounts.rules.links import Kind
from comms.core import vault
from comms.core.db import db
from comms.core.rights import Actor, College, Role


def names() -> dict[int, str]:
    """Return the name of every member there ever was, for pages that say who did what."""
    return dict(db.session.execute(select(Member.id, Member.name)).all())


def trace(email_key: str) -> str:
    """Return what stays of a member's address when their account is closed."""
    return vault.keyed_hash(email_key, "members")


def earlier(member_id: int) -> frozenset[int]:
    """Return the closed accounts of the same person: those that had the same address."""
    key = db.session.get_one(Member, member_id).email_key
    same = select(Member.id).where(Member.email_key.like(f"closed:%:{trace(key)}"))
    return frozenset(db.session.scalars(same))


def actor(member: Member) -> Actor:
    """Return a member as verbs and pages see them."""
    college = College(member.college) if member.college else None
    return Actor(member.id, member.name, Role(member.role), college, member.lang, member.zone)


def active() -> Sequence[Member]:
    """Return the members who may sign in, by name."""
    here = select(Member).where(Member.closed_at.is_(None))
    return db.session.scalars(here.order_by(Member.name)).all()


def closed() -> Sequence[Member]:
    """Return the members whose account is closed, the last closed first."""
    gone = select(Member).where(Member.closed_at.is_not(None))
    return db.session.scalars(gone.order_by(Member.closed_at.desc(), Member.id.desc())).all()


def by_address(key: str) -> Member | None:
    """Return the member of an address (see `rules.addresses.key_of`) who may sign in."""
    theirs = select(Member).where(Member.email_key == key, Member.closed_at.is_(None))
    return db.session.scalar(theirs)


def reader_of(purpose: str, secret: str) -> Member | None:
    """Return the member a private address belongs to, while they may sign in."""
    theirs = (
        select(Member)
        .join(PrivateAddress, PrivateAddress.member_id == Member.id)
        .where(
            PrivateAddress.purpose == purpose,
            PrivateAddress.secret == vault.token_hash(secret),
            Member.closed_at.is_(None),
        )
    )
    return db.session.scalar(theirs)


def address_since(purpose: str, member_id: int) -> datetime | None:
    """Return when a member's private address was made, or None when there is none."""
    theirs = select(PrivateAddress.made_at).where(
        PrivateAddress.purpose == purpose, PrivateAddress.member_id == member_id
    )
    return db.session.scalar(theirs)


def standing_session(token: str, now: datetime) -> Session | None:
    """Return the session a browser's token opens, whole or half."""
    wanted = select(Session).join(Session.member).options(contains_eager(Session.member))
    alive = wanted.where(Session.ends_at > now, Member.closed_at.is_(None))
    return db.session.scalar(alive.where(Session.token == vault.token_hash(token)))


def session_of(token: str) -> Session:
    """Return the session a token was just made for."""
    made = select(Session).where(Session.token == vault.token_hash(token))
    return db.session.scalars(made).one()


def sessions_of(member_id: int, now: datetime) -> Sequence[Session]:
    """Return where a member is signed in, the last seen first."""
    theirs = select(Session).where(Session.member_id == member_id, Session.ends_at > now)
    return db.session.scalars(theirs.where(Session.is_whole).order_by(Session.seen_at.desc())).all()


def devices_of(member_id: int, now: datetime) -> Sequence[Device]:
    """Return the devices a member calls theirs, the newest first."""
    theirs = select(Device).where(Device.member_id == member_id, Device.ends_at > now)
    return db.session.scalars(theirs.order_by(Device.made_at.desc())).all()


def remembered(token: str, now: datetime) -> Device | None:
    """Return the device a browser's token names, while it is remembered."""
    known = select(Device).where(Device.token == vault.token_hash(token), Device.ends_at > now)
    return db.session.scalar(known)


def codes_left(member_id: int) -> int:
    """Return how many codes on paper a member still has."""
    unused = select(func.count()).select_from(RecoveryCode)
    theirs = RecoveryCode.member_id == member_id
    return db.session.scalar(unused.where(theirs, RecoveryCode.used_at.is_(None))) or 0


def is_nobody_here() -> bool:
    """Say whether the house has no member yet, and never had one."""
    return not db.session.scalar(select(exists(select(Member.id))))


def admins_held() -> set[int]:
    """Return the administrators, held until the end of the transaction: two cannot both go."""
    admins = select(Member.id).where(Member.role == Role.ADMIN, Member.closed_at.is_(None))
    return set(db.session.scalars(admins.with_for_update()))


def invitation(kind: Kind, token: str, now: datetime) -> Invitation | None:
    """Return what a link stands for, while it holds."""
    wanted = select(Invitation).where(
        Invitation.kind == kind,
        Invitation.token == vault.token_hash(token),
        Invitation.ends_at > now,
    )
    return db.session.scalar(wanted)


def open_invitations(now: datetime) -> Sequence[Invitation]:
    """Return who was invited and has not come yet, the newest first."""
    waiting = select(Invitation).where(Invitation.kind == Kind.JOIN, Invitation.ends_at > now)
    return db.session.scalars(waiting.order_by(Invitation.made_at.desc())).all()
