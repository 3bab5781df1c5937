"""Writes sendings down when a piece is approved, and takes them back when that changes."""

from collections.abc import Iterable

from sqlalchemy import select, update

from comms.audit import service as audit
from comms.core import events, vault
from comms.core.db import db
from comms.core.ways import Way
from comms.mailings import queries
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece

STILL_HERE = (Way.DUE, Way.HELD, Way.MISSED, Way.BLOCKED)
NOT_OPEN = (MailingState.DUE, MailingState.HELD, MailingState.MISSED, MailingState.BLOCKED)


def plan(event: events.PieceApproved) -> None:
    """Write down the sendings of a piece that may leave now."""
    piece = db.session.get_one(Piece, event.piece_id)
    standing = pieces.standing(piece)
    for sending in pieces.content(piece).plan.sendings:
        if not sending.lists or sending.key not in standing.hours:
            continue
        mailing = Mailing(
            piece_id=piece.id,
            key=sending.key,
            hash=standing.hash,
            state=MailingState.DUE,
            due_at=standing.hours[sending.key],
        )
        db.session.add(mailing)
        db.session.flush()
        audit.record(None, "mailing.planned", "mailing", mailing.id)


def void(event: events.ApprovalVoided) -> None:
    """Take back what waits: it is not what was approved any more."""
    _give_back(event.piece_id)
    _turn(event.piece_id, (*NOT_OPEN, MailingState.OPEN), MailingState.DROPPED)
    _turn_rows(event.piece_id, STILL_HERE, Way.DROPPED)


def _give_back(piece_id: int) -> None:
    """Let a sending stopped half-way leave again once approved: whom it reached are known."""
    half_way = (
        select(Mailing.key)
        .join(Delivery, Delivery.mailing_id == Mailing.id)
        .where(Mailing.piece_id == piece_id, Mailing.state == MailingState.OPEN)
        .where(Delivery.state.in_(STILL_HERE))
    )
    piece = db.session.get_one(Piece, piece_id)
    for key in db.session.scalars(half_way.distinct()).all():
        piece_service.has_not_left(piece, key)


def hold(event: events.PieceHeld) -> None:
    """Let everything of a piece wait."""
    _turn(event.piece_id, (MailingState.DUE,), MailingState.HELD)
    _turn_rows(event.piece_id, (Way.DUE,), Way.HELD)


def resume(event: events.PieceResumed) -> None:
    """Let a piece go on; what is too late by now asks again."""
    _turn(event.piece_id, (MailingState.HELD,), MailingState.DUE)
    _turn_rows(event.piece_id, (Way.HELD,), Way.DUE)


def follow_hour(event: events.PieceMoved) -> None:
    """Move the sendings of a piece to its new hour, which its approvals still cover."""
    hours = pieces.standing(db.session.get_one(Piece, event.piece_id)).hours
    for mailing in queries.of_piece(event.piece_id):
        if mailing.state in NOT_OPEN and mailing.key in hours:
            mailing.due_at = hours[mailing.key]
            if mailing.state == MailingState.MISSED:
                mailing.state = MailingState.DUE


def forget_address(event: events.PersonObjected) -> None:
    """Take everything queued for an address back: an objection holds at once."""
    queued = update(Delivery).where(
        Delivery.address_key == event.address.casefold(), Delivery.state.in_(STILL_HERE)
    )
    db.session.execute(queued.values(state=Way.BLOCKED, last_error="objection"))


def forget_person(event: events.PersonErased) -> None:
    """Leave a number where a person was; what was queued for them does not leave."""
    nobodys = Delivery.contact_id.is_(None) & Delivery.address_key.in_(event.keys)
    theirs = select(Delivery).where((Delivery.contact_id == event.contact_id) | nobodys)
    for delivery in db.session.scalars(theirs):
        delivery.address_key = vault.keyed_hash(delivery.address_key, "erased recipient")
        delivery.contact_id, delivery.name, delivery.address = None, "", ""
        if delivery.state in STILL_HERE:
            delivery.state = Way.BLOCKED


def _turn(piece_id: int, before: Iterable[str], to: str) -> None:
    rows = update(Mailing).where(Mailing.piece_id == piece_id, Mailing.state.in_(before))
    db.session.execute(rows.values(state=to))


def _turn_rows(piece_id: int, before: Iterable[str], to: str) -> None:
    rows = update(Delivery).where(Delivery.piece_id == piece_id, Delivery.state.in_(before))
    db.session.execute(rows.values(state=to))
