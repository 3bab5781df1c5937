"""Reads whom the law has us inform, and what they are told."""

from comms.contacts.book.models import Contact
from comms.contacts.law.rules import notice
from comms.core import options
from comms.core.db import db


def notice_for(contact_id: int | None, lang: str) -> str:
    """Return what a mail to a person must still tell them; nothing once they were informed."""
    contact = db.session.get(Contact, contact_id) if contact_id else None
    if contact is None or contact.informed_at is not None:
        return ""
    return notice(lang, options.get("association"), contact.origin, contact.purpose)
