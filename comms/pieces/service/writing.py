"""What people do with a piece: write, ask, approve, hold, give up."""

from collections.abc import Callable
from dataclasses import dataclass

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.refusal import Code, Refused
from comms.core.rights import Actor
from comms.core.text import fold
from comms.pieces import queries
from comms.pieces.models import Approval, Piece, Revision
from comms.pieces.rules.approval import (
    Obstacle,
    Standing,
    missing,
    obstacles_from_before,
    obstacles_to_approval,
    still_holds,
)
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.leaving import Content, hash_of, instants
from comms.pieces.rules.merging import Merged, merge
from comms.pieces.rules.states import LOCKED, Move, State, after


@dataclass(frozen=True)
class Saved:
    """What became of a save: a new revision, maybe merged; `clashes` when both were kept."""

    number: int
    merged: bool = False
    clashes: tuple[str, ...] = ()
    aside: int | None = None


def begin(
    kind: str, content: Content, lang: str, *, actor: Actor | None, campaign_id: int | None = None
) -> Piece:
    """Write a new piece down."""
    now = clock.now()
    piece = Piece(
        kind=kind,
        state=State.DRAFT,
        title="",
        folded="",
        lang=lang,
        author_id=_number(actor),
        campaign_id=campaign_id,
        made_at=now,
        touched_at=now,
        left=[],
        number=0,
    )
    db.session.add(piece)
    db.session.flush()
    _add_revision(piece, bound(kind, content), actor, parent=None)
    audit.record(_number(actor), "piece.begun", "piece", piece.id)
    return piece


def _number(actor: Actor | None) -> int | None:
    return actor.id if actor else None  # None: the machine itself


def save(piece: Piece, content: Content, *, base: int, actor: Actor | None) -> Saved:
    """Save a text that was changed from revision `base`.

    If someone saved in between, both changes are merged; where they meet, the words typed are kept
    as a revision aside and nothing of the other's is touched. Refused on what has left.
    """
    _lock(piece)
    if State(piece.state) in LOCKED:
        raise Refused(Obstacle.LOCKED)
    current, content = queries.revision(piece), bound(piece.kind, content)
    if base == current.number:
        return Saved(_add_if_changed(piece, current, content, actor, parent=base))
    merged = _merged(piece, base, current, content)
    if merged.clashes:
        aside = _kept_aside(piece, content, actor) or _add_revision(
            piece, content, actor, parent=current.number, is_aside=True
        )
        return Saved(current.number, clashes=merged.clashes, aside=aside.number)
    both = bound(piece.kind, Content.of(merged.value))
    number = _add_if_changed(piece, current, both, actor, parent=base)
    return Saved(number, merged=number != base)


def _kept_aside(piece: Piece, content: Content, actor: Actor | None) -> Revision | None:
    """Return the revision aside that holds these very words already: said twice, kept once."""
    kept = [each for each in piece.revisions if each.is_aside]
    last = kept[-1] if kept else None
    if last is None or last.member_id != _number(actor) or last.content != content.plain():
        return None
    return last


Binder = Callable[[str, Content], Content]
_binders: list[Binder] = []


def bind_with(binder: Binder) -> None:
    """Have a room write into a text, as it is saved, what its records say. Called in `factory`."""
    if binder not in _binders:
        _binders.append(binder)


def bound(kind: str, content: Content) -> Content:
    """Return a text of a kind with what its records say now."""
    for binder in _binders:
        content = binder(kind, content)
    return content


def bind_anew(piece: Piece) -> bool:
    """Have a piece say what its records say now; true when that changed what would leave.

    The machine saves, and whoever edited last is still who edited last.
    """
    _lock(piece)
    current = queries.revision(piece)
    content = bound(piece.kind, Content.of(current.content))
    if State(piece.state) in LOCKED or content.plain() == current.content:
        return False
    _add_revision(piece, content, None, parent=current.parent)
    weigh_change(piece)
    return True


def _merged(piece: Piece, base: int, current: Revision, content: Content) -> Merged:
    """Merge with what was saved since; from a revision that never was, both are kept."""
    ancestor = next((each for each in piece.revisions if each.number == base), None)
    if ancestor is None:
        return Merged(current.content, ("words",))
    return merge(ancestor.content, current.content, content.plain())


def _add_if_changed(
    piece: Piece, current: Revision, content: Content, actor: Actor | None, *, parent: int
) -> int:
    if content.plain() == current.content:
        return current.number
    _add_revision(piece, content, actor, parent=parent)
    weigh_change(piece)
    return piece.number


def _add_revision(
    piece: Piece,
    content: Content,
    actor: Actor | None,
    *,
    parent: int | None,
    is_aside: bool = False,
) -> Revision:
    now = clock.now()
    last = max((each.number for each in piece.revisions), default=0)
    revision = Revision(
        piece_id=piece.id,
        number=last + 1,
        parent=parent,
        member_id=_number(actor),
        content=content.plain(),
        hash=hash_of(piece.kind, content),
        made_at=now,
        is_aside=is_aside,
    )
    piece.revisions.append(revision)
    if not is_aside:
        piece.number = revision.number
        piece.title = kind_of(piece.kind).title(content.words)
        piece.folded = fold(piece.title)
        piece.lang = str(content.words.get("lang") or piece.lang)
        piece.due_at = content.plan.at.instant if content.plan.at else None
        piece.touched_at = now
    db.session.flush()
    return revision


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
        _ask_readers(piece, queries.revision(piece).member_id)
    else:
        events.announce(events.PieceMoved(piece.id))


def _void_lost(piece: Piece, standing: Standing, *, every: bool) -> None:
    active = [each for each in piece.approvals if each.voided_at is None]
    for approval, given in zip(active, standing.given, strict=True):
        if every or not still_holds(given, standing):
            approval.voided_at = clock.now()
            audit.record(None, "approval.voided", "piece", piece.id)


def move(piece: Piece, step: Move) -> None:
    """Move a piece to its next state; the one function every transition goes through."""
    _lock(piece)
    to = after(State(piece.state), step)
    if to is None:
        raise Refused(Obstacle.WRONG_STATE)
    piece.state = to
    piece.touched_at = clock.now()


def _lock(piece: Piece) -> None:
    """Let one person at a time decide about a piece; SQLite's writers already stand in line."""
    db.session.flush()
    db.session.refresh(piece, with_for_update=True)


def ask_approval(piece: Piece, *, actor: Actor) -> None:
    """Ask others to read and approve, once nothing is missing."""
    if found := obstacles_to_asking(kind_of(piece.kind), queries.content(piece)):
        raise Refused(found)
    hours = queries.standing(piece).hours.values()
    if any(hour <= clock.now() for hour in hours):
        raise Refused(Obstacle.HOUR_PASSED)
    move(piece, Move.ASK)
    audit.record(actor.id, "piece.approval_asked", "piece", piece.id)
    _ask_readers(piece, actor.id)


def _ask_readers(piece: Piece, by: int | None) -> None:
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


def approve(
    piece: Piece, *, actor: Actor, shown_hash: str, shown_number: int | None = None
) -> bool:
    """Approve what was shown; true when it was the last approval the piece needed.

    `shown_number` is the revision that was shown: the hash says the day, not the hour, and an hour
    that was made earlier since the page was opened was not seen.
    """
    _lock(piece)
    standing, now = queries.standing(piece), clock.now()
    found: list[Code] = list(obstacles_to_approval(standing, actor, shown_hash=shown_hash, now=now))
    found += obstacles_from_before(standing, accounts.earlier(actor.id))
    if not found and _is_sooner(piece, standing, shown_number):
        found.append(Obstacle.STALE_PAGE)
    # Asked for when whole, it may have been changed since: what lacks something never leaves.
    if found := found + obstacles_to_asking(kind_of(piece.kind), queries.content(piece)):
        raise Refused(found)
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
    if missing(queries.standing(piece)):
        return False
    move(piece, Move.APPROVE)
    events.announce(
        events.PieceApproved(piece.id, piece.title, piece.author_id, occasion=now.isoformat())
    )
    return True


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
    _lock(piece)
    is_late = piece.due_at is not None and piece.due_at <= clock.now()
    expires = is_late and after(State(piece.state), Move.EXPIRE) is not None
    if expires:
        move(piece, Move.EXPIRE)
        audit.record(None, "piece.expired", "piece", piece.id)
        hour = piece.due_at.isoformat() if piece.due_at else ""
        events.announce(events.PieceExpired(piece.id, piece.title, piece.author_id, occasion=hour))
    db.session.commit()
    return expires


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


def restore(piece: Piece, number: int, *, actor: Actor) -> Saved:
    """Bring an earlier revision back as a new one: it is a change like any other."""
    old = queries.content(piece, number)
    return save(piece, old, base=piece.number, actor=actor)
