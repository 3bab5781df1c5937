"""Reads mentions as the coverage counts them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.many import in_batches
from comms.monitoring.coverage.rules import Said
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import campaigns, releases
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.queries import reading
from comms.monitoring.watches.queries.reading import Reader
from comms.pieces.models import Piece


def said(
    since: datetime, until: datetime, reader: Reader, *, only_kept: bool = False
) -> list[Said]:
    """Return what was said of us in a period, without what was dismissed.

    Of what only watches closed to a member caught nothing but the hour is told.
    """
    rows = _within(since, until, reader)
    rows = rows.where(
        Mention.state == State.KEPT if only_kept else Mention.state != State.DISMISSED
    )
    found = db.session.execute(rows.order_by(Mention.id)).all()
    numbers = [row.id for row in found]
    took_up, served = _in_parts(numbers, releases.first_of), _in_parts(numbers, campaigns.of)
    return [_said(row, served.get(row.id), took_up.get(row.id)) for row in found]


def _within(since: datetime, until: datetime, reader: Reader) -> Select[*tuple[Any, ...]]:
    at = func.coalesce(Mention.published, Mention.seen_at)
    return select(
        Mention.id, Mention.published, Mention.seen_at, Mention.outlet, Mention.lang,
        Mention.tone, Mention.medium, Mention.story_id,
        reading.seen_by(reader, Mention.id).label("is_read"),
    ).where(at >= since, at <= until)  # fmt: skip


def _said(row: Row[*tuple[Any, ...]], campaign: int | None, release: int | None) -> Said:
    at = row.published or row.seen_at
    if not row.is_read:
        return Said(at, "", "", "", "", row.story_id)
    lang = row.lang.partition("-")[0].lower()
    return Said(at, row.outlet, lang, row.tone, row.medium, row.story_id, campaign, release)


def _in_parts(
    mention_ids: Sequence[int], asked: Callable[[Sequence[int]], dict[int, int]]
) -> dict[int, int]:
    """Return what is known of many mentions, asked in questions a database takes."""
    found: dict[int, int] = {}
    for some in in_batches(mention_ids):
        found |= asked(some)
    return found


def release_titles(ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of releases."""
    rows = select(Piece.id, Piece.title).where(Piece.id.in_(tuple(ids)))
    return dict(db.session.execute(rows).all())


def campaign_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of campaigns."""
    rows = select(Campaign.id, Campaign.name).where(Campaign.id.in_(tuple(ids)))
    return dict(db.session.execute(rows).all())
