"""Reads what the law asks: who was silent for too long, all we hold of one, what is kept here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from comms.contacts.book.models import Address, Contact, Exchange
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.law.rules import limit
from comms.contacts.lists.models import ContactList
from comms.contacts.requests.models import Request
from comms.core import clock
from comms.core.db import db


@dataclass(frozen=True)
class Silent:
    """Someone without a word for three years; `last` is the last from them, else when they came."""

    card: Card
    last: datetime
    was_heard: bool


def silent(reader_id: int, limit_to: int = 100) -> list[Silent]:
    """Return who was silent for too long, the longest first, of those a member may see."""
    heard = func.coalesce(Contact.heard_at, Contact.made_at)
    rows = select(Contact.id, Contact.heard_at, Contact.made_at).where(
        _is_silent(), seen_by(reader_id)
    )
    found = db.session.execute(rows.order_by(heard, Contact.id).limit(limit_to)).all()
    people = cards(each.id for each in found)
    return [Silent(people[n], at or made, at is not None) for n, at, made in found]


def count_silent(reader_id: int) -> int:
    """Return how many were silent for too long, of those a member may see."""
    rows = select(func.count(Contact.id)).where(_is_silent(), seen_by(reader_id))
    return db.session.scalar(rows) or 0


def _is_silent() -> ColumnElement[bool]:
    """Three years run from the last word; a desk is no person, who is frozen waits."""
    heard = func.coalesce(Contact.heard_at, Contact.made_at)
    is_old: ColumnElement[bool] = heard < limit(clock.now())
    return is_old & Contact.is_desk.is_(False) & Contact.frozen_at.is_(None)


@dataclass(frozen=True)
class Kept:
    """What the book holds, in numbers: for the register of processing."""

    people: int
    desks: int
    informed: int
    objected: int
    frozen: int
    silent: int
    addresses: dict[str, int]
    exchanges: int
    requests: int
    lists: int
    origins: list[tuple[str, int]]


def kept() -> Kept:
    """Return what the book holds, counted."""
    by_kind = select(Address.kind, func.count(Address.id)).group_by(Address.kind)
    many = func.count(Contact.id)
    origins = select(Contact.origin, many).group_by(Contact.origin).order_by(many.desc())
    return Kept(
        _count(Contact, Contact.is_desk.is_(False)),
        _count(Contact, Contact.is_desk.is_(True)),
        _count(Contact, Contact.informed_at.is_not(None)),
        _count(Contact, Contact.objected_at.is_not(None)),
        _count(Contact, Contact.frozen_at.is_not(None)),
        _count(Contact, _is_silent()),
        dict(list(db.session.execute(by_kind))),
        _count(Exchange),
        _count(Request),
        _count(ContactList, ContactList.closed_at.is_(None)),
        [(origin, count) for origin, count in db.session.execute(origins.limit(12))],
    )


def _count(kind: type[Any], *conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0
