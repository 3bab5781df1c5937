"""Keeps the words of articles: as they arrive, those that were missed, no longer than wanted."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from operator import itemgetter

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
MOST_LETTERS = 20_000_000  # kept before they are written


class Writing:
    """Gathers the words of articles and writes them down: the more at once, the fewer pages.

    What was written of an article before is replaced. `known_ids`: those of which that may be; all,
    when it is not said.
    """

    def __init__(self, known_ids: Collection[int] | None = None) -> None:
        self._known_ids = known_ids
        self._rows: list[tuple[int, int, str, str, str]] = []  # a number of an article, its parts
        self._letters = 0

    def add(self, article: Article, opened: Opened) -> None:
        """Add the words of an article; writes when there are many."""
        title, text, author = opened.written()
        number = number_of(article.shown_at, article.id)
        self._rows.append((article.id, number, title, text, author))
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            self.write()

    def write(self) -> None:
        """Write what was added."""
        rows, self._rows, self._letters = self._rows, [], 0
        if not rows:
            return
        self._forget(row[0] for row in rows)
        write_plain(insert(EntryText), ("entry_id", *PARTS), rows)
        if db.engine.dialect.name == "sqlite":
            # FTS5 begins a segment at each number lower than the one before: in order it is three
            # times as quick (measured).
            in_order = sorted(rows, key=itemgetter(1))
            write_plain(insert(SHOWN), ("rowid", *PARTS[1:]), [row[1:] for row in in_order])

    def _forget(self, ids: Iterable[int]) -> None:
        known = self._known_ids
        again = [each for each in ids if known is None or each in known]
        if again:
            db.session.execute(delete(EntryText).where(EntryText.entry_id.in_(again)))


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
    words = Writing()
    for some in reading.of(ids):
        for article in some:
            words.add(article, Opened(article.document))
    words.write()
    return len(ids)


def forget_old() -> int:
    """Delete the words of articles older than they are kept; return how many. A job's verb."""
    old = delete(EntryText).where(EntryText.number < number_of(_kept_since()))
    return changed(db.session.execute(old))


def _kept_since() -> datetime:
    return clock.now() - timedelta(days=options.get("kept_days"))
