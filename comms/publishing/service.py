"""What happens to a piece on its channels: planned, waiting for a hand, proved, decided."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update

from comms.audit import service as audit
from comms.channels.models import Channel
from comms.core import clock, events, languages, options, outward
from comms.core.db import db, took
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.ways import Way
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.approval import obstacles_to_leaving
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import CHANNELS, instants
from comms.publishing import queries
from comms.publishing.models import Dispatch
from comms.publishing.rules import OPEN, PublishingWrong, is_address, obstacles_to_proof

WAITING = (Way.DUE, Way.HELD, Way.MISSED, Way.BLOCKED, Way.EXPIRED)


def plan(event: events.PieceApproved) -> None:
    """Write down what an approved piece puts on which channel."""
    piece = db.session.get_one(Piece, event.piece_id)
    content, approved = pieces.content(piece), pieces.revision(piece).hash
    theirs = select(Dispatch).where(Dispatch.piece_id == piece.id)
    known = {row.channel_id: row for row in db.session.scalars(theirs)}
    for channel_id in content.plan.channels:
        row = known.get(channel_id)
        if row is None:
            row = Dispatch(piece_id=piece.id, channel_id=channel_id)
            db.session.add(row)
        elif row.state != Way.DROPPED:
            continue  # it is there already
        row.state, row.hash, row.due_at = Way.DUE, approved, instants(content)[CHANNELS]
        db.session.flush()
        audit.record(None, "dispatch.planned", "dispatch", row.id)


def void(event: events.ApprovalVoided) -> None:
    """Take back what waits: it is not what was approved any more."""
    _turn(event.piece_id, WAITING, Way.DROPPED)


def hold(event: events.PieceHeld) -> None:
    """Let everything of a piece wait."""
    _turn(event.piece_id, (Way.DUE,), Way.HELD)


def resume(event: events.PieceResumed) -> None:
    """Let a piece go on; what is too late by now asks again."""
    _turn(event.piece_id, (Way.HELD,), Way.DUE)


def follow_hour(event: events.PieceMoved) -> None:
    """Move the dispatches of a piece to its new hour, which its approvals still cover."""
    hours = instants(pieces.content(db.session.get_one(Piece, event.piece_id)))
    for row in queries.of_piece(event.piece_id):
        if row.state in WAITING:
            row.due_at = hours[CHANNELS]
            row.state = Way.DUE if row.state == Way.MISSED else row.state


def _turn(piece_id: int, before: Iterable[str], to: str) -> None:
    rows = update(Dispatch).where(Dispatch.piece_id == piece_id, Dispatch.state.in_(before))
    db.session.execute(rows.values(state=to))


def look_after_due() -> int:
    """Mark what nobody posted in time, and what may not leave any more. A job's verb.

    Commits after each: who holds several rows and the audit's turn would wait for who wants both.
    """
    late = clock.now() - timedelta(minutes=int(options.get("late_minutes")))
    rows = [each for each in queries.kits_waiting(clock.now()) if each.state == Way.DUE]
    for row in rows:
        if row.due_at < late:
            _ask(row, Way.MISSED)
        elif _may_not_leave(row):
            _ask(row, Way.BLOCKED)
        db.session.commit()
    return len(rows)


def _ask(row: Dispatch, state: Way) -> None:
    """Let a person decide, unless somebody has just said that it is there."""
    waits = update(Dispatch).where(Dispatch.id == row.id, Dispatch.state == Way.DUE)
    if not took(db.session.execute(waits.values(state=state))):
        return
    audit.record(None, f"dispatch.{state}", "dispatch", row.id)


def tell_who_decides() -> int:
    """Announce what waits for a decision; return how many. A job's verb.

    Whoever listens tells a person once an occasion, so that saying it again is harmless.
    """
    asking = (Way.MISSED, Way.BLOCKED, Way.DOUBTFUL)
    rows = [each for each in queries.kits_waiting(clock.now()) if each.state in asking]
    for row in rows:
        events.announce(
            events.DecisionNeeded(
                thing=f"dispatch:{row.id}",
                title=db.session.get_one(Piece, row.piece_id).title,
                path=f"/dispatches/{row.id}",
                is_doubtful=row.state == Way.DOUBTFUL,
                occasion=row.state,
            )
        )
    return len(rows)


def _may_not_leave(row: Dispatch) -> bool:
    """Look once more at the hour itself: a picture may have been refused since the approval.

    So may a testimony: what has left in part does not fall back to review.
    """
    piece = db.session.get_one(Piece, row.piece_id)
    standing = pieces.standing(piece)
    if standing.hash != row.hash or obstacles_to_leaving(standing):
        return True
    content = pieces.fit_content(piece, row.hash)
    return content is None or bool(kind_of(piece.kind).obstacles(content))


def prove(dispatch: Dispatch, *, url: str, said_at: datetime | None, actor: Actor) -> None:
    """Say that a post is out: by its address, or by one's word and the hour where none exists.

    Raises:
        Refused: with all that is wrong.
    """
    _keep_still(dispatch)
    outward.look_again(dispatch)
    channel = db.session.get_one(Channel, dispatch.channel_id)
    url = url.strip()
    found = obstacles_to_proof(
        state=dispatch.state,
        due_at=dispatch.due_at,
        has_address=channel.has_address,
        url=url,
        said_at=said_at,
        now=clock.now(),
    )
    if found:
        raise Refused(found, url=url)
    dispatch.url, dispatch.said_by = url or None, actor.id
    dispatch.said_at = said_at or clock.now()
    outward.decide(dispatch, Way.PUBLISHED, now=clock.now())
    audit.record(actor.id, "dispatch.proved", "dispatch", dispatch.id)
    _finish(dispatch)


def resolve(dispatch: Dispatch, answer: str, *, url: str = "", actor: Actor | None) -> None:
    """Decide about a dispatch that waits: `there` with its address, `again` today, or `drop`.

    Raises:
        Refused: it does not wait, or what is said of it cannot be yet.
    """
    _keep_still(dispatch)
    way = outward.heard(dispatch, answer, asking=OPEN)
    hour = dispatch.due_at
    if way is Way.SENT:
        way = Way.PUBLISHED
        if dispatch.state == Way.DUE and hour > clock.now():
            raise Refused(PublishingWrong.NOT_YET)
        _keep_address(dispatch, url)
    elif way is Way.DUE:
        _refuse_another_day(dispatch)
    outward.decide(dispatch, way, now=clock.now())
    dispatch.due_at = max(hour, dispatch.due_at)  # « again » is never sooner than was approved
    audit.record(number_of(actor), f"dispatch.{answer}", "dispatch", dispatch.id)
    _finish(dispatch)


def _keep_address(dispatch: Dispatch, url: str) -> None:
    if not is_address(url):
        raise Refused(PublishingWrong.NOT_AN_ADDRESS, url=url)
    dispatch.url, dispatch.said_at = url, clock.now()


def _refuse_another_day(dispatch: Dispatch) -> None:
    zone = languages.association_zone()
    if dispatch.due_at.astimezone(zone).date() != clock.now().astimezone(zone).date():
        raise Refused(PublishingWrong.ANOTHER_DAY)


def _keep_still(dispatch: Dispatch) -> None:
    """Let one person at a time decide; the piece first, as whoever changes it does."""
    db.session.get_one(Piece, dispatch.piece_id, with_for_update=True)


def _finish(dispatch: Dispatch) -> None:
    db.session.flush()
    piece_service.finish_if_done(db.session.get_one(Piece, dispatch.piece_id))
