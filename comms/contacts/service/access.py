"""What the law has us give: all we hold of one person, and the register of what is done here."""

from collections.abc import Iterator

from sqlalchemy import select

from comms.audit import queries as audits
from comms.audit import service as audit
from comms.contacts.models import Contact, HeldRow, Import
from comms.contacts.queries import card_of, exchanges, law, lists, requests
from comms.contacts.queries.book import faces
from comms.contacts.rules.kinds import Spoken
from comms.contacts.service.keeping import note
from comms.contacts.service.noes import traces_of
from comms.core import clock, options
from comms.core.db import db
from comms.core.filling import fill
from comms.core.register import Register
from comms.core.rights import Actor


def access_file(contact: Contact, *, actor: Actor) -> bytes:
    """Return one readable file with everything this house holds of a person; written down."""
    document = fill(
        "contacts/access.html",
        contact=contact,
        card=card_of(contact),
        association=options.get("association"),
        now=clock.now(),
        on_lists=lists.of_contact(contact.id),
        found_in=lists.found_in(contact.id),
        exchanges=exchanges(contact.id, limit=10_000),
        requests=requests.of_contact(contact.id),
        follow_ups=requests.follow_ups(contact.id),
        calls=law.calls_of(contact.id),
        rows=list(_rows_about(contact)),
        elsewhere=list(law.elsewhere(contact.id)),
        acts=audits.history("contact", contact.id),
    )
    audit.record(actor.id, "contact.access_given", "contact", contact.id)
    return str(document).encode()


def _rows_about(contact: Contact) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of files that speak of a person: the name of the file and the cells."""
    mine = traces_of(Register(), faces([contact.id])[0])
    rows = select(HeldRow, Import.name).join(Import, Import.id == HeldRow.import_id)
    for row, name in db.session.execute(rows):
        if mine & {*row.traces} and row.cells:
            yield name, [cell for cell in row.cells if cell]


def agreed_to_stay(contact: Contact, text: str, *, actor: Actor) -> None:
    """Write down that a person was asked and said yes: three years run anew from today."""
    note(contact, Spoken.MAIL, text, clock.now(), actor=actor)
    audit.record(actor.id, "contact.agreed_to_stay", "contact", contact.id)


def legal_register() -> bytes:
    """Return the register of processing of the contact book as a file of its own."""
    document = fill(
        "contacts/register.html",
        kept=law.kept(),
        association=options.get("association"),
        press_contact=options.get("press_contact"),
        now=clock.now(),
    )
    return str(document).encode()
