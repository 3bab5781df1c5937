"""Says before a text is approved that no mail of it can leave."""

from enum import StrEnum

from comms.core import settings
from comms.core.db import db
from comms.ideas.rules import Traced
from comms.mailings.rules import MailingWrong
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.states import LOCKED


def warns(piece_id: int, _traced: Traced) -> list[tuple[StrEnum, dict[str, object]]]:
    """Return that no mail server is set, of a text that is to leave by mail."""
    piece = db.session.get_one(Piece, piece_id)
    plan = pieces.content(piece).plan
    if piece.state in LOCKED or settings.current().smtp or not any(x.lists for x in plan.sendings):
        return []
    return [(MailingWrong.NO_DOOR, {})]
