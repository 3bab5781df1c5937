"""Finds articles by a query, the newest first: the index narrows, the query decides."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, literal_column, select

from comms.core.db import db
from comms.core.many import in_batches
from comms.core.query import Lookout, Opened, Query
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.models.fulltext import INDEX, PG_WORDS, SHOWN
from comms.monitoring.archive.queries import reading
from comms.monitoring.archive.rules import Article, beginning, lookup, number_of, tsquery

AT_ONCE, FURTHER = 100, 2000  # articles the index is asked for: first, then
GLANCED = 1000  # of the newest articles, before the index gathers every word of a beginning
MOST_WEIGHED = 20_000  # articles the index proposes and the query refuses, before we give up
EVER = datetime(1970, 1, 1, tzinfo=UTC)


def newest(query: Query, limit: int = 50, since: datetime = EVER) -> list[int]:
    """Return the newest articles a query matches, by their numbers."""
    asked = lookup(query)
    if asked.words and asked.is_whole and _is_sqlite():
        if glanced := _at_a_glance(query, limit, since):
            return glanced
        return [row.entry_id for row in db.session.execute(_found(query, since).limit(limit))]
    found = matching(query, since)
    return [article.id for article, _ in _first(found, limit)]


def _at_a_glance(query: Query, limit: int, since: datetime) -> list[int]:
    """Return the newest articles with a beginning so common that they stand among the newest of
    all; none when it is rarer: then the index has little to gather.
    """
    if not (wanted := beginning(query)):
        return []
    rows = select(EntryText.entry_id, EntryText.title, EntryText.text)
    rows = rows.where(EntryText.number >= number_of(since)).order_by(EntryText.number.desc())
    newest = rows.limit(GLANCED).subquery().c
    words = literal(" ") + newest.title + " " + newest.text
    found = select(newest.entry_id).where(func.instr(words, f" {wanted}") > 0).limit(limit)
    ids = list(db.session.scalars(found))
    return ids if len(ids) == limit else []


def _first(found: Iterator[tuple[Article, Opened]], limit: int) -> Iterator[tuple[Article, Opened]]:
    for _, each in zip(range(limit), found, strict=False):
        yield each


def matching(
    query: Query, since: datetime = EVER, before: int | None = None
) -> Iterator[tuple[Article, Opened]]:
    """Yield the articles shown since an instant that a query matches, the newest first.

    `before`: only those older than this number (`rules.number_of`).
    """
    lookout = Lookout({0: query})
    for article in _likely(query, since, before):
        opened = Opened(article.document)
        if lookout.matching(opened):
            yield article, opened


def _likely(query: Query, since: datetime, last: int | None) -> Iterator[Article]:
    """Yield what the index proposes; all articles when it cannot narrow."""
    if not _can_narrow(query):
        yield from reading.since(since, last)
        return
    for most in (AT_ONCE, *[FURTHER] * (MOST_WEIGHED // FURTHER)):
        rows = db.session.execute(_found(query, since, last).limit(most)).all()
        for some in in_batches(rows, AT_ONCE):
            order = {row.entry_id: row.number for row in some}
            found = [article for part in reading.of(list(order)) for article in part]
            yield from sorted(found, key=lambda article: -order[article.id])
        if len(rows) < most:
            return
        last = rows[-1].number


def proposed(query: Query) -> Select[int] | None:
    """Return the numbers of the articles the index proposes; None when it cannot narrow."""
    if not _can_narrow(query):
        return None
    return _found(query, EVER).with_only_columns(EntryText.entry_id).order_by(None)


def _can_narrow(query: Query) -> bool:
    return bool(lookup(query).words if _is_sqlite() else tsquery(query))


def _found(query: Query, since: datetime, before: int | None = None) -> Select[*tuple[Any, ...]]:
    """Return the numbers the index finds, the newest first."""
    rows = select(EntryText.number, EntryText.entry_id)
    number: ColumnElement[int] = EntryText.number.expression
    if _is_sqlite():
        number = SHOWN.c.rowid
        rows = rows.join(SHOWN, EntryText.number == number)
        rows = rows.where(literal_column(INDEX).op("MATCH")(lookup(query).words))
    else:
        asked = func.to_tsquery(literal_column("'simple'"), tsquery(query))
        rows = rows.where(literal_column(PG_WORDS).op("@@")(asked))
    rows = rows.where(number >= number_of(since))
    if before is not None:
        rows = rows.where(number < before)
    return rows.order_by(number.desc())


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"
