"""Pages every piece shares: the list, the review, and what people decide there."""

from comms.pieces.routes import deciding, presence, printing, reading, serving
from comms.pieces.routes.around import around, piece_or_404
from comms.pieces.routes.blueprint import bp
from comms.pieces.routes.saving import (
    as_typed,
    begin_or_say,
    is_script,
    refuse_empty,
    save_or_say,
    when_pressed,
)
from comms.pieces.routes.serving import beside_campaign, beside_piece
from comms.pieces.routes.slotting import offered, slotted
from comms.pieces.routes.today import around_campaign, found, known, of_campaign, to_decide, today

__all__ = [
    "around",
    "around_campaign",
    "as_typed",
    "begin_or_say",
    "beside_campaign",
    "beside_piece",
    "bp",
    "deciding",
    "found",
    "is_script",
    "known",
    "of_campaign",
    "offered",
    "piece_or_404",
    "presence",
    "printing",
    "reading",
    "refuse_empty",
    "save_or_say",
    "serving",
    "slotted",
    "to_decide",
    "today",
    "when_pressed",
]
