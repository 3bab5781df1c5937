"""Reads the sessions of calls: how far each is, whose name is held by whom, who is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from comms.contacts.book.models import Address, Contact
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.calling.models import Call, CallingSession
from comms.contacts.calling.rules.kinds import CallState
from comms.contacts.calling.rules.queue import Standing
from comms.contacts.lists.queries import on
from comms.core import clock
from comms.core.db import db


@dataclass(frozen=True)
class Called:
    """A call with whom it is about."""

    call: Call
    card: Card


def sessions(*, closed: bool = False) -> list[tuple[CallingSession, Standing]]:
    """Return the sessions, the newest first, with how far each is."""
    shut = CallingSession.closed_at.is_not(None) if closed else CallingSession.closed_at.is_(None)
    rows = select(CallingSession).where(shut).order_by(CallingSession.id.desc()).limit(20)
    return [(each, standing(each.id)) for each in db.session.scalars(rows)]


def standing(session_id: int) -> Standing:
    """Return how far a session is."""
    now = clock.now()
    mine = select(func.count(Call.id)).where(Call.session_id == session_id)
    later = select(func.min(Call.again_at)).where(
        Call.session_id == session_id, Call.state == CallState.WAITING, Call.again_at > now
    )

    def count(*also: ColumnElement[bool]) -> int:
        return db.session.scalar(mine.where(*also)) or 0

    return Standing(
        count(),
        count(Call.state == CallState.DONE),
        count(is_free(now), Call.contact_id.in_(callable_ones())),
        count(Call.state == CallState.TAKEN, Call.taken_until >= now),
        db.session.scalar(later),
    )


def is_free(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a name can be given to a caller; a claim repeats it."""
    waits = and_(
        Call.state == CallState.WAITING, or_(Call.again_at.is_(None), Call.again_at <= now)
    )
    return or_(waits, and_(Call.state == CallState.TAKEN, Call.taken_until < now))


def callable_ones() -> Select[int]:
    """Return the people one may call: who objected or is frozen meanwhile is left in peace."""
    return select(Contact.id).where(
        Contact.objected_at.is_(None), Contact.frozen_at.is_(None), Contact.is_discreet.is_(False)
    )


def held(session_id: int, member_id: int) -> Call | None:
    """Return the call a member holds."""
    mine = select(Call).where(
        Call.session_id == session_id,
        Call.state == CallState.TAKEN,
        Call.taken_by == member_id,
        Call.contact_id.in_(callable_ones()),
    )
    return db.session.scalars(mine.order_by(Call.id)).first()


def free(session_id: int, now: datetime, limit: int = 20) -> Sequence[int]:
    """Return who may be called next: first who asked to be called back by now."""
    rows = select(Call.id).where(
        Call.session_id == session_id, is_free(now), Call.contact_id.in_(callable_ones())
    )
    order = (Call.again_at.is_(None), Call.again_at, Call.place, Call.id)
    return db.session.scalars(rows.order_by(*order).limit(limit)).all()


def left(session_id: int, reader_id: int) -> Sequence[Call]:
    """Return the calls without a last word, to people a member may see."""
    rows = select(Call).join(Contact, Contact.id == Call.contact_id)
    open_ones = rows.where(
        Call.session_id == session_id, Call.state != CallState.DONE, seen_by(reader_id)
    )
    return db.session.scalars(open_ones.order_by(Call.place, Call.id)).all()


def last_words(session_id: int, reader_id: int, limit: int = 60) -> list[Called]:
    """Return the calls that have an outcome, the newest first, of people a member may see."""
    rows = select(Call).join(Contact, Contact.id == Call.contact_id)
    said = rows.where(Call.session_id == session_id, Call.outcome != "", seen_by(reader_id))
    found = list(db.session.scalars(said.order_by(Call.done_at.desc(), Call.id).limit(limit)))
    people = cards({each.contact_id for each in found})
    return [Called(each, people[each.contact_id]) for each in found]


def to_call(list_id: int) -> list[int]:
    """Return who on a list has a number and may be called, by name."""
    has_number = select(Address.contact_id).where(
        Address.kind == AddressKind.PHONE, Address.state == AddressState.OK
    )
    ids = select(Contact.id).where(
        on([list_id]), Contact.id.in_(has_number), Contact.id.in_(callable_ones())
    )
    shown = cards(db.session.scalars(ids)).values()
    return [each.id for each in sorted(shown, key=lambda card: (card.sort_key, card.id))]
