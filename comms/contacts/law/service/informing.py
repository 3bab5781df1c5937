"""Tells a person what we know of them: the notice goes with our first mail, and is written down."""

from sqlalchemy import update

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.core import clock
from comms.core.db import db, took


def informed(contact_id: int | None) -> None:
    """Write down that a mail with the notice has left; only the first one counts."""
    first = update(Contact).where(Contact.id == contact_id, Contact.informed_at.is_(None))
    if took(db.session.execute(first.values(informed_at=clock.now()))):
        audit.record(None, "contact.informed", "contact", contact_id)
