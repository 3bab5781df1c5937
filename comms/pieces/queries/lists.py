"""Reads pieces by what they are, when they leave, whom they serve, what they wait for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, select

from comms.core.db import db
from comms.core.text import fold
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.states import ASKS, MISSED, State

MOST_WORDS = 8  # of a search in titles


def overview(
    state: State | None = None,
    kind: str = "",
    *,
    words: str = "",
    by_hour: bool = False,
    limit: int = 200,
) -> Sequence[Piece]:
    """Return pieces, the last touched first, or by their hour, the latest first and then none.

    `words`: each stands in the title, as it is folded.
    """
    first = Piece.due_at.desc().nulls_last() if by_hour else Piece.touched_at.desc()
    wanted = select(Piece).order_by(first, Piece.id.desc()).limit(limit)
    if state is not None:
        wanted = wanted.where(Piece.state == state)
    if kind:
        wanted = wanted.where(Piece.kind == kind)
    for word in fold(words).split()[:MOST_WORDS]:
        wanted = wanted.where(Piece.folded.contains(word, autoescape=True))
    return db.session.scalars(wanted).all()


_late: list[Callable[[], Mapping[int, bool]]] = []


def ask_late(late: Callable[[], Mapping[int, bool]]) -> None:
    """Let a room that sends be asked what of its pieces waits for a person.

    By the number of the piece: whether its hour was missed, or else it is in doubt or kept in.
    """
    if late not in _late:
        _late.append(late)


def late() -> dict[int, str]:
    """Return how pieces stand of which something waits for a person: missed, or it asks."""
    found: dict[int, str] = {}
    for each in _late:
        for piece_id, is_missed in each().items():
            if is_missed or piece_id not in found:
                found[piece_id] = MISSED if is_missed else ASKS
    return found


def in_review() -> Sequence[Piece]:
    """Return what waits for approval, the nearest hour first."""
    waiting = select(Piece).where(Piece.state == State.REVIEW)
    return db.session.scalars(waiting.order_by(Piece.due_at, Piece.id)).all()


def of_author(member_id: int, *states: State) -> Sequence[Piece]:
    """Return a member's pieces in some states."""
    theirs = select(Piece).where(Piece.author_id == member_id, Piece.state.in_(states))
    return db.session.scalars(theirs.order_by(Piece.due_at, Piece.id)).all()


def between(start: datetime, end: datetime) -> Sequence[Piece]:
    """Return the pieces whose hour lies between two instants, in order."""
    within = select(Piece).where(Piece.due_at >= start.astimezone(UTC), Piece.due_at < end)
    return db.session.scalars(within.order_by(Piece.due_at, Piece.id)).all()


def due(piece_id: int) -> datetime | None:
    """Return when a piece is to leave."""
    return db.session.scalar(select(Piece.due_at).where(Piece.id == piece_id))


def taken(since: datetime, *, besides: int | None = None) -> dict[int, set[datetime]]:
    """Return the hours, later than an instant, at which each channel is to carry a piece.

    `besides` is a piece that is looked for a place: its own hour is not taken from it.
    """
    current = and_(Revision.piece_id == Piece.id, Revision.number == Piece.number)
    wanted = select(Piece.due_at, Revision.content).join(Revision, current)
    wanted = wanted.where(Piece.due_at > since, Piece.state != State.DROPPED)
    if besides is not None:
        wanted = wanted.where(Piece.id != besides)
    found: dict[int, set[datetime]] = {}
    for due_at, kept in db.session.execute(wanted):
        for channel in kept["plan"].get("channels", ()):
            found.setdefault(channel, set()).add(due_at)
    return found


def names_list(list_id: int) -> bool:
    """Say whether a piece is, or was once, to leave to a list."""
    plans = db.session.scalars(select(Revision.content).execution_options(yield_per=100))
    return any(list_id in each.lists for kept in plans for each in Content.of(kept).plan.sendings)


def of_no_campaign(limit: int) -> Sequence[Piece]:
    """Return pieces that serve no campaign, the last touched first."""
    free = select(Piece).where(Piece.campaign_id.is_(None), Piece.state != State.DROPPED)
    return db.session.scalars(free.order_by(Piece.touched_at.desc()).limit(limit)).all()


def of_campaign(campaign_id: int) -> Sequence[Piece]:
    """Return what serves a campaign, by its hour."""
    theirs = select(Piece).where(Piece.campaign_id == campaign_id)
    return db.session.scalars(theirs.order_by(Piece.due_at.is_(None), Piece.due_at, Piece.id)).all()


def overdue(now: datetime) -> Sequence[Piece]:
    """Return what was asked for and not approved before its hour."""
    late = select(Piece).where(Piece.state.in_((State.REVIEW, State.CHANGES)), Piece.due_at <= now)
    return db.session.scalars(late).all()


def titled(folded: str, limit: int) -> Sequence[Piece]:
    """Return pieces whose folded title holds a folded text, the last touched first."""
    hits = select(Piece).where(Piece.folded.contains(folded, autoescape=True))
    return db.session.scalars(hits.order_by(Piece.touched_at.desc()).limit(limit)).all()
