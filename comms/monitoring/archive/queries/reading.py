"""Reads articles as queries see them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from comms.core.db import db
from comms.monitoring.archive.rules import Article, document, hour_of, number_of, text_of
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source

AT_ONCE = 1000


def since(instant: datetime, before: int | None = None) -> Iterator[Article]:
    """Yield the articles shown since an instant, the newest first.

    `before`: only those older than this number (`rules.number_of`).
    """
    rows = _whole().where(Entry.shown_at >= instant)
    if before is not None:
        rows = rows.where(Entry.shown_at < hour_of(before) + timedelta(seconds=1))
    newest = rows.order_by(Entry.shown_at.desc(), Entry.id.desc())
    found = db.session.execute(newest.execution_options(yield_per=AT_ONCE))
    for article in map(_article, found):
        if before is None or number_of(article.shown_at, article.id) < before:
            yield article


def of(entry_ids: Sequence[int]) -> Iterator[list[Article]]:
    """Yield these articles some at a time, in the order of their numbers."""
    for first in range(0, len(entry_ids), AT_ONCE):
        some = _whole().where(Entry.id.in_(entry_ids[first : first + AT_ONCE]))
        yield list(map(_article, db.session.execute(some.order_by(Entry.id))))


def _whole() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Entry.id, Entry.shown_at, Entry.published, Entry.title, Entry.summary, Entry.content,
            Entry.authors, Entry.link, Entry.language, Entry.detected, Entry.page,
            Source.title.label("source"),
        )
        .join(Source, Source.id == Entry.source_id)
        .where(Entry.removed_at.is_(None))
    )  # fmt: skip


def _article(row: Any) -> Article:
    link = row.link or ""
    made = document(
        title=row.title,
        text=text_of(row.summary, row.page or row.content),
        authors=row.authors,
        source=row.source,
        url=link,
        lang=row.language or row.detected or "",
    )
    return Article(row.id, row.shown_at, row.published, link, row.authors, made)
