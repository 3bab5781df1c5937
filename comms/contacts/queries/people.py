"""Reads people as a line of a list shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from comms.contacts.models import Confidant, Contact, Exchange, Outlet
from comms.contacts.rules.kinds import AddressKind, AddressState
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.text import fold


@dataclass(frozen=True)
class Card:
    """A person in one line; roles as « title, newsroom »."""

    id: int
    name: str
    sort_key: str
    is_desk: bool
    outlets: tuple[str, ...]
    roles: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]  # E.164
    objected: bool
    frozen: bool


def cards(ids: Iterable[int]) -> dict[int, Card]:
    """Return some people, by number, with what stands now."""
    whole = (selectinload(Contact.addresses), selectinload(Contact.roles))
    rows = select(Contact).where(Contact.id.in_(list(ids))).options(*whole)
    return {each.id: card_of(each) for each in db.session.scalars(rows)}


def card_of(contact: Contact) -> Card:
    """Return one person in a line."""
    now = [each for each in contact.roles if each.until is None]
    outlets = [each.outlet.name for each in now if each.outlet]
    said = [", ".join(filter(None, (r.title, r.outlet.name if r.outlet else ""))) for r in now]
    return Card(
        contact.id,
        contact.name,
        fold(f"{contact.family} {contact.given}".strip() or contact.name),
        contact.is_desk,
        tuple(dict.fromkeys(outlets)),
        tuple(dict.fromkeys(filter(None, said))),
        _reached(contact, AddressKind.EMAIL),
        _reached(contact, AddressKind.PHONE),
        contact.objected_at is not None,
        contact.frozen_at is not None,
    )


def _reached(contact: Contact, kind: AddressKind) -> tuple[str, ...]:
    dead = AddressState.BOUNCED
    return tuple(
        each.value for each in contact.addresses if each.kind == kind and each.state != dead
    )


def may_see(contact: Contact, actor: Actor) -> bool:
    """Say whether a member may see a contact: a discreet one only its confidants."""
    if not contact.is_discreet:
        return True
    return db.session.get(Confidant, (contact.id, actor.id)) is not None


def seen_by(member_id: int) -> ColumnElement[bool]:
    """Return the condition that a member may see a contact."""
    mine = select(Confidant.contact_id).where(Confidant.member_id == member_id)
    return or_(Contact.is_discreet.is_(False), Contact.id.in_(mine))


def recent(member_id: int, limit: int = 12) -> list[Card]:
    """Return the people touched last, of those a member may see."""
    rows = select(Contact.id).where(seen_by(member_id))
    order = (Contact.touched_at.desc(), Contact.id.desc())
    ids = list(db.session.scalars(rows.order_by(*order).limit(limit)))
    shown = cards(ids)
    return [shown[each] for each in ids]


def count() -> int:
    """Return how many people are in the book."""
    return db.session.scalar(select(func.count(Contact.id))) or 0


def exchanges(contact_id: int, limit: int = 50) -> Sequence[Exchange]:
    """Return what was said with a person, the newest first."""
    theirs = select(Exchange).where(Exchange.contact_id == contact_id)
    return db.session.scalars(
        theirs.order_by(Exchange.at.desc(), Exchange.id.desc()).limit(limit)
    ).all()


def outlet_names(limit: int = 400) -> Sequence[str]:
    """Return the names of newsrooms, to choose from as one types."""
    return db.session.scalars(select(Outlet.name).order_by(Outlet.key).limit(limit)).all()
