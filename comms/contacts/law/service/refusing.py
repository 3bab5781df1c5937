"""A person says no: at once, for every address of theirs, and for addresses not yet known."""

from sqlalchemy import select

from comms.audit import service as audit
from comms.contacts.book.models import Address, Contact
from comms.contacts.book.queries.people import is_shared
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.core import clock
from comms.core.db import db
from comms.core.events import PersonObjected, announce
from comms.core.register import No, Register
from comms.core.rights import Actor, number_of


def object_address(address: str, *, actor: Actor | None) -> None:
    """Write down that who reads at an address wants no more; may be said twice.

    The person it belongs to is not written to at their other addresses either; a desk's address
    that several people share speaks for itself alone.
    """
    key = email_key(address)
    Register().add(No.OBJECTION, [key])
    holders = _holders(key)
    for holder in holders:
        _mark(holder, key)
    announce(PersonObjected(holders[0].id if len(holders) == 1 else None, key))
    audit.record(number_of(actor), "contact.objected_by_address", "contact")
    if len(holders) == 1:
        object_person(holders[0], actor=actor)


def object_person(contact: Contact, *, actor: Actor | None) -> None:
    """Write down that a person wants no more, at none of their own addresses."""
    own = [each.key for each in contact.addresses if each.kind == AddressKind.EMAIL]
    alone = [key for key in own if not is_shared(key)]
    Register().add(No.OBJECTION, alone)
    for key in alone:
        _mark(contact, key)
        announce(PersonObjected(contact.id, key))
    if contact.objected_at is None:
        contact.objected_at = contact.touched_at = clock.now()
        contact.version += 1
        audit.record(number_of(actor), "contact.objected", "contact", contact.id)


def _holders(key: str) -> list[Contact]:
    theirs = select(Contact).join(Contact.addresses)
    theirs = theirs.where(Address.kind == AddressKind.EMAIL, Address.key == key)
    return list(db.session.scalars(theirs.order_by(Contact.id)).unique())


def _mark(contact: Contact, key: str) -> None:
    for each in contact.addresses:
        if each.kind == AddressKind.EMAIL and each.key == key:
            each.state = AddressState.OBJECTED
