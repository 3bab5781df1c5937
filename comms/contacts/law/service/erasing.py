"""Lets a person go for good: what stays is a keyed hash that keeps them from coming back."""

from sqlalchemy import delete, select

from comms.audit import service as audit
from comms.contacts.book.models import Contact, Outlet, SearchWord
from comms.contacts.book.queries import references
from comms.contacts.book.queries.people import is_shared
from comms.contacts.book.service.indexing import forget_slips
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.service import error_file, uploads
from comms.contacts.files.service.noes import traces_of
from comms.contacts.twins.queries.facing import faces
from comms.contacts.twins.rules.judging import Face, identities
from comms.core import db as database
from comms.core.db import db
from comms.core.events import PersonErased, announce
from comms.core.register import No, Register
from comms.core.rights import Actor, number_of


def erase(contact: Contact, *, actor: Actor | None) -> None:
    """Erase a person everywhere, in files too; after the commit nothing of them is on the disk."""
    contact_id, face = contact.id, faces([contact.id])[0]
    register = Register()
    register.add(No.ERASURE, _own_identities(face))
    own = frozenset(key for key in face.emails if not is_shared(key))
    announce(PersonErased(contact_id, own))
    _forget_rows(register, face)
    uploads.drop_all()
    outlets = [role.outlet for role in contact.roles if role.outlet]
    lost = list(
        db.session.scalars(select(SearchWord.word).where(SearchWord.contact_id == contact_id))
    )
    db.session.delete(contact)
    db.session.flush()
    forget_slips(lost)
    _close_unused(outlets)
    audit.record(number_of(actor), "contact.erased", "contact", contact_id)
    database.scrub_after_commit()


def _own_identities(face: Face) -> list[str]:
    """Return what identifies this person and no colleague who shares an address."""
    shared = {key for key in face.emails if is_shared(key)}
    return [value for value in identities(face) if value not in shared]


def _forget_rows(register: Register, face: Face) -> None:
    """Delete rows of files that speak of them, and write the files of errors anew."""
    mine = traces_of(register, face)
    rows = select(HeldRow.id, HeldRow.import_id, HeldRow.traces)
    gone = [(n, import_id) for n, import_id, traces in db.session.execute(rows) if mine & {*traces}]
    db.session.execute(delete(HeldRow).where(HeldRow.id.in_([n for n, _ in gone])))
    for import_id in {import_id for _, import_id in gone}:
        error_file.rewrite(db.session.get_one(Import, import_id))


def _close_unused(outlets: list[Outlet]) -> None:
    """Close a newsroom only they worked at: a blog is often named after its author."""
    used = references.used(Outlet, (each.id for each in outlets))
    for outlet in outlets:
        if outlet.id not in used:
            db.session.delete(outlet)
    db.session.flush()
