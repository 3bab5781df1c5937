"""Reads the ledger of mail: who got what, what is in doubt, what was missed, whose link this is."""

import hmac
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from comms.core import settings, vault
from comms.core.db import db
from comms.core.register import Register
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content
from comms.pieces.rules.states import State

PURPOSE = "objection link"
LENGTH = 20  # hexadecimal characters: 80 bits, short enough for a mail header


def ledger(mailing_id: int) -> Sequence[Delivery]:
    """Return one row per recipient of a sending."""
    rows = select(Delivery).where(Delivery.mailing_id == mailing_id)
    return db.session.scalars(rows.order_by(Delivery.id)).all()


def of_piece(piece_id: int) -> Sequence[Mailing]:
    """Return the sendings of a piece, the earliest first."""
    theirs = select(Mailing).where(
        Mailing.piece_id == piece_id, Mailing.state != MailingState.DROPPED
    )
    return db.session.scalars(theirs.order_by(Mailing.due_at, Mailing.id)).all()


def counts(mailing_id: int) -> dict[str, int]:
    """Return how many recipients stand in each state."""
    rows = select(Delivery.state, func.count()).where(Delivery.mailing_id == mailing_id)
    return dict(db.session.execute(rows.group_by(Delivery.state)).all())


def to_open(now: datetime) -> Sequence[int]:
    """Return the sendings whose hour has come and whose lists are not people yet."""
    due = select(Mailing.id).where(Mailing.state == MailingState.DUE, Mailing.due_at <= now)
    return db.session.scalars(due.order_by(Mailing.due_at, Mailing.id)).all()


def open_ones() -> Sequence[Mailing]:
    """Return the sendings under way."""
    return db.session.scalars(select(Mailing).where(Mailing.state == MailingState.OPEN)).all()


def with_due(now: datetime) -> Sequence[int]:
    """Return the sendings with messages whose hour has come."""
    due = select(Delivery.mailing_id).where(Delivery.state == Way.DUE, Delivery.due_at <= now)
    return db.session.scalars(due.distinct()).all()


def fit_content(mailing: Mailing) -> Content | None:
    """Return what a sending brings; None when nobody may read it any more."""
    piece = db.session.get_one(Piece, mailing.piece_id)
    return pieces.fit_content(piece, mailing.hash)


def sending_now(delivery: Delivery) -> Mailing | None:
    """Return the sending by which a message may leave again: of what stands approved now."""
    piece = db.session.get_one(Piece, delivery.piece_id)
    if piece.state not in (State.SCHEDULED, State.PUBLISHED):
        return None
    same = select(Mailing).where(
        Mailing.piece_id == piece.id,
        Mailing.key == db.session.get_one(Mailing, delivery.mailing_id).key,
        Mailing.hash == pieces.revision(piece).hash,
        Mailing.state.in_((MailingState.OPEN, MailingState.DONE)),
    )
    return db.session.scalars(same.order_by(Mailing.id.desc())).first()


def said_no(address_key: str) -> bool:
    """Say whether nobody writes to an address any more; the register has the last word."""
    register = Register()
    return register.refuses(address_key)


def troubled() -> Sequence[Mailing]:
    """Return the sendings a person must decide about."""
    in_doubt = select(Delivery.mailing_id).where(Delivery.state.in_((Way.DOUBTFUL, Way.MISSED)))
    asking = Mailing.state.in_((MailingState.MISSED, MailingState.DOUBTFUL, MailingState.BLOCKED))
    waiting = select(Mailing).where(asking | Mailing.id.in_(in_doubt))
    return db.session.scalars(waiting.order_by(Mailing.due_at)).all()


def of_day(day: date, zone: ZoneInfo) -> Sequence[tuple[Mailing, Piece]]:
    """Return the sendings of one calendar day, with their pieces, in the order of their hours."""
    start = datetime.combine(day, time(), zone)
    within = select(Mailing, Piece).join(Piece, Piece.id == Mailing.piece_id)
    within = within.where(
        Mailing.due_at >= start,
        Mailing.due_at < datetime.combine(day + timedelta(days=1), time(), zone),
        Mailing.state != MailingState.DROPPED,
    )
    return db.session.execute(within.order_by(Mailing.due_at, Mailing.id)).all()


def of_contact(contact_id: int, limit: int = 20) -> Sequence[tuple[Delivery, Piece]]:
    """Return what was sent to a person, or was meant to be, the newest first."""
    theirs = select(Delivery, Piece).join(Piece, Piece.id == Delivery.piece_id)
    theirs = theirs.where(Delivery.contact_id == contact_id)
    newest = func.coalesce(Delivery.done_at, Delivery.due_at).desc()
    return db.session.execute(theirs.order_by(newest, Delivery.id.desc()).limit(limit)).all()


def written_lately(but_piece: int, since: datetime) -> dict[int, datetime]:
    """Return when we last wrote to whom by mail, another piece than this one."""
    sent = select(Delivery.contact_id, func.max(Delivery.done_at)).where(
        Delivery.piece_id != but_piece,
        Delivery.state == Way.SENT,
        Delivery.done_at > since,
        Delivery.contact_id.is_not(None),
    )
    last = db.session.execute(sent.group_by(Delivery.contact_id))
    return {contact_id: at for contact_id, at in last if contact_id is not None and at is not None}


def count_unopened(state: Way) -> int:
    """Return how many sendings ask before their lists became people, one row each."""
    if state not in (Way.MISSED, Way.DOUBTFUL):
        return 0
    asking = select(func.count()).select_from(Mailing).where(Mailing.state == state)
    return db.session.scalar(asking) or 0


def is_doubted(piece_id: int, key: str) -> bool:
    """Say whether nobody has decided yet if a sending of a piece has left: none leaves before."""
    same = select(Mailing.id).where(Mailing.piece_id == piece_id, Mailing.key == key)
    return db.session.scalar(same.where(Mailing.state == MailingState.DOUBTFUL)) is not None


def late() -> dict[int, bool]:
    """Return the pieces of which a sending waits for a person; whether its hour was missed."""
    gone = select(Delivery.mailing_id).where(Delivery.state == Way.MISSED)
    missed = set(db.session.scalars(gone.distinct()))
    found = (
        (each.piece_id, each.state == MailingState.MISSED or each.id in missed)
        for each in troubled()
    )
    return dict(sorted(found))


def still_to_leave(piece_id: int) -> bool:
    """Say whether a sending of a piece is not done yet."""
    return any(each.state != MailingState.DONE for each in of_piece(piece_id))


def objection_link(delivery_id: int) -> str:
    """Return the address by which the reader of one message wants no more."""
    proof = vault.keyed_hash(str(delivery_id), PURPOSE)[:LENGTH]
    return f"{settings.current().public_url}/objection/{delivery_id}-{proof}"


def delivery_of(token: str) -> Delivery | None:
    """Return the message a link came with, or None when it was not made by us."""
    number, _, proof = token.partition("-")
    if not number.isdecimal() or len(number) > 18:
        return None
    ours = vault.keyed_hash(number, PURPOSE)[:LENGTH]
    is_ours = hmac.compare_digest(ours.encode(), proof.encode())
    return db.session.get(Delivery, int(number)) if is_ours else None
