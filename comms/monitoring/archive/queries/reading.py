"""Reads articles as queries see them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, select

from comms.core.db import db
from comms.core.many import in_batches
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.rules import Article, document, number_of, text_of
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source

AT_ONCE = 1000
WEIGHT = 500_000  # characters at once: their words, compared, take two hundred times as many bytes
_NOTHING: Mapping[int, Mapping[str, Any]] = MappingProxyType({})


def since(instant: datetime, before: int | None = None) -> Iterator[Article]:
    """Yield the articles shown since an instant, the newest first.

    `before`: only those older than this number (`rules.number_of`).
    """
    rows = _whole().join(EntryText, EntryText.entry_id == Entry.id)
    rows = rows.where(EntryText.number >= number_of(instant))
    if before is not None:
        rows = rows.where(EntryText.number < before)
    newest = rows.order_by(EntryText.number.desc())
    yield from _read(newest.execution_options(yield_per=AT_ONCE))


def of(
    entry_ids: Sequence[int], said: Mapping[int, Mapping[str, Any]] = _NOTHING
) -> Iterator[list[Article]]:
    """Yield these articles some at a time, in the order of their numbers.

    `said`: what is known of some of them, by number (`EntriesArrived`); the others are read.
    """
    for some in in_batches(entry_ids, AT_ONCE):
        found = [_article(entry_id, said[entry_id]) for entry_id in some if entry_id in said]
        if len(found) < len(some):
            unread = [each for each in some if each not in said]
            found += _read(_whole().where(Entry.id.in_(unread)))
            found.sort(key=attrgetter("id"))
        yield from _portions(found)


def _portions(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Yield articles some at a time, so that together they are not too much to compare."""
    portion: list[Article] = []
    weight = 0
    for each in articles:
        portion.append(each)
        weight += len(each.document.text)
        if weight > WEIGHT:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def _read(rows: Select[*tuple[Any, ...]]) -> Iterator[Article]:
    """Yield the articles of a query as they come."""
    for row in db.session.execute(rows).mappings():
        yield _article(row["id"], row)


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


def _article(entry_id: int, said: Mapping[Any, Any]) -> Article:
    link, authors = said["link"] or "", said["authors"]
    made = document(
        title=said["title"],
        text=text_of(said["summary"], said["page"] or said["content"]),
        authors=authors,
        source=said["source"],
        url=link,
        lang=said["language"] or said["detected"] or "",
    )
    return Article(entry_id, said["shown_at"], said["published"], link, authors, made)
