"""Moves a piece from state to state; what a change does to approvals, what has left of it."""

from collections.abc import Callable

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Refused
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.approval import Obstacle, Standing, missing, still_holds
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.states import Move, State, after


def weigh_change(piece: Piece) -> None:
    """Void the approvals that do not cover what would leave now; what was planned then waits."""
    if piece.state == State.EXPIRED:
        move(piece, Move.EDIT)
    # A later hour keeps an approval, but not one that lifts an embargo before it began.
    lacks = obstacles_to_asking(kind_of(piece.kind), queries.content(piece))
    _void_lost(piece, queries.standing(piece), every=bool(lacks))
    standing = queries.standing(piece)
    if piece.state not in (State.SCHEDULED, State.HELD):
        return
    if missing(standing):
        move(piece, Move.VOID)
        events.announce(events.ApprovalVoided(piece.id))
        ask_readers(piece, queries.revision(piece).member_id)
    else:
        events.announce(events.PieceMoved(piece.id))


def _void_lost(piece: Piece, standing: Standing, *, every: bool) -> None:
    active = [each for each in piece.approvals if each.voided_at is None]
    for approval, given in zip(active, standing.given, strict=True):
        if every or not still_holds(given, standing):
            approval.voided_at = clock.now()
            audit.record(None, "approval.voided", "piece", piece.id)


def move(piece: Piece, step: Move) -> None:
    """Move a piece to its next state; the one function every transition goes through.

    Raises:
        Refused: no such step leads from the state it is in.
    """
    keep_still(piece)
    to = after(State(piece.state), step)
    if to is None:
        raise Refused(Obstacle.WRONG_STATE)
    piece.state = to
    piece.touched_at = clock.now()


def keep_still(piece: Piece) -> None:
    """Let one person at a time decide about a piece; SQLite's writers already stand in line."""
    db.session.flush()
    db.session.refresh(piece, with_for_update=True)


def ask_readers(piece: Piece, by: int | None) -> None:
    """Let those who may fill a place know that a piece waits for them."""
    piece.asked_at = clock.now()
    standing = queries.standing(piece)
    events.announce(
        events.ApprovalAsked(
            piece.id,
            by,
            title=piece.title,
            asked=tuple(missing(standing)),
            wrote=tuple(standing.authors | standing.editors),
            occasion=f"{piece.number} {piece.asked_at.isoformat()}",
        )
    )


def has_left(piece: Piece, key: str) -> None:
    """Write down that one of a piece's sendings has left; it is not approved again."""
    piece.left = sorted({*piece.left, key})


def has_not_left(piece: Piece, key: str) -> None:
    """Take that back: a sending was stopped half-way, and the rest is approved again."""
    piece.left = [each for each in piece.left if each != key]


_still_to_leave: list[Callable[[int], bool]] = []


def ask_before_finish(still_to_leave: Callable[[int], bool]) -> None:
    """Let a room that sends be asked whether something of a piece has still to leave."""
    if still_to_leave not in _still_to_leave:
        _still_to_leave.append(still_to_leave)


def finish_if_done(piece: Piece) -> None:
    """Call a piece published once nothing planned for it has still to leave."""
    if piece.state not in (State.SCHEDULED, State.HELD):
        return
    if any(each(piece.id) for each in _still_to_leave):
        return
    move(piece, Move.FINISH)
    piece.published_at = clock.now()
    audit.record(None, "piece.published", "piece", piece.id)
