"""Takes an import back: what nobody has touched since; the rest is listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from comms.audit import service as audit
from comms.contacts.book.models import Address, Contact, Outlet, Role, SearchWord
from comms.contacts.book.queries import references
from comms.contacts.book.service.indexing import forget_slips, index
from comms.contacts.files.models import HeldRow, Import, ImportChange
from comms.contacts.files.rules.importing import UNDO_FOR, ImportWrong
from comms.contacts.files.service import error_file
from comms.contacts.lists.models import ContactList, Membership
from comms.contacts.lists.rules import is_named
from comms.core import clock
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of


@dataclass(frozen=True)
class Undone:
    """How many contacts are as they were, and who stays: someone came after the import."""

    taken_back: int
    kept: tuple[tuple[int, str], ...]


def undo(kept: Import, *, actor: Actor | None) -> Undone:
    """Take an import back; objections said since stay.

    Raises:
        Refused: it was done before, or the time to do it is over.
    """
    if kept.undone_at is not None:
        raise Refused(ImportWrong.UNDONE)
    if kept.forgotten_at is not None or clock.now() - kept.at > UNDO_FOR:
        raise Refused(ImportWrong.TOO_OLD)
    back, left = _take_back(kept)
    _forget_rows(kept)
    _close_empty(kept)
    kept.undone_at = clock.now()
    audit.record(number_of(actor), "contacts.import_undone", "import", kept.id)
    return Undone(back, tuple((each.id, each.name) for each in left))


def _take_back(kept: Import) -> tuple[int, list[Contact]]:
    changes = _changes(kept)
    contacts = _contacts({each.contact_id for each in changes})
    used = references.used(Contact, (each.contact_id for each in changes if each.is_new))
    left: dict[int, Contact] = {}
    restored, removed = set[int](), set[int]()
    for change in changes:  # the last first
        contact = contacts[change.contact_id]
        if contact.version != change.version or contact.id in left:
            left[contact.id] = contact
        elif not change.is_new:
            _restore(contact, change)
            restored.add(contact.id)
        elif contact.id in used:
            left[contact.id] = contact
        else:
            removed.add(contact.id)
    _remove(removed)
    index(restored - removed)
    return len((restored | removed) - left.keys()), list(left.values())


def _changes(kept: Import) -> Sequence[ImportChange]:
    rows = select(ImportChange).where(ImportChange.import_id == kept.id)
    return db.session.scalars(rows.order_by(ImportChange.id.desc())).all()


def _contacts(ids: Iterable[int]) -> dict[int, Contact]:
    found: dict[int, Contact] = {}
    for some in in_batches(sorted(ids)):
        rows = db.session.scalars(select(Contact).where(Contact.id.in_(some)).with_for_update())
        found.update((each.id, each) for each in rows)
    return found


def _restore(contact: Contact, change: ImportChange) -> None:
    """Put a contact back as it stood; its version too, so that an earlier import can follow."""
    before = change.before
    for name, value in before["fields"].items():
        setattr(contact, name, value)
    for role_id, old in before["filled"].items():
        if role := db.session.get(Role, int(role_id)):
            for name, value in old.items():
                setattr(role, name, value)
    db.session.execute(delete(Address).where(Address.id.in_(before["addresses"])))
    db.session.execute(delete(Role).where(Role.id.in_(before["roles"])))
    on_lists = delete(Membership).where(Membership.contact_id == contact.id)
    db.session.execute(on_lists.where(Membership.list_id.in_(before["lists"])))
    contact.version = change.version_before
    db.session.flush()
    db.session.expire(contact, ["addresses", "roles"])


def _remove(ids: Iterable[int]) -> None:
    for some in in_batches(sorted(ids)):
        words = select(SearchWord.word).where(SearchWord.contact_id.in_(some)).distinct()
        lost = list(db.session.scalars(words))
        db.session.execute(delete(Contact).where(Contact.id.in_(some)))
        forget_slips(lost)


def _forget_rows(kept: Import) -> None:
    db.session.execute(delete(ImportChange).where(ImportChange.import_id == kept.id))
    db.session.execute(delete(HeldRow).where(HeldRow.import_id == kept.id))
    error_file.path_of(kept).unlink(missing_ok=True)


def _close_empty(kept: Import) -> None:
    """Take away newsrooms and lists the import opened and nobody uses.

    A list a text was meant for stays, closed: what was approved with it goes to no other.
    """
    outlets = db.session.scalars(select(Outlet).where(Outlet.import_id == kept.id)).all()
    used = references.used(Outlet, (each.id for each in outlets))
    for outlet in outlets:
        if outlet.id not in used:
            db.session.delete(outlet)
    lists = db.session.scalars(select(ContactList).where(ContactList.import_id == kept.id)).all()
    used = references.used(ContactList, (each.id for each in lists))
    for made in lists:
        if made.id in used:
            continue
        if is_named(made.id):
            made.closed_at = made.closed_at or clock.now()
        else:
            db.session.delete(made)
    db.session.flush()


def forget_old() -> int:
    """Forget the rows and ways back of imports that cannot be undone any more. A job's verb."""
    old = select(Import).where(Import.forgotten_at.is_(None), Import.at < clock.now() - UNDO_FOR)
    imports = db.session.scalars(old).all()
    for each in imports:
        _forget_rows(each)
        each.forgotten_at = clock.now()
    db.session.commit()
    return len(imports)
