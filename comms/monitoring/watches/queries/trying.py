"""What a query would have caught of what is kept, and what each of its terms adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from comms.core import clock
from comms.core.db import db
from comms.core.query import Document, Lookout, Opened, Query, Span, without
from comms.core.query.showing import Bit
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source
from comms.monitoring.watches.rules import document, text_of
from comms.monitoring.watches.rules import shown as shown_in

SHOWN = 20
AT_ONCE = 500


@dataclass(frozen=True)
class Article:
    """A kept article as queries see it, and what lists show beside it."""

    id: int
    shown_at: datetime
    published: datetime | None
    link: str
    authors: list[str]
    document: Document


@dataclass(frozen=True)
class Sample:
    """One article a query would have caught, its words in their sentence."""

    article: Article
    spans: tuple[Span, ...]
    title: list[Bit]
    sentence: list[Bit]


@dataclass(frozen=True)
class Trial:
    """What a query would have caught. `adds`: articles lost if the term were never found."""

    hits: int
    adds: list[tuple[str, int]]
    samples: list[Sample]


def trial(query: Query, days: int) -> Trial:
    """Hold a query against what was shown in the last days, the newest first."""
    lookout = Lookout({0: query})
    terms = query.sought()
    adds = [0] * len(terms)
    samples: list[Sample] = []
    hits = 0
    for article in articles(clock.now() - timedelta(days=days)):
        opened = Opened(article.document)
        if not lookout.matching(opened):
            continue
        hits += 1
        for order, term in enumerate(terms):
            adds[order] += not without(term, query, opened)
        if len(samples) < SHOWN:
            spans = lookout.spans(0, opened)
            samples.append(Sample(article, spans, *shown_in(article.document, spans)))
    typed = [query.text[term.at : term.end].removeprefix("-") for term in terms]
    return Trial(hits, list(zip(typed, adds, strict=True)), samples)


def articles(since: datetime) -> Iterator[Article]:
    """Yield the kept articles shown since an instant, the newest first."""
    rows = as_documents().where(Entry.shown_at >= since)
    newest = rows.order_by(Entry.shown_at.desc(), Entry.id.desc())
    yield from _read(newest)


def articles_of(entry_ids: tuple[int, ...]) -> Iterator[Article]:
    """Yield these articles, in the order of their numbers."""
    for first in range(0, len(entry_ids), AT_ONCE):
        some = as_documents().where(Entry.id.in_(entry_ids[first : first + AT_ONCE]))
        yield from _read(some.order_by(Entry.id))


def as_documents() -> Select[*tuple[Any, ...]]:
    """Return what is read of an article to hold queries against it."""
    return (
        select(
            Entry.id, Entry.shown_at, Entry.published, Entry.title, Entry.summary, Entry.content,
            Entry.authors, Entry.link, Entry.language, Entry.detected,
            Source.title.label("source"),
        )
        .join(Source, Source.id == Entry.source_id)
        .where(Entry.removed_at.is_(None))
    )  # fmt: skip


def _read(rows: Select[*tuple[Any, ...]]) -> Iterator[Article]:
    found = db.session.execute(rows.execution_options(yield_per=AT_ONCE))
    for row in found:
        link = row.link or ""
        made = document(
            title=row.title,
            text=text_of(row.summary, row.content),
            authors=row.authors,
            source=row.source,
            url=link,
            lang=row.language or row.detected or "",
        )
        yield Article(row.id, row.shown_at, row.published, link, row.authors, made)
