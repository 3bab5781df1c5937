"""Says which campaign a piece serves; nothing of it leaves, so no approval is touched."""

from comms.audit import service as audit
from comms.core.rights import Actor
from comms.pieces.models import Piece


def serve(piece: Piece, campaign_id: int | None, *, actor: Actor) -> None:
    """Say which campaign a piece serves, or none."""
    if piece.campaign_id != campaign_id:
        piece.campaign_id = campaign_id
        audit.record(actor.id, "piece.serves", "piece", piece.id)
