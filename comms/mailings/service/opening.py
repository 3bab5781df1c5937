"""Turns lists into people when the hour has come: once, in one transaction, nobody twice."""

import uuid
from datetime import datetime
from email.utils import parseaddr

from sqlalchemy import select, update

from comms.audit import service as audit
from comms.contacts import queries as contacts
from comms.contacts.queries import Recipient
from comms.core import clock, options, settings
from comms.core.db import db
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState, is_too_late
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.approval import obstacles_to_leaving
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import EMBARGO, MAIN


def open_due(mailing: Mailing) -> None:
    """Open a sending, or say why it must wait for a person; commits."""
    piece = db.session.get_one(Piece, mailing.piece_id, with_for_update=True)
    db.session.refresh(mailing, with_for_update=True)
    if mailing.state == MailingState.DUE:
        _set(mailing, _verdict(piece, mailing, clock.now()))
        if mailing.state == MailingState.OPEN:
            _write_recipients(piece, mailing)
            piece_service.has_left(piece, mailing.key)
    db.session.commit()


def _verdict(piece: Piece, mailing: Mailing, now: datetime) -> MailingState:
    if is_too_late(mailing.due_at, now, late_minutes(piece, mailing.key)):
        return MailingState.MISSED
    standing = pieces.standing(piece)
    content = pieces.content(piece)
    if standing.hash != mailing.hash or obstacles_to_leaving(standing):
        return MailingState.BLOCKED
    if kind_of(piece.kind).obstacles(content):  # a consent withdrawn since, a picture refused
        return MailingState.BLOCKED
    return MailingState.OPEN


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
    sendings = pieces.content(piece).plan.sendings
    lists = next(each.lists for each in sendings if each.key == mailing.key)
    theirs = select(Delivery).where(Delivery.piece_id == piece.id)
    known = {row.address_key: row for row in db.session.scalars(theirs)}
    for person in contacts.recipients(lists):
        row = known.get(person.email.casefold())
        if row is None:
            db.session.add(_row(piece, mailing, person))
        elif row.state == Way.DROPPED:
            row.state, row.mailing_id, row.due_at = Way.DUE, mailing.id, mailing.due_at


def _row(piece: Piece, mailing: Mailing, person: Recipient) -> Delivery:
    domain = parseaddr(settings.current().mail_from)[1].rpartition("@")[2] or "localhost"
    return Delivery(
        mailing_id=mailing.id,
        piece_id=piece.id,
        contact_id=person.contact_id,
        name=person.name,
        address=person.email,
        address_key=person.email.casefold(),
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        due_at=mailing.due_at,
        state=Way.DUE,
    )


def miss_late(now: datetime) -> None:
    """Mark what could not leave in time: it asks a person; commits."""
    opened = select(Mailing).where(Mailing.state == MailingState.OPEN)
    for mailing in db.session.scalars(opened).all():
        piece = db.session.get_one(Piece, mailing.piece_id)
        minutes = late_minutes(piece, mailing.key)
        rows = select(Delivery).where(Delivery.mailing_id == mailing.id, Delivery.state == Way.DUE)
        for row in db.session.scalars(rows):
            if is_too_late(row.due_at, now, minutes):
                late = update(Delivery).where(Delivery.id == row.id, Delivery.state == Way.DUE)
                db.session.execute(late.values(state=Way.MISSED))
    db.session.commit()
