"""The calendar's addresses, and how a piece is drawn in it."""

from flask import Blueprint, url_for

from comms.pieces.models import Piece
from comms.pieces.rules.states import State

bp = Blueprint("calendar", __name__)
SIGNS = {"post": "◦", "release": "▤"}


def way_to(piece: Piece) -> str:
    """Lead to where a draft is written, and to where anything further is decided."""
    is_draft = piece.state in (State.DRAFT, State.CHANGES)
    return url_for("pieces.open_one" if is_draft else "pieces.review", piece_id=piece.id)
