"""Reads the campaigns."""

from collections.abc import Sequence

from sqlalchemy import select

from comms.campaigns.models import Campaign
from comms.core.db import db


def open_ones() -> Sequence[Campaign]:
    """Return the campaigns that go on, the nearest end first, those without an end last."""
    going = select(Campaign).where(Campaign.closed_at.is_(None))
    order = (Campaign.ends_on.is_(None), Campaign.ends_on, Campaign.name)
    return db.session.scalars(going.order_by(*order)).all()


def closed_ones() -> Sequence[Campaign]:
    """Return the campaigns that are over, the last closed first."""
    over = select(Campaign).where(Campaign.closed_at.is_not(None))
    return db.session.scalars(over.order_by(Campaign.closed_at.desc())).all()
