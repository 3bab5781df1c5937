"""Reads what there is to tell: mentions nobody dismissed, and which watches caught them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import listing


def of(mention_ids: Collection[int]) -> Sequence[Mention]:
    """Return those of some mentions that are news, the first that arrived first."""
    rows = select(Mention).where(Mention.id.in_(mention_ids), Mention.state != State.DISMISSED)
    return db.session.scalars(rows.order_by(Mention.id)).all()


def caught_by(mention_ids: Sequence[int]) -> dict[int, set[int]]:
    """Return the watches that caught each of these mentions; what none caught is left out."""
    hits = listing.hits_of(mention_ids).items()
    return {mention_id: {hit.watch_id for hit in each} for mention_id, each in hits}
