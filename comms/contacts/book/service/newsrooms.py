"""Finds newsrooms by name, or opens them; once for many rows."""

from collections.abc import Iterable

from sqlalchemy import select

from comms.contacts.book.models import Outlet
from comms.contacts.book.rules.outlets import outlet_key
from comms.core import clock
from comms.core.db import db
from comms.core.many import in_batches


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
