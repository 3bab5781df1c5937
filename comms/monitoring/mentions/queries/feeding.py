"""What the feed of mentions shows."""

from collections.abc import Iterator

from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading

NEWEST = 50


def newest() -> Iterator[Shown]:
    """Yield the newest mentions nobody dismissed and no sensitive watch alone caught."""
    rows = select(Mention).where(Mention.state != State.DISMISSED, reading.outside(Mention.id))
    found = shown(db.session.scalars(rows.order_by(Mention.id.desc()).limit(NEWEST)).all())
    yield from (each.outside() for each in found)
