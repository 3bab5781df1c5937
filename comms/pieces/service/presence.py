"""Who has a piece open: written down while a page of it stands open, swept soon after."""

from datetime import timedelta

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from comms.core import clock
from comms.core.db import db, took
from comms.core.rights import Actor
from comms.pieces.models import Piece, Presence

SWEPT = timedelta(minutes=5)


def leave(piece: Piece, *, actor: Actor) -> None:
    """Write down that a member closed the page of a piece."""
    mine = delete(Presence).where(Presence.piece_id == piece.id, Presence.member_id == actor.id)
    db.session.execute(mine)


def be_here(piece: Piece, *, actor: Actor) -> None:
    """Write down that a member has a piece open now."""
    now = clock.now()
    db.session.execute(delete(Presence).where(Presence.seen_at < now - SWEPT))
    mine = update(Presence).where(Presence.piece_id == piece.id, Presence.member_id == actor.id)
    if took(db.session.execute(mine.values(seen_at=now))):
        return
    try:
        with db.session.begin_nested():
            db.session.add(Presence(piece_id=piece.id, member_id=actor.id, seen_at=now))
    except IntegrityError:  # another page of theirs said so first
        return
