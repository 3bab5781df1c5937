"""Keeps the words of articles: as they arrive, those that were missed, no longer than wanted."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import TypeAlias

from sqlalchemy import delete, insert, select

from comms.core import clock, options
from comms.core.db import changed, db
from comms.core.many import write_plain
from comms.core.query import Opened
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.models.fulltext import SHOWN
from comms.monitoring.archive.queries import reading
from comms.monitoring.archive.rules import Article, number_of
from comms.monitoring.intake.models import Entry

AT_ONCE = 500
PARTS = ("number", "title", "text", "author")
WordsRow: TypeAlias = tuple[int, int, str, str, str]  # the number of an article, then its parts


def index(
    articles: Sequence[tuple[Article, Opened]], known_ids: Collection[int] | None = None
) -> None:
    """Write the words of articles down, so that they are found; what was written is replaced.

    `known_ids`: those whose words may have been written before; all, when it is not said.
    """
    write([row_of(*each) for each in articles], known_ids)


def row_of(article: Article, opened: Opened) -> WordsRow:
    """Return what is written of the words of an article."""
    return (article.id, number_of(article.shown_at, article.id), *opened.written())


def write(rows: Sequence[WordsRow], known_ids: Collection[int] | None = None) -> None:
    """Write rows of `row_of`, as `index` does: the more at once, the fewer pages are written."""
    ids = [row[0] for row in rows]
    if again := ids if known_ids is None else [each for each in ids if each in known_ids]:
        db.session.execute(delete(EntryText).where(EntryText.entry_id.in_(again)))
    if not rows:
        return
    write_plain(insert(EntryText), ("entry_id", *PARTS), rows)
    if db.engine.dialect.name == "sqlite":
        # FTS5 begins a segment at each number lower than the one before: in order it is three
        # times as quick (measured).
        in_order = sorted(rows, key=itemgetter(1))
        write_plain(insert(SHOWN), ("rowid", *PARTS[1:]), [row[1:] for row in in_order])


def catch_up() -> int:
    """Write the words of kept articles that have none yet; return how many. A job's verb."""
    written = select(EntryText.entry_id)
    missed = select(Entry.id).where(
        Entry.seen_at >= _kept_since(),
        Entry.shown_at >= _kept_since(),
        Entry.removed_at.is_(None),
        Entry.id.not_in(written),
    )
    ids = db.session.scalars(missed.order_by(Entry.id).limit(AT_ONCE)).all()
    for some in reading.of(ids):
        index([(article, Opened(article.document)) for article in some])
    return len(ids)


def forget_old() -> int:
    """Delete the words of articles older than they are kept; return how many. A job's verb."""
    old = delete(EntryText).where(EntryText.number < number_of(_kept_since()))
    return changed(db.session.execute(old))


def _kept_since() -> datetime:
    return clock.now() - timedelta(days=options.get("kept_days"))
