"""Gives what one member looks after to another: open collections, kits that still open."""

from sqlalchemy import update

from comms.core import clock
from comms.core.db import changed, db
from comms.cosigning.models import Collection, PartnerKit


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Have another member look after the collections and kits of one; return how many."""
    mine = update(Collection).where(
        Collection.keeper_id == leaver_id, Collection.closed_at.is_(None)
    )
    kits = update(PartnerKit).where(
        PartnerKit.keeper_id == leaver_id,
        PartnerKit.closed_at.is_(None),
        PartnerKit.ends_at > clock.now(),
    )
    given = changed(db.session.execute(mine.values(keeper_id=heir_id)))
    return given + changed(db.session.execute(kits.values(keeper_id=heir_id)))
