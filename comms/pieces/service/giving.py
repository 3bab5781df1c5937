"""Gives what a member writes to another: who leaves leaves nothing behind."""

from comms.audit import service as audit
from comms.core import clock
from comms.core.rights import Actor
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.states import UNFINISHED
from comms.pieces.service.moving import weigh_change


def hand_over(leaver_id: int, heir_id: int, *, actor: Actor) -> int:
    """Give all that a member has not finished to another; return how many pieces.

    Who wrote which words stays as it is. The heir is an author now: what they had approved of it
    counts no more, and what was planned on that approval waits for another.
    """
    pieces = queries.of_author(leaver_id, *UNFINISHED)
    for piece in pieces:
        piece.author_id = heir_id
        audit.record(actor.id, "piece.handed_over", "piece", piece.id)
        if _void_approvals_of(piece, heir_id):
            weigh_change(piece)
    return len(pieces)


def _void_approvals_of(piece: Piece, member_id: int) -> bool:
    theirs = [
        each for each in piece.approvals if each.member_id == member_id and not each.voided_at
    ]
    for approval in theirs:
        approval.voided_at = clock.now()
        audit.record(None, "approval.voided", "piece", piece.id)
    return bool(theirs)
