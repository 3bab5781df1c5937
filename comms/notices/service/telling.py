"""Tells members what rooms announce; each is told once an occasion."""

import json
import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select, update

from comms.accounts import queries as accounts
from comms.core import clock, events, outward, vault
from comms.core.db import changed, db
from comms.core.rights import Actor, Right
from comms.core.ways import Way
from comms.notices import queries
from comms.notices.models import Notice
from comms.notices.rules import KEPT, Kind, who_may_answer

PURPOSE = "notice link"


def approval_asked(event: events.ApprovalAsked) -> None:
    """Tell those who may fill a place that a piece waits for them."""
    thing = f"piece:{event.piece_id}"
    _answered(thing)
    for reader in who_may_answer(_members(), event.asked, event.wrote):
        _tell(
            reader.id, Kind.APPROVAL_ASKED, thing, event.occasion, event.title, event.by,
            path=f"/review/{event.piece_id}",
        )  # fmt: skip


def changes_asked(event: events.ChangesAsked) -> None:
    """Tell the author that a reader sent a piece back."""
    thing = f"piece:{event.piece_id}"
    _answered(thing)
    if event.author_id not in (None, event.by):
        _tell(
            event.author_id, Kind.CHANGES_ASKED, thing, event.occasion, event.title, event.by,
            path=f"/review/{event.piece_id}",
        )  # fmt: skip


def piece_approved(event: events.PieceApproved) -> None:
    """Tell the author that a piece has all its approvals."""
    thing = f"piece:{event.piece_id}"
    _answered(thing)
    if event.author_id is not None:
        _tell(
            event.author_id, Kind.APPROVED, thing, event.occasion, event.title,
            path=f"/review/{event.piece_id}",
        )  # fmt: skip


def piece_expired(event: events.PieceExpired) -> None:
    """Tell the author that the hour of a piece came before its approvals."""
    thing = f"piece:{event.piece_id}"
    _answered(thing)
    _tell(
        event.author_id, Kind.EXPIRED, thing, event.occasion, event.title,
        path=f"/pieces/{event.piece_id}",
    )  # fmt: skip


def piece_fell_back(event: events.PieceFellBack) -> None:
    """Tell the author that a record changed under a piece: what was approved is to approve anew."""
    _tell(
        event.author_id, Kind.FELL_BACK, f"piece:{event.piece_id}", event.occasion, event.title,
        event.by, path=f"/review/{event.piece_id}",
    )  # fmt: skip


def approval_given(event: events.ApprovalGiven) -> None:
    """Close what one reader was asked: they have answered."""
    _answered(f"piece:{event.piece_id}", by=event.by)


def nothing_to_answer(event: events.ApprovalVoided | events.PieceDropped) -> None:
    """Take back what was told of a piece: it is not approved any more, or was given up."""
    _answered(f"piece:{event.piece_id}")


def decision_needed(event: events.DecisionNeeded) -> None:
    """Tell those who may send that something was missed or is in doubt."""
    kind = Kind.DOUBTFUL if event.is_doubtful else Kind.MISSED
    for member in _members():
        if member.may(Right.SEND):
            _tell(member.id, kind, event.thing, event.occasion, event.title, path=event.path)


def alerts_let_go(event: events.AlertsLetGo) -> None:
    """Tell who set alerts that they could not leave; whoever has it unread is told already.

    Of those outside, whose setter is gone or sees them no more, all who may send are told.
    """
    kind, path, right = Kind.ALERTS_LET_GO, "/mentions", Right.READ
    if event.is_outside:
        kind, path, right = Kind.ALERTS_OUTSIDE_LET_GO, "/alerts#guests", Right.SEND
    able = {each.id for each in _members() if each.may(right)}
    told = able & event.set_by
    if event.is_outside and told != event.set_by:
        told = able
    for member_id in sorted(told - queries.have_unread(kind)):
        _tell(member_id, kind, "alerts", event.occasion, "", path=path)


def press_review_asked(event: events.PressReviewAsked) -> None:
    """Tell those who may send it that a press review waits for them."""
    thing = f"pressreview:{event.review_id}"
    _answered(thing)
    for member in _members():
        if member.may(Right.SEND) and member.id != event.by:
            _tell(
                member.id, Kind.PRESS_REVIEW_ASKED, thing, event.occasion, event.title, event.by,
                path=f"/press-review/{event.review_id}",
            )  # fmt: skip


def press_review_unasked(event: events.PressReviewUnasked) -> None:
    """Take back what was told of a press review: it is not asked for any more."""
    _answered(f"pressreview:{event.review_id}")


def press_review_declined(event: events.PressReviewDeclined) -> None:
    """Tell who asked for a press review that it is not sent."""
    _answer_about_review(Kind.PRESS_REVIEW_DECLINED, event)


def press_review_sent(event: events.PressReviewSent) -> None:
    """Tell who asked for a press review that it was sent."""
    _answer_about_review(Kind.PRESS_REVIEW_SENT, event)


def _answer_about_review(
    kind: Kind, event: events.PressReviewDeclined | events.PressReviewSent
) -> None:
    thing = f"pressreview:{event.review_id}"
    _answered(thing)
    reads = {each.id for each in _members() if each.may(Right.READ)}
    if event.asked_by in reads - {event.by}:
        _tell(
            event.asked_by, kind, thing, event.occasion, event.title, event.by,
            path=f"/press-review/{event.review_id}",
        )  # fmt: skip


def invited(event: events.MemberInvited) -> None:
    """Send an invitation to somebody who is no member yet."""
    recipient = vault.keyed_hash(event.address.casefold(), PURPOSE)
    secret = {"link": event.link, "address": event.address, "name": event.name}
    row = _row(recipient, Kind.INVITED, "invitation", uuid.uuid4().hex)
    row.by, row.lang, row.secret = event.by, event.lang, _sealed(secret)
    db.session.add(row)


def reset_asked(event: events.ResetAsked) -> None:
    """Send a member the link to a new pass-phrase."""
    row = _row(f"member:{event.member_id}", Kind.RESET, "reset", uuid.uuid4().hex)
    row.member_id, row.secret = event.member_id, _sealed({"link": event.link})
    db.session.add(row)


def greet(member_id: int, day: date) -> bool:
    """Have a member told this morning what waits for them, once a day; False: they were already.

    A greeting of another day that could not leave is let go: who was away gets one, not many.
    """
    recipient, thing = f"member:{member_id}", "morning"
    if queries.was_told(recipient, Kind.MORNING, thing, day.isoformat()):
        return False
    missed = update(Notice).where(Notice.kind == Kind.MORNING, Notice.member_id == member_id)
    db.session.execute(missed.where(Notice.state == Way.DUE).values(state=Way.EXPIRED))
    _tell(member_id, Kind.MORNING, thing, day.isoformat(), "", path="/")
    return True


def read(notice: Notice) -> None:
    """Write down that a member has read a notice; its mail needs not leave any more."""
    notice.read_at = notice.read_at or clock.now()
    if notice.state == Way.DUE:
        notice.state = Way.DROPPED


def read_all(actor: Actor) -> None:
    """Write down that a member has read everything."""
    for notice in queries.told(actor.id):
        read(notice)


def forget_old() -> int:
    """Delete what is older than we keep it; return how many. A job's verb."""
    old = delete(Notice).where(Notice.made_at < clock.now() - KEPT, Notice.state != Way.CLAIMED)
    return changed(db.session.execute(old))


def _members() -> Iterable[Actor]:
    return [accounts.actor(member) for member in accounts.active()]


def _answered(thing: str, *, by: int | None = None) -> None:
    """Close what was asked about a thing, of one member or of all: it is answered, or anew."""
    still_open = update(Notice).where(Notice.thing == thing, Notice.read_at.is_(None))
    if by is not None:
        still_open = still_open.where(Notice.member_id == by)
    waiting = still_open.where(Notice.state == Way.DUE)
    db.session.execute(waiting.values(state=Way.DROPPED))
    db.session.execute(still_open.values(read_at=clock.now()))


def _tell(
    member_id: int | None,
    kind: Kind,
    thing: str,
    occasion: str,
    title: str,
    by: int | None = None,
    *,
    path: str,
) -> None:
    recipient = f"member:{member_id}"
    if queries.was_told(recipient, kind, thing, occasion):
        return
    row = _row(recipient, kind, thing, occasion)
    row.member_id, row.title, row.by, row.path = member_id, title, by, path
    db.session.add(row)
    db.session.flush()


def _row(recipient: str, kind: Kind, thing: str, occasion: str) -> Notice:
    return Notice(
        recipient=recipient,
        kind=kind,
        thing=thing,
        occasion=occasion,
        message_id=outward.message_id(),
        made_at=clock.now(),
        due_at=clock.now(),
        state=Way.DUE,
    )


def _sealed(secret: dict[str, str]) -> str:
    return vault.seal(json.dumps(secret), PURPOSE)


def opened(notice: Notice) -> dict[str, str]:
    """Return what was sealed with a notice: a link, somebody's address and name."""
    found: dict[str, str] = (
        json.loads(vault.unseal(notice.secret, PURPOSE)) if notice.secret else {}
    )
    return found


def strike(event: events.WordsStruck) -> None:
    """Take the words of somebody who withdrew out of the titles that notices repeat."""
    for notice in db.session.scalars(select(Notice)):
        notice.title = event.without(notice.title, "")
    db.session.flush()
