"""What people do with lists: open one, name it, put people on it and take them off."""

from collections.abc import Iterable

from sqlalchemy import select

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.finding import wanted
from comms.contacts.book.rules.outlets import outlet_key
from comms.contacts.book.service.keeping import touch
from comms.contacts.lists.models import ContactList, Membership
from comms.contacts.lists.rules import ListWrong
from comms.core import clock
from comms.core.db import db
from comms.core.many import in_batches
from comms.core.refusal import Refused
from comms.core.rights import Actor


def open_list(name: str, query: str = "", *, actor: Actor) -> ContactList:
    """Open a list; two lists never have one name.

    With a `query` it follows the book. Its search never changes after that: what was approved with
    the list was approved by that rule.

    Raises:
        Refused: it is to hold who is found, and has no words.
    """
    said = " ".join(query.split())[:200]
    if said and not wanted(said).words:
        raise Refused(ListWrong.NO_WORDS)
    made = ContactList(name="", key="", query=said, made_at=clock.now(), made_by=actor.id)
    _name(made, name)
    db.session.add(made)
    db.session.flush()
    audit.record(actor.id, "list.opened", "list", made.id)
    return made


def rename(a_list: ContactList, name: str, *, actor: Actor) -> None:
    """Give a list another name."""
    _name(a_list, name)
    audit.record(actor.id, "list.renamed", "list", a_list.id)


def _name(a_list: ContactList, name: str) -> None:
    said, key = " ".join(name.split())[:120], outlet_key(name)
    if not key:
        raise Refused(ListWrong.NO_NAME)
    with db.session.no_autoflush:
        known = db.session.scalar(select(ContactList).where(ContactList.key == key))
    if known is not None and known is not a_list:
        raise Refused(ListWrong.KNOWN, name=known.name)
    a_list.name, a_list.key = said, key


def put_on(
    a_list: ContactList, contact_ids: Iterable[int], *, reason: str = "", actor: Actor
) -> int:
    """Put people on a list, each once, with the reason; return how many are new there.

    Raises:
        Refused: nobody is chosen.
    """
    wanted = set(contact_ids)
    if not wanted:
        raise Refused(ListWrong.NOBODY_CHOSEN)
    there = set(
        db.session.scalars(select(Membership.contact_id).where(Membership.list_id == a_list.id))
    )
    new = select(Contact).where(Contact.id.in_(wanted - there))
    count = 0
    for contact in db.session.scalars(new).all():
        db.session.add(
            Membership(
                list_id=a_list.id,
                contact_id=contact.id,
                reason=" ".join(reason.split())[:200],
                added_at=clock.now(),
                added_by=actor.id,
            )
        )
        touch(contact)
        audit.record(actor.id, "list.put_on", "contact", contact.id)
        count += 1
    return count


def take_off(a_list: ContactList, contact: Contact, *, actor: Actor) -> None:
    """Take a person off a list; twice is once."""
    there = db.session.get(Membership, (a_list.id, contact.id))
    if there is not None:
        db.session.delete(there)
        touch(contact)
        audit.record(actor.id, "list.taken_off", "contact", contact.id)


def close(a_list: ContactList, *, actor: Actor) -> None:
    """Close a list: nobody chooses it any more; what was approved with it still leaves."""
    a_list.closed_at = clock.now()
    audit.record(actor.id, "list.closed", "list", a_list.id)


def reopen(a_list: ContactList, *, actor: Actor) -> None:
    """Take a closed list up again."""
    a_list.closed_at = None
    audit.record(actor.id, "list.reopened", "list", a_list.id)


def lists_named(
    names: Iterable[str], *, import_id: int | None = None, by: int | None = None
) -> dict[str, ContactList]:
    """Return lists by key; those nobody knew are opened, an empty one that was closed again too."""
    wanted = {key: name for name in names if (key := outlet_key(name))}
    found: dict[str, ContactList] = {}
    for some in in_batches(wanted):
        rows = db.session.scalars(select(ContactList).where(ContactList.key.in_(some)))
        found.update((each.key, each) for each in rows)
    for known in found.values():
        if known.closed_at and not known.query and not _has_members(known.id):
            known.closed_at, known.import_id = None, import_id or known.import_id
    for key in sorted(wanted.keys() - found.keys()):
        found[key] = ContactList(
            name=wanted[key], key=key, made_at=clock.now(), made_by=by, import_id=import_id
        )
    db.session.add_all(found[key] for key in sorted(found))
    db.session.flush()
    return found


def _has_members(list_id: int) -> bool:
    there = select(Membership.contact_id).where(Membership.list_id == list_id)
    return db.session.scalar(there.limit(1)) is not None
