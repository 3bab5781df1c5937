"""Gives what one member looks after to another: open collections, kits that still open."""

from sqlalchemy import select

from comms.audit import service as audit
from comms.core import clock
from comms.core.db import db
from comms.cosigning.models import Collection, PartnerKit


def hand_over(leaver_id: int, heir_id: int, *, by: int) -> int:
    """Have another member look after the collections and kits of one; return how many."""
    mine = select(Collection).where(
        Collection.keeper_id == leaver_id, Collection.closed_at.is_(None)
    )
    kits = select(PartnerKit).where(
        PartnerKit.keeper_id == leaver_id,
        PartnerKit.closed_at.is_(None),
        PartnerKit.ends_at > clock.now(),
    )
    collections, given = db.session.scalars(mine).all(), db.session.scalars(kits).all()
    for collection in collections:
        collection.keeper_id = heir_id
        audit.record(by, "collection.handed_over", "collection", collection.id)
    for kit in given:
        kit.keeper_id = heir_id
        audit.record(by, "kit.handed_over", "kit", kit.id)
    return len(collections) + len(given)
