"""What the feed of mentions shows, and to whom."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from comms.accounts.models import Member
from comms.core import vault
from comms.core.db import db
from comms.core.rights import Right, Role, rights_of
from comms.monitoring.mentions.models import FeedAddress, Mention
from comms.monitoring.mentions.queries.listing import Shown, shown
from comms.monitoring.mentions.rules import State

NEWEST = 50


def reader_of(secret: str) -> Member | None:
    """Return the member whose feed stands under a secret, if they may read the watch today."""
    theirs = (
        select(Member)
        .join(FeedAddress, FeedAddress.member_id == Member.id)
        .where(FeedAddress.secret == vault.token_hash(secret), Member.closed_at.is_(None))
    )
    found = db.session.scalar(theirs)
    return found if found and Right.READ in rights_of(Role(found.role)) else None


def opened_at(member_id: int) -> datetime | None:
    """Return when a member's address was made, or None when there is none."""
    return db.session.scalar(select(FeedAddress.made_at).where(FeedAddress.member_id == member_id))


def newest() -> Iterator[Shown]:
    """Yield the newest mentions nobody dismissed and no sensitive watch alone caught."""
    rows = select(Mention).where(Mention.state != State.DISMISSED)
    found = shown(db.session.scalars(rows.order_by(Mention.id.desc()).limit(NEWEST)).all())
    yield from (each.outside() for each in found if not each.is_sensitive)
