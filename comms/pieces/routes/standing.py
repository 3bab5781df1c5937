"""How a piece stands, as its readers are told: its state, or that an hour of it was missed."""

from flask import g

from comms.pieces import queries
from comms.pieces.forms import SHOWN
from comms.pieces.models import Piece
from comms.pieces.routes.blueprint import bp
from comms.pieces.rules.states import ASKS, MISSED, State

TONES = {
    State.REVIEW: "amber",
    State.CHANGES: "amber",
    State.SCHEDULED: "sea",
    State.HELD: "amber",
    State.EXPIRED: "signal",
    State.PUBLISHED: "leaf",
    MISSED: "signal",
    ASKS: "signal",
}


@bp.app_template_filter("standing")
def standing_of(piece: Piece) -> str:
    """Return how a piece stands; who sends is asked once a page."""
    if "late_pieces" not in g:
        g.late_pieces = queries.late()
    is_planned = piece.state == State.SCHEDULED
    return g.late_pieces.get(piece.id, piece.state) if is_planned else piece.state


def words_of(piece: Piece) -> tuple[str, str]:
    """Return how a piece stands, in the reader's words, and the tone of it."""
    standing = standing_of(piece)
    return str(SHOWN[standing]), TONES.get(standing, "")
