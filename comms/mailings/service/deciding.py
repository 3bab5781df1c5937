"""What a person decides about mail: it is there, send it again, leave it, send what was missed."""

from collections.abc import Iterable

from sqlalchemy import select

from comms.audit import service as audit
from comms.contacts.law.service import informing, refusing
from comms.core import clock, languages, outward
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.ways import ANSWERS, Undecided, Way
from comms.mailings import queries
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState, MailingWrong, is_same_day
from comms.pieces import service as piece_service
from comms.pieces.models import Piece


def resolve(delivery: Delivery, answer: str, *, actor: Actor) -> None:
    """Decide what became of one message nobody can be sure of, or that was missed."""
    _keep_still(delivery.piece_id)
    _resolve(delivery, answer, actor)


def _keep_still(piece_id: int) -> None:
    """Let one person at a time decide; the piece first, as whoever changes it does."""
    db.session.get_one(Piece, piece_id, with_for_update=True)


def _resolve(delivery: Delivery, answer: str, actor: Actor) -> None:
    way = outward.heard(delivery, answer)
    if way is Way.DUE:
        _lead_back(delivery)
    if way is Way.SENT:
        informing.informed(delivery.contact_id)
    outward.decide(delivery, way, now=clock.now())
    audit.record(actor.id, f"delivery.resolved_{answer}", "delivery", delivery.id)


def _lead_back(delivery: Delivery) -> None:
    """Put a message on the sending that is approved now; refuse who objected, and another day."""
    if not delivery.address or queries.said_no(delivery.address_key):
        raise Refused(MailingWrong.OBJECTED)
    mailing = queries.sending_now(delivery)
    if mailing is None:
        raise Refused(MailingWrong.NOT_APPROVED)
    if queries.fit_content(mailing) is None:
        raise Refused(MailingWrong.UNFIT)
    delivery.mailing_id = mailing.id
    if not is_same_day(mailing.due_at, clock.now(), languages.association_zone()):
        raise Refused(MailingWrong.ANOTHER_DAY)


def resolve_all(mailing: Mailing, states: Iterable[Way], answer: str, *, actor: Actor) -> int:
    """Decide the same for every row of a sending that stands in some states."""
    _keep_still(mailing.piece_id)
    wanted = select(Delivery).where(
        Delivery.mailing_id == mailing.id, Delivery.state.in_(tuple(states))
    )
    anew = wanted.with_for_update().execution_options(populate_existing=True)
    rows = db.session.scalars(anew.order_by(Delivery.id)).all()
    for row in rows:
        _resolve(row, answer, actor)
    return len(rows)


def _look_again(mailing: Mailing) -> None:
    _keep_still(mailing.piece_id)
    db.session.refresh(mailing, with_for_update=True)


def send_missed(mailing: Mailing, *, actor: Actor) -> None:
    """Let a sending that was missed leave now, the same day; another day is approved again.

    Raises:
        Refused: it was for another day, or is not missed (any more).
    """
    _look_again(mailing)
    now = clock.now()
    if not is_same_day(mailing.due_at, now, languages.association_zone()):
        raise Refused(MailingWrong.ANOTHER_DAY)
    if mailing.state == MailingState.MISSED:
        mailing.state, mailing.due_at = MailingState.DUE, now
    elif not resolve_all(mailing, (Way.MISSED,), "again", actor=actor):
        raise Refused(Undecided.NOT_WAITING)
    audit.record(actor.id, "mailing.sent_late", "mailing", mailing.id)


def resolve_sending(mailing: Mailing, answer: str, *, actor: Actor) -> None:
    """Decide whether a sending left before a backup took the place of the house.

    « there » calls it done, to whomever it went; « again » lets it leave now, the same day.

    Raises:
        Refused: it asks nobody (any more), the answer is none, or it was for another day.
    """
    _look_again(mailing)
    if mailing.state != MailingState.DOUBTFUL:
        raise Refused(Undecided.NOT_WAITING)
    if answer not in ANSWERS:
        raise Refused(Undecided.UNKNOWN_ANSWER)
    now = clock.now()
    if answer == "again":
        if not is_same_day(mailing.due_at, now, languages.association_zone()):
            raise Refused(MailingWrong.ANOTHER_DAY)
        mailing.state, mailing.due_at = MailingState.DUE, now
    elif answer == "there":
        piece = db.session.get_one(Piece, mailing.piece_id)
        mailing.state, mailing.opened_at, mailing.done_at = MailingState.DONE, mailing.due_at, now
        piece_service.has_left(piece, mailing.key)
        piece_service.finish_if_done(piece)
    else:
        mailing.state = MailingState.DROPPED
    audit.record(actor.id, f"mailing.resolved_{answer}", "mailing", mailing.id)


def drop_missed(mailing: Mailing, *, actor: Actor) -> None:
    """Give up what was missed.

    Raises:
        Refused: it is not missed (any more).
    """
    _look_again(mailing)
    if mailing.state == MailingState.BLOCKED and mailing.opened_at:  # some have it, the rest not
        mailing.state, mailing.done_at = MailingState.DONE, clock.now()
        piece_service.finish_if_done(db.session.get_one(Piece, mailing.piece_id))
    elif mailing.state == MailingState.MISSED:
        mailing.state = MailingState.DROPPED
    elif not resolve_all(mailing, (Way.MISSED,), "drop", actor=actor):
        raise Refused(Undecided.NOT_WAITING)
    audit.record(actor.id, "mailing.dropped", "mailing", mailing.id)


def object_by_link(token: str) -> None:
    """Let the reader of a mail object; the link says who, nobody signs in.

    Raises:
        Refused: the link opens nothing.
    """
    delivery = queries.delivery_of(token)
    if delivery is None:
        raise Refused(MailingWrong.UNKNOWN_LINK)
    refusing.object_address(delivery.address, actor=None)
