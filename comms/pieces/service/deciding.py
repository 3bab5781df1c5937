"""What people decide about a piece: ask, approve, hold, resume, give up; what its hour decides."""

from datetime import datetime

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor
from comms.pieces import queries
from comms.pieces.models import Approval, Piece
from comms.pieces.rules.approval import (
    Obstacle,
    Standing,
    missing,
    obstacles_from_before,
    obstacles_to_approval,
)
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.leaving import instants
from comms.pieces.rules.states import Move, State, after
from comms.pieces.service.moving import ask_readers, keep_still, move


def ask_approval(piece: Piece, *, actor: Actor) -> None:
    """Ask others to read and approve, once nothing is missing.

    Raises:
        Refused: with all it lacks, or its hour has passed.
    """
    if found := obstacles_to_asking(kind_of(piece.kind), queries.content(piece)):
        raise Refused(found)
    hours = queries.standing(piece).hours.values()
    if any(hour <= clock.now() for hour in hours):
        raise Refused(Obstacle.HOUR_PASSED)
    move(piece, Move.ASK)
    audit.record(actor.id, "piece.approval_asked", "piece", piece.id)
    ask_readers(piece, actor.id)


def approve(
    piece: Piece, *, actor: Actor, shown_hash: str, shown_number: int | None = None
) -> bool:
    """Approve what was shown; true when it was the last approval the piece needed.

    `shown_number` is the revision that was shown: the hash says the day, not the hour, and an hour
    that was made earlier since the page was opened was not seen.

    Raises:
        Refused: with everything that stands in the way.
    """
    keep_still(piece)
    standing, now = queries.standing(piece), clock.now()
    found: list[Code] = list(obstacles_to_approval(standing, actor, shown_hash=shown_hash, now=now))
    found += obstacles_from_before(standing, accounts.earlier(actor.id))
    if not found and _is_sooner(piece, standing, shown_number):
        found.append(Obstacle.STALE_PAGE)
    # Asked for when whole, it may have been changed since: what lacks something never leaves.
    if found := found + obstacles_to_asking(kind_of(piece.kind), queries.content(piece)):
        raise Refused(found)
    _give(piece, standing, actor, now)
    if missing(queries.standing(piece)):
        return False
    move(piece, Move.APPROVE)
    events.announce(
        events.PieceApproved(piece.id, piece.title, piece.author_id, occasion=now.isoformat())
    )
    return True


def _give(piece: Piece, standing: Standing, actor: Actor, now: datetime) -> None:
    """Write an approval down, for these words and these hours."""
    piece.approvals.append(
        Approval(
            number=piece.number,
            member_id=actor.id,
            college=actor.college,
            hash=standing.hash,
            hours={key: hour.isoformat() for key, hour in standing.hours.items()},
            at=now,
        )
    )
    db.session.flush()
    audit.record(actor.id, "piece.approved", "piece", piece.id)
    events.announce(events.ApprovalGiven(piece.id, actor.id))


def _is_sooner(piece: Piece, standing: Standing, shown_number: int | None) -> bool:
    """Say whether something leaves earlier than a revision that was shown says."""
    if shown_number is None or shown_number == piece.number:
        return False
    shown = instants(queries.content(piece, shown_number))
    return any(key not in shown or hour < shown[key] for key, hour in standing.hours.items())


def hold(piece: Piece, *, actor: Actor) -> None:
    """Stop a planned piece before it leaves."""
    move(piece, Move.HOLD)
    audit.record(actor.id, "piece.held", "piece", piece.id)
    events.announce(events.PieceHeld(piece.id))


def resume(piece: Piece, *, actor: Actor) -> None:
    """Let a held piece leave at its hour again."""
    move(piece, Move.RESUME)
    audit.record(actor.id, "piece.resumed", "piece", piece.id)
    events.announce(events.PieceResumed(piece.id))


def drop(piece: Piece, *, actor: Actor) -> None:
    """Give a piece up: kept, never leaves."""
    was_planned = piece.state in (State.SCHEDULED, State.HELD)
    move(piece, Move.DROP)
    audit.record(actor.id, "piece.dropped", "piece", piece.id)
    events.announce(events.PieceDropped(piece.id))
    if was_planned:
        events.announce(events.ApprovalVoided(piece.id))


def expire_overdue() -> int:
    """Mark what was not approved before its hour: visible, never sent. A job's verb.

    Commits after each: who holds several pieces and the audit's turn would wait for who wants both.
    """
    late = [piece for piece in queries.overdue(clock.now()) if _expire(piece)]
    return len(late)


def _expire(piece: Piece) -> bool:
    """Let one piece expire, unless somebody has just approved it or moved its hour."""
    keep_still(piece)
    is_late = piece.due_at is not None and piece.due_at <= clock.now()
    expires = is_late and after(State(piece.state), Move.EXPIRE) is not None
    if expires:
        move(piece, Move.EXPIRE)
        audit.record(None, "piece.expired", "piece", piece.id)
        hour = piece.due_at.isoformat() if piece.due_at else ""
        events.announce(events.PieceExpired(piece.id, piece.title, piece.author_id, occasion=hour))
    db.session.commit()
    return expires
