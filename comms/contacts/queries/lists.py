"""Reads the lists: their names, and whom a release leaves to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from comms.contacts.models import Address, Contact, ContactList, Membership
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
