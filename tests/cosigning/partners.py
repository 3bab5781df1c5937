"""Invented partners: associations with somebody who signs for them, and their private links."""

from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Address, Contact, Outlet
from comms.contacts.book.rules.kinds import AddressKind, AddressState, Medium
from comms.contacts.book.rules.outlets import outlet_key
from comms.core import clock
from comms.core.db import db
from comms.cosigning.models import Collection, Invited
from comms.cosigning.service import links


def partners(app: Flask, *names: str) -> list[int]:
    """Write partner associations down, each with an address to write to; return their numbers."""
    with app.app_context():
        found = [_partner(name) for name in names]
        db.session.commit()
        return found


def _partner(name: str) -> int:
    now = clock.now()
    key = outlet_key(name)
    person = Contact(name=f"Nour {name}", origin="tests", made_at=now, touched_at=now)
    email = f"{key.replace(' ', '-')}@exemple.org"
    person.addresses.append(
        Address(kind=AddressKind.EMAIL, value=email, key=email, state=AddressState.OK, added_at=now)
    )
    db.session.add(person)
    db.session.flush()
    made = Outlet(name=name, key=key, medium=Medium.PARTNER, made_at=now, signer_id=person.id)
    db.session.add(made)
    db.session.flush()
    return made.id


def link_of(app: Flask, partner: str) -> str:
    """Return a new private link of a partner, as a path."""
    with app.app_context():
        asked = db.session.scalars(select(Invited).where(Invited.partner == partner)).one()
        made = links.make(asked)
        db.session.commit()
        return "/" + made.split("/", 3)[3]


def collection_of(app: Flask) -> int:
    """Return the number of the one collection there is."""
    with app.app_context():
        return db.session.scalars(select(Collection.id)).one()
