"""All mentions as rows, for the export."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from comms.core.db import db
from comms.core.languages import association_zone
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import releases, signing
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.watches.queries import reading
from comms.monitoring.watches.queries.reading import Reader

COLUMNS = (
    *("id", "story", "watch", "title", "outlet", "medium", "authors", "published", "lang"),
    *("url", "tone", "state", "contact", "piece"),
)  # what programs are given: see the contract
SHEET = (*COLUMNS, "access")
AT_ONCE = 500


def rows(reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield every mention somebody reads, in the order of arrival; null where nothing is known.

    Besides the columns, `day` is the day of what was published at an hour nobody gave.
    """
    last, closed = 0, reading.closed_to(reader)
    wanted = select(Mention).where(reading.seen_by(reader, Mention.id))
    while some := db.session.scalars(
        wanted.where(Mention.id > last).order_by(Mention.id).limit(AT_ONCE)
    ).all():
        ids = [each.id for each in some]
        links = signing.first_of(ids), releases.first_of(ids)
        yield from (_row(each, *links) for each in shown(some, closed))
        last = some[-1].id


def as_cell(value: object) -> str:
    """Return a value of a row as a spreadsheet shows it; an instant in UTC."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else str(value)


def _row(each: Shown, contacts: Mapping[int, int], pieces: Mapping[int, int]) -> dict[str, Any]:
    mention = each.mention
    found = {
        "id": mention.id,
        "story": mention.story_id,
        "watch": ", ".join(caught.watch for caught in each.caught) or None,
        "title": mention.title,
        "outlet": mention.outlet,
        "medium": mention.medium,
        "authors": mention.authors,
        "published": mention.published,
        "lang": mention.lang or None,
        "url": mention.url,
        "tone": mention.tone or None,
        "state": mention.state,
        "contact": contacts.get(mention.id),
        "piece": pieces.get(mention.id),
        "access": "subscribers" if mention.is_paid else None,
    }
    return {column: found.get(column) for column in SHEET} | {"day": _day(mention)}


def _day(mention: Mention) -> date | None:
    """Return the day of a mention where it stands alone, as the association counts days."""
    if mention.published is None or not mention.is_day_alone:
        return None
    return mention.published.astimezone(association_zone()).date()
