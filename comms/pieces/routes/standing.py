"""How a piece stands, as its readers are told: its state, or that an hour of it was missed."""

from flask import g

from comms.pieces import queries
from comms.pieces.forms import SHOWN
from comms.pieces.models import Piece
from comms.pieces.routes.blueprint import bp
from comms.pieces.rules.states import MISSED, State

TONES = {
    State.REVIEW: "amber",
    State.CHANGES: "amber",
    State.SCHEDULED: "sea",
    State.HELD: "amber",
    State.EXPIRED: "signal",
    State.PUBLISHED: "leaf",
    MISSED: "signal",
}


@bp.app_template_filter("standing")
def standing_of(piece: Piece) -> str:
    """Return how a piece stands; who sends is asked once a page what was missed."""
    if "missed_pieces" not in g:
        g.missed_pieces = queries.missed()
    is_late = piece.state == State.SCHEDULED and piece.id in g.missed_pieces
    return MISSED if is_late else piece.state


def words_of(piece: Piece) -> tuple[str, str]:
    """Return how a piece stands, in the reader's words, and the tone of it."""
    standing = standing_of(piece)
    return str(SHOWN[standing]), TONES.get(standing, "")
