"""Reads mentions as the coverage counts them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.monitoring.coverage.rules import Said
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import campaigns
from comms.monitoring.mentions.queries.linking import first_links
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading
from comms.monitoring.watches.queries.reading import Reader
from comms.pieces.models import Piece

AT_ONCE = 500


def said(
    since: datetime, until: datetime, reader: Reader, *, only_kept: bool = False
) -> list[Said]:
    """Return what was said of us in a period, without what was dismissed.

    Of what only watches closed to a member caught nothing but the hour is told.
    """
    at = func.coalesce(Mention.published, Mention.seen_at)
    rows = select(
        Mention.id, at.label("at"), Mention.published, Mention.seen_at, Mention.outlet,
        Mention.lang, Mention.tone, Mention.medium, Mention.story_id,
        reading.seen_by(reader, Mention.id).label("is_read"),
    ).where(at >= since, at <= until)  # fmt: skip
    rows = rows.where(
        Mention.state == State.KEPT if only_kept else Mention.state != State.DISMISSED
    )
    found = db.session.execute(rows.order_by(Mention.id)).all()
    numbers = [row.id for row in found]
    releases, served = _releases(numbers), _campaigns(numbers)
    return [
        Said(
            at=row.published or row.seen_at,
            outlet=row.outlet,
            lang=row.lang.partition("-")[0].lower(),
            tone=row.tone,
            medium=row.medium,
            story=row.story_id,
            release=releases.get(row.id),
            campaign=served.get(row.id),
        )
        if row.is_read
        else Said(row.published or row.seen_at, "", "", "", "", row.story_id)
        for row in found
    ]


def _releases(mention_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for first in range(0, len(mention_ids), AT_ONCE):
        found |= first_links(mention_ids[first : first + AT_ONCE])[1]
    return found


def _campaigns(mention_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for first in range(0, len(mention_ids), AT_ONCE):
        found |= campaigns.of(mention_ids[first : first + AT_ONCE])
    return found


def release_titles(ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of releases."""
    rows = select(Piece.id, Piece.title).where(Piece.id.in_(tuple(ids)))
    return dict(db.session.execute(rows).all())


def campaign_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of campaigns."""
    rows = select(Campaign.id, Campaign.name).where(Campaign.id.in_(tuple(ids)))
    return dict(db.session.execute(rows).all())
