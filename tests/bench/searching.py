"""`python -m tests.bench.searching`: the archive with a million articles, asked as people ask it.

Warm and without HTTP: the newest fifty of a common word, of 200 drawn beginnings of three to eight
letters, of 200 phrases of two words that stand in some article.
"""

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from comms.core import clock
from comms.core.db import db
from comms.core.many import write_many
from comms.core.query import read as understood
from comms.core.settings import read
from comms.factory import make_app
from comms.monitoring.archive.models import EntryText
from comms.monitoring.archive.models.fulltext import SHOWN
from comms.monitoring.archive.queries import searching
from comms.monitoring.archive.rules import number_of
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source
from tests.bench import world

ARTICLES, WORDS, AT_ONCE = 1_000_000, 45, 5_000
DRAWN, ROUNDS = 200, 3
COMMON, TYPICAL = 5.0, 20.0  # milliseconds, at most


class Archive:
    """A million articles of invented words, and the questions that are asked of them."""

    def __init__(self) -> None:
        self.chance = Random(11)
        found, self._weights = world.vocabulary(self.chance)
        self.words = [each for each in found if each.isascii() and len(each) > 2] or found
        self._weights = list(
            itertools.accumulate(1 / (rank + 1) for rank in range(len(self.words)))
        )
        self.phrases: list[str] = []

    def fill(self) -> None:
        """Write them in, the oldest first, straight into the tables."""
        now = clock.now()
        db.session.add(Source(id=1, url="x", url_key="x", added_at=now, due_at=now))
        db.session.flush()
        for first in range(0, ARTICLES, AT_ONCE):
            rows = [*self._some(first)]
            entries = [{name: row[name] for name in _ENTRY} for row in rows]
            texts = [{name: row[f"text_{name}"] for name in _TEXT} for row in rows]
            write_many(insert(Entry), entries)
            write_many(insert(EntryText), texts)
            write_many(insert(SHOWN), [_shown(each) for each in texts])
            db.session.commit()

    def _some(self, first: int) -> Iterator[dict[str, Any]]:
        begun = clock.now() - timedelta(days=365)
        for number in range(first + 1, first + AT_ONCE + 1):
            said = self.chance.choices(self.words, cum_weights=self._weights, k=WORDS)
            if number % (ARTICLES // DRAWN) == 0:
                self.phrases.append(" ".join(said[20:22]))
            at = begun + timedelta(seconds=30 * number)
            yield {
                "id": number, "source_id": 1, "link": None, "link_key": str(number), "title": "",
                "summary": "", "content": "", "authors": [], "tags": [], "enclosures": [],
                "published": at, "updated": None, "date_trust": "stated", "seen_at": at,
                "shown_at": at, "language": "fr", "detected": None, "text_hash": "", "page": "",
                "text_number": number_of(at, number), "text_entry_id": number,
                "text_title": " ".join(said[:9]), "text_text": " ".join(said[9:]),
                "text_author": "",
            }  # fmt: skip

    def beginnings(self) -> list[str]:
        """Return beginnings of words, drawn as they are written."""
        drawn = self.chance.choices(self.words, cum_weights=self._weights, k=DRAWN * 4)
        long = [each for each in drawn if len(each) > 3]
        return [f"{each[: self.chance.randint(3, min(8, len(each)))]}*" for each in long[:DRAWN]]


_ENTRY = (
    *("id", "source_id", "link", "link_key", "title", "summary", "content", "authors", "tags"),
    *("enclosures", "published", "updated", "date_trust", "seen_at", "shown_at", "language"),
    *("detected", "text_hash", "page"),
)
_TEXT = ("entry_id", "number", "title", "text", "author")


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {"rowid": row["number"], **{name: row[name] for name in ("title", "text", "author")}}


def main() -> int:
    """Measure and print; 1 when a question takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(read({"COMMS_DATA": str(Path(folder)), "COMMS_JOBS": "off"}))
        with app.app_context():
            archive, began = Archive(), time.process_time()
            archive.fill()
            print(
                f"{ARTICLES} articles written in {time.process_time() - began:.0f} s of processor"
            )
            phrases = [f'"{each}"' for each in archive.phrases]
            slow = _asked("newest 50 of a common word", archive.words[:10], COMMON)
            slow += _asked("beginnings of 3 to 8 letters", archive.beginnings(), TYPICAL)
            slow += _asked("phrases of two words", phrases, TYPICAL)
    return 1 if slow else 0


def _asked(name: str, questions: list[str], most: float) -> bool:
    """Print how long some questions take; processor time, so that a busy machine does not lie."""
    queries = [understood(each) for each in questions]
    took = []
    for query in queries:
        times = []
        for _ in range(ROUNDS):
            began = time.process_time()
            searching.newest(query, 50)
            times.append((time.process_time() - began) * 1000)
        took.append(min(times))
    middle = statistics.median(took)
    worst = statistics.quantiles(took, n=20)[-1]
    wrong = "   NOT SO" if middle > most else ""
    print(
        f"{name:30} p50 {middle:6.2f} ms   p95 {worst:6.2f} ms (p50 at most {most:g}){wrong}",
        flush=True,
    )
    return middle > most


if __name__ == "__main__":
    sys.exit(main())
