"""Lets what the register knows hold again in a book that was put back from a backup."""

from sqlalchemy import select

from comms.contacts.book.models import Address, Contact
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.law.service.erasing import erase
from comms.contacts.law.service.refusing import object_address
from comms.contacts.twins.queries.facing import faces
from comms.contacts.twins.rules.judging import identities
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.register import No, Register


def replay() -> tuple[int, int]:
    """Erase who was erased, refuse what was objected to; return how many people and addresses."""
    register = Register()
    return _erase_again(register), _object_again(register)


def _erase_again(register: Register) -> int:
    everyone = db.session.scalars(select(Contact.id).order_by(Contact.id))
    gone = [
        face.contact_id
        for some in in_batches(everyone)
        for face in faces(some)
        if any(register.has(No.ERASURE, value) for value in identities(face))
    ]
    for contact_id in gone:
        erase(db.session.get_one(Contact, contact_id), actor=None)
    return len(gone)


def _object_again(register: Register) -> int:
    still_open = select(Address.key).where(
        Address.kind == AddressKind.EMAIL, Address.state != AddressState.OBJECTED
    )
    said_no = {key for key in db.session.scalars(still_open) if register.has(No.OBJECTION, key)}
    for key in sorted(said_no):
        object_address(key, actor=None)
    return len(said_no)
