"""Reads who is at a piece just now."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from comms.accounts.models import Member
from comms.core.db import db
from comms.pieces.models import Piece, Presence, Revision

A_GLANCE = timedelta(seconds=70)  # a page that stands open says so every 25 seconds
A_MOMENT = timedelta(minutes=10)  # who saved since and has a page open is still at it
JUST_NOW = timedelta(minutes=2)  # who saved since is, though no page of theirs says so


def here_too(piece: Piece, member_id: int, now: datetime) -> list[int]:
    """Return who else wrote in a piece a moment ago and has not left it: they are at it too."""
    lately = (
        select(Member.id, func.max(Revision.made_at))
        .join(Revision, Revision.member_id == Member.id)
        .where(
            Revision.piece_id == piece.id,
            Revision.made_at > now - A_MOMENT,
            Revision.member_id != member_id,
            Member.closed_at.is_(None),
        )
        .group_by(Member.id)
    )
    wrote = db.session.execute(lately).all()
    open_pages = reads_here(piece, member_id, now) if wrote else []
    return [each for each, at in wrote if each in open_pages or at > now - JUST_NOW]


def reads_here(piece: Piece, member_id: int, now: datetime) -> list[int]:
    """Return who else has a piece open."""
    lately = (
        select(Presence.member_id)
        .join(Member, Member.id == Presence.member_id)
        .where(
            Presence.piece_id == piece.id,
            Presence.seen_at > now - A_GLANCE,
            Presence.member_id != member_id,
            Member.closed_at.is_(None),
        )
    )
    return list(db.session.scalars(lately))
