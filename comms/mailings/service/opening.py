"""Turns lists into people when the hour has come: once, in one transaction, nobody twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, or_, select, update

from comms.audit import service as audit
from comms.contacts.lists import queries as press_lists
from comms.contacts.lists.queries import Recipient
from comms.core import clock, options, outward
from comms.core.db import db
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState, are_others, is_too_late
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.approval import obstacles_to_leaving
from comms.pieces.rules.kinds import asked_of_all, held_back, kind_of
from comms.pieces.rules.leaving import EMBARGO, MAIN, Content

NOT_THERE = (Way.FAILED, Way.DROPPED)


def open_due(mailing: Mailing) -> None:
    """Open a sending, or say why it must wait for a person; commits."""
    piece = db.session.get_one(Piece, mailing.piece_id, with_for_update=True)
    db.session.refresh(mailing, with_for_update=True)
    if mailing.state == MailingState.DUE and not _waits(mailing):
        _set(mailing, _verdict(piece, mailing, clock.now()))
        if mailing.state == MailingState.OPEN:
            _write_recipients(piece, mailing)
            piece_service.has_left(piece, mailing.key)
    db.session.commit()


def _waits(mailing: Mailing) -> bool:
    """Say whether it is in doubt if the same was sent before; once it is too late, it asks too."""
    late = late_minutes(db.session.get_one(Piece, mailing.piece_id), mailing.key)
    is_late = is_too_late(mailing.due_at, clock.now(), late)
    return not is_late and queries.is_doubted(mailing.piece_id, mailing.key)


def _verdict(piece: Piece, mailing: Mailing, now: datetime) -> MailingState:
    if is_too_late(mailing.due_at, now, late_minutes(piece, mailing.key)):
        return MailingState.MISSED
    standing = pieces.standing(piece)
    content = pieces.content(piece)
    if standing.hash != mailing.hash or obstacles_to_leaving(standing):
        return MailingState.BLOCKED
    lists = _lists(content, mailing.key)
    if are_others(lists, press_lists.made_at(lists), pieces.approved_at(piece)):
        return MailingState.BLOCKED
    kind = kind_of(piece.kind)
    if kind.obstacles(content) or asked_of_all(kind, content):  # a consent withdrawn since
        return MailingState.BLOCKED
    return MailingState.BLOCKED if held_back(kind, content, now) else MailingState.OPEN


def late_minutes(piece: Piece, key: str) -> int:
    """Return how late a sending may leave unasked: less when it lifts an embargo."""
    keys = {each.key for each in pieces.content(piece).plan.sendings if each.lists}
    lifts = key == MAIN and EMBARGO in keys
    return int(options.get("embargo_late_minutes" if lifts else "late_minutes"))


def _set(mailing: Mailing, state: MailingState) -> None:
    mailing.state = state
    if state is MailingState.OPEN:
        mailing.opened_at = clock.now()
    audit.record(None, f"mailing.{state}", "mailing", mailing.id)


def _write_recipients(piece: Piece, mailing: Mailing) -> None:
    lists = _lists(pieces.content(piece), mailing.key)
    theirs = select(Delivery).where(Delivery.piece_id == piece.id)
    known = {row.address_key: row for row in db.session.scalars(theirs)}
    # Whose address was changed since an earlier sending has it at the other one.
    have_it = {each.contact_id for each in known.values() if each.state not in NOT_THERE} - {None}
    for person in press_lists.recipients(lists):
        row = known.get(person.email.casefold())
        if row is None:
            if person.contact_id not in have_it:
                db.session.add(_row(piece, mailing, person))
        elif row.state == Way.DROPPED and row.done_at is None:  # taken back, not given up
            row.state, row.mailing_id, row.due_at = Way.DUE, mailing.id, mailing.due_at


def _lists(content: Content, key: str) -> tuple[int, ...]:
    return next(each.lists for each in content.plan.sendings if each.key == key)


def _row(piece: Piece, mailing: Mailing, person: Recipient) -> Delivery:
    return Delivery(
        mailing_id=mailing.id,
        piece_id=piece.id,
        contact_id=person.contact_id,
        name=person.name,
        address=person.email,
        address_key=person.email.casefold(),
        message_id=outward.message_id(),
        due_at=mailing.due_at,
        state=Way.DUE,
    )


def patience() -> dict[int, timedelta]:
    """Return how late what waits may leave unasked, by the number of its sending."""
    waiting = select(Delivery.mailing_id).where(Delivery.state == Way.DUE)
    theirs = select(Mailing.id, Mailing.key, Piece).join(Piece, Piece.id == Mailing.piece_id)
    return {
        mailing_id: timedelta(minutes=late_minutes(piece, key))
        for mailing_id, key, piece in db.session.execute(theirs.where(Mailing.id.in_(waiting)))
    }


def in_time(waits: Mapping[int, timedelta], now: datetime) -> ColumnElement[bool]:
    """Return the condition a claim repeats: a machine that slept sends nothing late."""
    return or_(
        false(),
        *(
            and_(Delivery.mailing_id == mailing_id, Delivery.due_at >= now - wait)
            for mailing_id, wait in waits.items()
        ),
    )


def miss_late(now: datetime) -> None:
    """Mark what could not leave in time, whatever became of its sending: it asks; commits."""
    for mailing_id, wait in patience().items():
        late = update(Delivery).where(
            Delivery.mailing_id == mailing_id,
            Delivery.state == Way.DUE,
            Delivery.due_at < now - wait,
        )
        db.session.execute(late.values(state=Way.MISSED))
    db.session.commit()
