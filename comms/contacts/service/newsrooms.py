"""Finds newsrooms and lists by name, or opens them; once for many rows."""

from collections.abc import Iterable

from sqlalchemy import select

from comms.contacts.models import ContactList, Membership, Outlet
from comms.contacts.queries.book import in_batches
from comms.contacts.rules.drafts import outlet_key
from comms.core import clock
from comms.core.db import db


def outlets_named(names: Iterable[str], import_id: int | None = None) -> dict[str, Outlet]:
    """Return newsrooms by key; those nobody knew are opened."""
    wanted = {key: name for name in names if (key := outlet_key(name))}
    found: dict[str, Outlet] = {}
    for some in in_batches(wanted):
        rows = db.session.scalars(select(Outlet).where(Outlet.key.in_(some)))
        found.update((each.key, each) for each in rows)
    for key in sorted(wanted.keys() - found.keys()):
        found[key] = Outlet(name=wanted[key], key=key, made_at=clock.now(), import_id=import_id)
    db.session.add_all(found[key] for key in sorted(found))
    db.session.flush()
    return found


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
