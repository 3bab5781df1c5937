"""What the law has us give: all we hold of one person, and the register of what is done here."""

from collections.abc import Sequence

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service.keeping import note
from comms.contacts.law.queries import keeping
from comms.core import clock, options
from comms.core.filling import fill
from comms.core.panels import Told
from comms.core.rights import Actor


def access_file(contact: Contact, told: Sequence[Told], lang: str, *, actor: Actor) -> bytes:
    """Return one readable file with what a person is told; that it was given is written down."""
    document = fill(
        "contacts/access.html",
        contact=contact,
        told=told,
        lang=lang,
        association=options.get("association"),
        press_contact=options.get("press_contact"),
        now=clock.now(),
    )
    audit.record(actor.id, "contact.access_given", "contact", contact.id)
    return str(document).encode()


def agreed_to_stay(contact: Contact, text: str, *, actor: Actor) -> None:
    """Write down that a person was asked and said yes: three years run anew from today."""
    note(contact, Spoken.MAIL, text, clock.now(), actor=actor)
    audit.record(actor.id, "contact.agreed_to_stay", "contact", contact.id)


def legal_register() -> bytes:
    """Return the register of processing of the contact book as a file of its own."""
    document = fill(
        "contacts/register.html",
        kept=keeping.kept(),
        association=options.get("association"),
        press_contact=options.get("press_contact"),
        now=clock.now(),
    )
    return str(document).encode()
