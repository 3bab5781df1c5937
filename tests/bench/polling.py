"""`python -m tests.bench.polling`: a round of a thousand feeds, beside the loop one writes first.

The bare loop asks with aiohttp and the validator it was given, reads with fastfeedparser, puts
link, title, date and text into a SQLite table and writes down that it asked, a commit a feed that
brought something. It cleans nothing, compares nothing, indexes nothing. Ours cleans, folds, knows
articles again, holds a hundred watches against them, which catch one in a hundred, indexes every
word and groups stories. Both get the same newspapers in the same run. Imports, the start of
processes and what a server does once in its life are not counted: both have read one paper before.
What such articles are is said in `tests.bench.world`; feeds that give whole texts cost ours more
for each word, the loop hardly anything: docs/decisions/what-a-poll-costs.md.
"""

import asyncio
import gc
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import aiohttp
import fastfeedparser
from sqlalchemy import update

from comms.adapters import feeds
from comms.adapters.feeds import Document
from comms.core import clock, events
from comms.core.db import db
from comms.core.events import EntriesArrived
from comms.core.settings import read
from comms.factory import make_app
from comms.monitoring.intake.service import polling
from comms.monitoring.intake.service.polling import Report
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import State
from comms.monitoring.sources.service import listing
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.service import Words
from tests.bench import world
from tests.bench.world import ARTICLES, CHANGED, FEEDS, NEW, WARM_UP
from tests.peers.web import serving

WATCHES, WATCHED = 100, slice(400, 1600)  # how many; where their words stand among the usual
FIRST, UNCHANGED = 4.0, 1.3  # times the bare loop, at most
AT_ONCE = 100
HEALTHY, HOSTILE, DELAY = 100, 20, 5.0  # the last in seconds
FIRSTS = 3  # first polls, each into databases of its own; the middle one is told
ROUNDS = 5  # of those that bring nothing, the best is taken


@dataclass(frozen=True, order=True)
class Round:
    """What a round cost and brought."""

    seconds: float  # of processor, the readers' too
    new: int


def main() -> int:
    """Measure and print; 1 when a round costs more, or brings other articles, than it may."""
    with tempfile.TemporaryDirectory() as folder, world.printing() as address:
        pairs = [_pair(Path(folder) / str(each), address) for each in range(FIRSTS)]
        wrong = _compare_first(pairs)
        bare, ours = pairs[-1]
        wrong += _compare("unchanged", ours, bare, UNCHANGED, 0)
        world.turn(address)
        wrong += _compare("10 % changed", ours, bare, None, CHANGED * NEW)
        wrong += _compare("unchanged again", ours, bare, UNCHANGED, 0)
        wrong += _among_hostile(Path(folder), address)
    return 1 if wrong else 0


def _among_hostile(folder: Path, address: str) -> int:
    """Print when the last healthy feed was kept, alone and among hostile ones."""
    healthy = [f"{address}/{n}" for n in range(HEALTHY)]
    alone = _last_kept(folder / "alone", healthy)
    with serving() as bad:
        habits = [bad.slow, bad.mute, bad.endless, lambda path: bad.bomb(path, 30)]
        habits.append(lambda path: bad.redirect(path, "http://10.0.0.1/rss"))
        hostile = [habits[n % len(habits)](f"/bad{n}") for n in range(HOSTILE)]
        among = _last_kept(folder / "among", [*hostile, *healthy])
    is_wrong = among - alone > DELAY
    print(
        f"{HEALTHY} healthy feeds kept after {alone:.1f} s alone, {among:.1f} s among {HOSTILE} "
        f"hostile ones (at most {DELAY:g} s more){'   NOT SO' if is_wrong else ''}"
    )
    return is_wrong


def _last_kept(folder: Path, addresses: list[str]) -> float:
    """Poll these, and return after how many seconds the last articles arrived."""
    taken: list[float] = []
    app = make_app(
        read({"COMMS_DATA": str(folder), "COMMS_ALLOW_NETS": "127.0.0.1/32", "COMMS_JOBS": "off"})
    )
    with app.app_context():
        listing.import_list(_opml(addresses), actor=None)
        db.session.commit()
        began = time.monotonic()

        def hear(event: EntriesArrived) -> None:
            taken.extend(time.monotonic() - began for _ in event.entry_ids)

        events.listen(EntriesArrived, hear)
        polling.poll_all()
    assert len(taken) == HEALTHY * ARTICLES, len(taken)
    return max(taken)


def _pair(folder: Path, address: str) -> tuple["_Bare", "_Ours"]:
    folder.mkdir()
    return _Bare(folder, address), _Ours(folder, address)


def _compare_first(pairs: list[tuple["_Bare", "_Ours"]]) -> int:
    """Print the middle of the first polls; return how much of it is not as it must be."""
    rounds = [(bare.round(), ours.round()) for bare, ours in pairs]
    rounds.sort(key=lambda each: each[1].seconds / each[0].seconds)
    caught = " ".join(str(ours.caught) for _, ours in pairs)
    print(f"mentions caught: {caught} of {FEEDS * ARTICLES}")
    return _told("first poll", *rounds[len(rounds) // 2], FIRST, FEEDS * ARTICLES)


def _compare(name: str, ours: "_Ours", bare: "_Bare", most: float | None, new: int) -> int:
    """Print a line for one kind of round; return how much of it is not as it must be."""
    times = 1 if new else ROUNDS
    theirs, mine = (min(one.round() for _ in range(times)) for one in (bare, ours))
    return _told(name, theirs, mine, most, new)


def _told(name: str, theirs: Round, mine: Round, most: float | None, new: int) -> int:
    ratio = mine.seconds / theirs.seconds
    told = "" if most is None else f" (at most {most:g})"
    is_wrong = (most is not None and ratio > most) or mine.new != new
    print(
        f"{name:16} bare {theirs.seconds:6.2f} s   ours {mine.seconds:6.2f} s   x {ratio:4.2f}"
        f"{told}   new {mine.new} of {new}{'   NOT SO' if is_wrong else ''}",
        flush=True,
    )
    return is_wrong


class _Bare:
    """The loop one writes first."""

    def __init__(self, folder: Path, address: str) -> None:
        self._address = address
        self._rows = sqlite3.connect(folder / "bare.db")
        self._rows.execute(
            "CREATE TABLE entries (link TEXT UNIQUE, feed INT, title TEXT, at TEXT, text TEXT)"
        )
        self._rows.execute("CREATE TABLE feeds (id INTEGER PRIMARY KEY, mark TEXT, at REAL)")
        papers = ((number,) for number in range(FEEDS + 1))
        self._rows.executemany("INSERT INTO feeds (id) VALUES (?)", papers)
        self._rows.commit()
        asyncio.run(self._all(range(WARM_UP, WARM_UP + 1)))

    def round(self) -> Round:
        """Ask all."""
        before = self._count()
        seconds = _processor(lambda: asyncio.run(self._all(range(FEEDS))))
        return Round(seconds, self._count() - before)

    def _count(self) -> int:
        (count,) = self._rows.execute("SELECT count(*) FROM entries").fetchone()
        return int(count)

    async def _all(self, papers: range) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(self._one(session, places, each) for each in papers))
        self._rows.commit()

    async def _one(
        self, session: aiohttp.ClientSession, places: asyncio.Semaphore, paper: int
    ) -> None:
        (known,) = self._rows.execute("SELECT mark FROM feeds WHERE id = ?", (paper,)).fetchone()
        asked = {"If-None-Match": known} if known else {}
        async with places, session.get(f"{self._address}/{paper}", headers=asked) as answer:
            body, mark = await answer.read(), answer.headers["ETag"]
        for each in fastfeedparser.parse(body).entries if answer.status == 200 else ():
            said = (each.get("link"), paper, each.get("title"), each.get("published"))
            row = (*said, each.get("description"))
            self._rows.execute("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?, ?)", row)
        known = (mark, time.time(), paper)
        self._rows.execute("UPDATE feeds SET mark = ?, at = ? WHERE id = ?", known)
        if answer.status == 200:
            self._rows.commit()


class _Ours:
    """The round as the job makes it."""

    def __init__(self, folder: Path, address: str) -> None:
        environ = {"COMMS_DATA": str(folder / "ours"), "COMMS_ALLOW_NETS": "127.0.0.0/8",
                   "COMMS_JOBS": "off"}  # fmt: skip
        self._app = make_app(read(environ))
        with self._app.app_context():
            _watch()
            _warm_up(f"{address}/{WARM_UP}")
            _follow([f"{address}/{n}" for n in range(FEEDS)])
        self._start = min(_processor(_start_readers) for _ in range(2))
        self.caught = 0  # mentions of all rounds

    def round(self) -> Round:
        """Ask all."""
        reports: list[Report] = []
        with self._app.app_context():
            seconds = _processor(lambda: reports.append(polling.poll_all()))
        assert reports[0].failed == 0, reports
        read_any = reports[0].unchanged < FEEDS
        self.caught += reports[0].mentions_new
        return Round(seconds - self._start * read_any, reports[0].entries_new)


def _start_readers() -> None:
    """Start the two readers a round starts, and read next to nothing with each."""
    for _ in range(2):
        list(feeds.read_each([Document(b"<rss><channel><item/></channel></rss>")], clock.now()))


def _warm_up(address: str) -> None:
    """Read one paper, of which a watch catches much, and be done with both."""
    common = world.vocabulary(Random(world.SEED))[0][3]
    number = watches.add("Échauffement", Words(common), actor=None).id
    _follow([address])
    polling.poll_all()
    closed = update(Watch).where(Watch.id == number)
    db.session.execute(closed.values(closed_at=clock.now(), changes=Watch.changes + 1))
    db.session.execute(update(Source).values(state=State.PAUSED))


def _follow(addresses: list[str]) -> None:
    listing.import_list(_opml(addresses), actor=None)
    db.session.commit()


def _opml(addresses: list[str]) -> bytes:
    listed = "".join(
        f'<outline type="rss" text="Journal" xmlUrl="{address}"/>' for address in addresses
    )
    return f'<?xml version="1.0"?><opml version="2.0"><body>{listed}</body></opml>'.encode()


def _watch() -> None:
    """Begin a hundred watches whose words are neither common nor unheard of: one article in a
    hundred speaks of what somebody watches.
    """
    chance = Random(3)
    words = world.vocabulary(Random(world.SEED))[0][WATCHED]
    for number in range(WATCHES):
        a, b, c, d = chance.sample(words, 4)
        query = f"({a} OR {b}) AND ({c} OR {d})" if number % 2 else f'"{a} {b}" OR ({c} {d})'
        watches.add(f"Veille {number}", Words(query), actor=None)


def _processor(work: Callable[[], object]) -> float:
    """Return the seconds of processor some work takes, its own processes counted."""
    gc.collect()
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    mine, theirs = (
        resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


if __name__ == "__main__":
    began = time.monotonic()
    ended = main()
    print(f"{time.monotonic() - began:.0f} s in all")
    sys.exit(ended)
