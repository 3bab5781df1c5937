"""The calendar's addresses, and how a piece is drawn in it."""

from flask import Blueprint, url_for

from comms.pieces.models import Piece
from comms.pieces.rules.states import State

bp = Blueprint("calendar", __name__)
STAND_IN = 7777777  # the number of no piece: it gives way in an address
SIGNS = {"post": "◦", "release": "▤"}


def way_to(piece: Piece) -> str:
    """Lead to where a draft is written, and to where anything further is decided."""
    return url_for(_where(piece), piece_id=piece.id)


def _where(piece: Piece) -> str:
    is_draft = piece.state in (State.DRAFT, State.CHANGES)
    return "pieces.open_one" if is_draft else "pieces.review"


class Ways:
    """The same for many pieces: an address is built once and numbered, not built 500 times."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, str]] = {}

    def to(self, piece: Piece) -> str:
        """Lead to a piece, as `way_to` does."""
        return self.at(_where(piece), piece.id)

    def at(self, endpoint: str, number: int) -> str:
        """Return the address of an endpoint for one piece."""
        if endpoint not in self._known:
            before, _, after = url_for(endpoint, piece_id=STAND_IN).rpartition(str(STAND_IN))
            self._known[endpoint] = before, after
        before, after = self._known[endpoint]
        return f"{before}{number}{after}"
