"""Reads the dispatches: what leaves when, what waits for a hand, what is in doubt."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from comms.channels.models import Channel
from comms.core.db import db
from comms.core.ways import Way
from comms.pieces.models import Piece
from comms.publishing.models import Dispatch
from comms.publishing.rules import OPEN


def listed(state: str = "") -> Sequence[Dispatch]:
    """Return dispatches, the latest hour first."""
    wanted = select(Dispatch).order_by(Dispatch.due_at.desc(), Dispatch.id.desc())
    return db.session.scalars(wanted.where(Dispatch.state == state) if state else wanted).all()


def of_piece(piece_id: int) -> Sequence[Dispatch]:
    """Return the dispatches of a piece."""
    theirs = select(Dispatch).where(Dispatch.piece_id == piece_id, Dispatch.state != Way.DROPPED)
    return db.session.scalars(theirs.order_by(Dispatch.id)).all()


def addresses(piece_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Return where some pieces stand published, each address with its piece, piece by piece."""
    out = select(Dispatch.piece_id, Dispatch.url).where(
        Dispatch.piece_id.in_(list(piece_ids)), Dispatch.state != Way.DROPPED
    )
    found = db.session.execute(out.order_by(Dispatch.piece_id, Dispatch.id))
    return [(piece_id, url) for piece_id, url in found if url]


def kits_waiting(now: datetime) -> Sequence[Dispatch]:
    """Return what a person must post by hand now, the oldest first."""
    states = (*OPEN, Way.BLOCKED)
    waiting = select(Dispatch).where(Dispatch.state.in_(states), Dispatch.due_at <= now)
    return db.session.scalars(waiting.order_by(Dispatch.due_at, Dispatch.id)).all()


def of_day(day: date, zone: ZoneInfo, now: datetime) -> Sequence[tuple[Dispatch, Piece, Channel]]:
    """Return what is put on channels on one calendar day: what is out, and what comes later."""
    wanted = (
        select(Dispatch, Piece, Channel)
        .join(Piece, Piece.id == Dispatch.piece_id)
        .join(Channel, Channel.id == Dispatch.channel_id)
        .where(
            Dispatch.due_at >= datetime.combine(day, time(), zone),
            Dispatch.due_at < datetime.combine(day + timedelta(days=1), time(), zone),
            or_(Dispatch.due_at > now, Dispatch.state.in_((Way.PUBLISHED, Way.HELD))),
            Dispatch.state != Way.DROPPED,
        )
    )
    return db.session.execute(wanted.order_by(Dispatch.due_at, Dispatch.id)).all()


def late() -> dict[int, bool]:
    """Return the pieces of which a channel waits for a person; whether its hour was missed."""
    asking = Dispatch.state.in_((Way.MISSED, Way.DOUBTFUL, Way.BLOCKED))
    rows = db.session.execute(select(Dispatch.piece_id, Dispatch.state).where(asking))
    return dict(sorted((piece_id, state == Way.MISSED) for piece_id, state in rows))


def still_to_leave(piece_id: int) -> bool:
    """Say whether a channel of a piece is not served yet."""
    return any(each.state not in (Way.PUBLISHED, Way.FAILED) for each in of_piece(piece_id))
