"""Reads which collections and kits there are: open, overdue, whose to look after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.cosigning.models import Collection, PartnerKit
from comms.cosigning.queries.asked import piece_of
from comms.pieces.models import Piece


@dataclass(frozen=True)
class Kept:
    """What partners sign or, where it is a kit, pass on; `ends_at`: when that is over."""

    piece: Piece
    ends_at: datetime
    is_kit: bool


def kept_by(member_id: int) -> list[Kept]:
    """Return what a member looks after for partners, the first to end first."""
    signed = [Kept(piece_of(each), each.closes_at, False) for each in collections_of(member_id)]
    found = {each.piece_id: each for each in kits_of(member_id)}
    pieces_given = db.session.scalars(select(Piece).where(Piece.id.in_(found)))
    given = [Kept(piece, found[piece.id].ends_at, True) for piece in pieces_given]
    return sorted((*signed, *given), key=lambda each: each.ends_at)


def collections_of(member_id: int) -> Sequence[Collection]:
    """Return the open collections a member looks after."""
    mine = select(Collection).where(Collection.keeper_id == member_id)
    return db.session.scalars(mine.where(Collection.closed_at.is_(None))).all()


def kits_of(member_id: int) -> Sequence[PartnerKit]:
    """Return the kits a member looks after, while partners may open them."""
    mine = select(PartnerKit).where(PartnerKit.keeper_id == member_id)
    is_live = (PartnerKit.closed_at.is_(None), PartnerKit.ends_at > clock.now())
    return db.session.scalars(mine.where(*is_live)).all()


def open_ones() -> Sequence[Collection]:
    """Return the collections that are not closed, the nearest deadline first."""
    rows = select(Collection).where(Collection.closed_at.is_(None))
    return db.session.scalars(rows.order_by(Collection.closes_at, Collection.id)).all()


def overdue(now: datetime) -> Sequence[Collection]:
    """Return the collections whose deadline has come."""
    rows = select(Collection).where(Collection.closed_at.is_(None), Collection.closes_at <= now)
    return db.session.scalars(rows.order_by(Collection.id)).all()
