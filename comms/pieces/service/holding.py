"""Lets a piece wait longer when another room says so: what was approved too early falls back."""

from sqlalchemy import select

from comms.core import events
from comms.core.db import db
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking, traced
from comms.pieces.rules.states import State
from comms.pieces.service.moving import keep_still, weigh_change

MAY_FALL = (State.REVIEW, State.SCHEDULED, State.HELD)


def wait_longer(event: events.FieldHourMoved) -> None:
    """Void the approvals of what would now leave before the hour named in the field."""
    asked = select(Piece).where(Piece.state.in_(MAY_FALL)).order_by(Piece.id)
    for piece in db.session.scalars(asked).all():
        content, kind = queries.content(piece), kind_of(piece.kind)
        trace = traced(kind, content)
        if not (trace.pieces & event.pieces or trace.pictures & event.pictures):
            continue
        keep_still(piece)
        if piece.state in MAY_FALL and obstacles_to_asking(kind, content):
            weigh_change(piece)
