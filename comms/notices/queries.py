"""Reads the notices of a member."""

from collections.abc import Sequence

from sqlalchemy import func, select

from comms.core.db import db
from comms.core.ways import Way
from comms.notices.models import Notice
from comms.notices.rules import BY_MAIL_ALONE, NEWS


def told(member_id: int, limit: int = 100) -> Sequence[Notice]:
    """Return what a member was told, the newest first."""
    theirs = select(Notice).where(Notice.member_id == member_id, Notice.kind.not_in(BY_MAIL_ALONE))
    newest = theirs.order_by(Notice.made_at.desc(), Notice.id.desc())
    return db.session.scalars(newest.limit(limit)).all()


def unread_news(member_id: int) -> Sequence[Notice]:
    """Return what a member has not read and finds nowhere else on Aujourd'hui."""
    theirs = select(Notice).where(Notice.member_id == member_id, Notice.kind.in_(NEWS))
    unread = theirs.where(Notice.read_at.is_(None))
    return db.session.scalars(unread.order_by(Notice.id.desc()).limit(10)).all()


def unread_of(member_id: int, kind: str) -> dict[str, int]:
    """Return what of a kind a member has not read: by its thing, the number of the notice."""
    theirs = select(Notice.thing, Notice.id).where(
        Notice.member_id == member_id, Notice.kind == kind, Notice.read_at.is_(None)
    )
    return dict(db.session.execute(theirs.order_by(Notice.id)).all())


def have_unread(kind: str) -> set[int]:
    """Return the members who have not read a notice of a kind."""
    unread = select(Notice.member_id).where(Notice.kind == kind, Notice.read_at.is_(None))
    return {each for each in db.session.scalars(unread) if each is not None}


def was_told(recipient: str, kind: str, thing: str, occasion: str) -> bool:
    """Say whether somebody was told this already."""
    same = select(Notice.id).where(
        Notice.recipient == recipient,
        Notice.kind == kind,
        Notice.thing == thing,
        Notice.occasion == occasion,
    )
    return db.session.scalar(same) is not None


def count_doubtful() -> int:
    """Return how many members may not have got a mail; nobody decides about those."""
    lost = select(func.count()).select_from(Notice).where(Notice.state == Way.DOUBTFUL)
    return db.session.scalar(lost) or 0
