"""Reads the lists: their names, and whom a release leaves to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from comms.contacts.models import Address, Confidant, Contact, ContactList, Membership
from comms.contacts.queries.people import Card, cards
from comms.contacts.rules.kinds import AddressKind, AddressState
from comms.core.db import db
from comms.core.register import No, Register


@dataclass(frozen=True)
class Recipient:
    """A person a release may be written to, and the address to use."""

    contact_id: int
    name: str
    email: str


def recipients(list_ids: Iterable[int]) -> Sequence[Recipient]:
    """Return the people of some lists: each person and each address once.

    Who objected, was erased or is frozen is never among them; the register has the last word.
    """
    register = Register()
    found: dict[str, Recipient] = {}
    served: set[int] = set()
    for contact_id, name, email, key in db.session.execute(_reachable(list_ids)):
        said_no = register.has(No.OBJECTION, key) or register.has(No.ERASURE, key)
        if contact_id in served or said_no:
            continue
        served.add(contact_id)
        found.setdefault(key, Recipient(contact_id, name, email))
    return list(found.values())


def _reachable(list_ids: Iterable[int]) -> Select[int, str, str, str]:
    on_them = select(Membership.contact_id).where(Membership.list_id.in_(list(list_ids)))
    rows = select(Contact.id, Contact.name, Address.value, Address.key).join(Contact.addresses)
    return rows.where(
        Contact.id.in_(on_them),
        Contact.objected_at.is_(None),
        Contact.frozen_at.is_(None),
        Address.kind == AddressKind.EMAIL,
        Address.state == AddressState.OK,
    ).order_by(Contact.id, Address.place, Address.id)


def list_names(ids: Iterable[int]) -> list[str]:
    """Return the names of some lists, in the order given."""
    wanted = list(ids)
    named = select(ContactList.id, ContactList.name).where(ContactList.id.in_(wanted))
    names = dict(list(db.session.execute(named)))
    return [names[each] for each in wanted if each in names]


def list_choices() -> list[tuple[int, str]]:
    """Return number and name of each list a release may leave to, by name."""
    open_ones = select(ContactList.id, ContactList.name).where(ContactList.closed_at.is_(None))
    return [(n, name) for n, name in db.session.execute(open_ones.order_by(ContactList.key))]


@dataclass(frozen=True)
class Listed:
    """A list with how many are on it."""

    id: int
    name: str
    count: int


@dataclass(frozen=True)
class Member:
    """A person on a list, and why."""

    card: Card
    reason: str


def overview(*, closed: bool = False) -> list[Listed]:
    """Return the lists by name, with how many are on each."""
    on_it = func.count(Membership.contact_id)
    rows = select(ContactList.id, ContactList.name, on_it).outerjoin(
        Membership, Membership.list_id == ContactList.id
    )
    shut = ContactList.closed_at.is_not(None) if closed else ContactList.closed_at.is_(None)
    grouped = rows.where(shut).group_by(ContactList.id, ContactList.name, ContactList.key)
    return [Listed(*row) for row in db.session.execute(grouped.order_by(ContactList.key))]


def members(list_id: int, member_id: int) -> list[Member]:
    """Return who is on a list, by name, of those a member may see."""
    mine = select(Confidant.contact_id).where(Confidant.member_id == member_id)
    rows = select(Membership.contact_id, Membership.reason).join(
        Contact, Contact.id == Membership.contact_id
    )
    seen = rows.where(
        Membership.list_id == list_id, Contact.is_discreet.is_(False) | Contact.id.in_(mine)
    )
    reasons = dict(list(db.session.execute(seen)))
    shown = sorted(cards(reasons).values(), key=lambda card: (card.sort_key, card.id))
    return [Member(card, reasons[card.id]) for card in shown]


def of_contact(contact_id: int) -> list[tuple[int, str, str]]:
    """Return number, name and reason of each list a person is on."""
    rows = select(ContactList.id, ContactList.name, Membership.reason).join(
        Membership, Membership.list_id == ContactList.id
    )
    theirs = rows.where(Membership.contact_id == contact_id, ContactList.closed_at.is_(None))
    return [(n, name, why) for n, name, why in db.session.execute(theirs.order_by(ContactList.key))]
