"""A person decides who a row is that was held back."""

from sqlalchemy import select, update

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.queries import imports
from comms.contacts.files.rules.drafts import Draft, read_row
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.rules.importing import ImportWrong
from comms.contacts.files.rules.weighing import Outcome, Weighed, refusal_of
from comms.contacts.files.service.noes import noes
from comms.contacts.files.service.writing import Writing
from comms.contacts.twins.queries.facing import faces
from comms.contacts.twins.service.looking import tell_apart
from comms.core import clock
from comms.core.db import db
from comms.core.events import CardsMerged
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor


def decide(held: HeldRow, *, is_same: bool, actor: Actor) -> Contact:
    """Join a row to the person it was taken for, or write it as someone else; remembered.

    A row that may be a discreet person is decided by her confidants alone.

    Raises:
        Refused: the row is about somebody this member does not see, or who is gone.
    """
    if held.id in imports.kept_from(actor.id, held.import_id):
        raise Refused(ImportWrong.FOR_OTHERS)
    kept = db.session.get_one(Import, held.import_id)
    draft = _draft(held, kept)
    other = db.session.get(Contact, held.with_id) if held.with_id else None
    if is_same and other is None:
        raise Refused(ImportWrong.GONE)
    weighed = _weighed(draft, other if is_same else None)
    contact = db.session.get_one(Contact, Writing(kept, actor, [weighed]).write()[held.number])
    if other is not None and not is_same:
        tell_apart(contact, other)
    held.decided_at, held.cells = clock.now(), []
    _tell_waiting(held, contact)
    _count(kept, weighed.outcome)
    audit.record(actor.id, "contacts.row_decided", "contact", contact.id)
    return contact


def _draft(held: HeldRow, kept: Import) -> Draft:
    if held.decided_at is not None or held.reason or kept.undone_at is not None:
        raise Refused(ImportWrong.DECIDED)
    columns = [(column, Field(kept.mapping[column])) for column in kept.columns]
    draft = read_row(held.number, held.line, held.cells, columns)
    if wrong := refusal_of(draft, noes(Register())):
        raise Refused(wrong)
    return draft


def _weighed(draft: Draft, contact: Contact | None) -> Weighed:
    if contact is None:
        return Weighed(draft, Outcome.CREATED)
    return Weighed(draft, Outcome.UPDATED, faces([contact.id])[0])


def follow(merged: CardsMerged) -> None:
    """Rows that wait against a card that is gone wait against the one that stays."""
    theirs = update(HeldRow).where(HeldRow.with_id == merged.gone)
    db.session.execute(theirs.values(with_id=merged.kept))


def _tell_waiting(held: HeldRow, contact: Contact) -> None:
    """Rows that were held against this one now wait against its person."""
    waiting = select(HeldRow).where(
        HeldRow.import_id == held.import_id,
        HeldRow.with_row == held.number,
        HeldRow.decided_at.is_(None),
    )
    for each in db.session.scalars(waiting):
        each.with_id = contact.id


def _count(kept: Import, outcome: Outcome) -> None:
    kept.suggested -= 1
    if outcome is Outcome.CREATED:
        kept.created += 1
    else:
        kept.updated += 1
