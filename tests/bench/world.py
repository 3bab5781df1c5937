"""A thousand newspapers of forty articles, in a process of its own, in editions one can turn.

An article is what the press gives in its feeds: a title of nine words, a standfirst of fifty (some
330 characters) with a link in it, an author, two sections and a picture, some 1.5 kB in all. One in
twenty is a dispatch that others print too, under titles of their own.
"""

import asyncio
import itertools
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from random import Random
from typing import Any
from urllib.request import urlopen

from aiohttp import web

from comms.core import clock
from tests.peers.newspapers import item, rss

FEEDS, ARTICLES, CHANGED, NEW = 1000, 40, 100, 4
DISPATCHES, PRINTED = 400, 0.05  # how many there are; the part of articles that are one of them
WARM_UP = FEEDS  # one paper more, for what is only done once
SEED = 7
SYLLABLES = "ca dé pol mi gra tion ex pul sion é va cu ter ré fu gié or la ment port con trô le su"


def vocabulary(chance: Random) -> tuple[list[str], list[float]]:
    """Return 20,000 words, and weights such as words of a language have."""
    pieces = SYLLABLES.split()
    words = {"".join(chance.choices(pieces, k=chance.randint(1, 4))) for _ in range(60_000)}
    chosen = sorted(words)[:20_000]
    chance.shuffle(chosen)
    return chosen, list(itertools.accumulate(1 / (rank + 1) for rank in range(len(chosen))))


@dataclass
class World:
    """What the newspapers print. Each edition of the first `CHANGED` has `NEW` articles more."""

    chance: Random = field(default_factory=lambda: Random(SEED))
    edition: int = 0

    def __post_init__(self) -> None:
        self._words, self._weights = vocabulary(self.chance)
        self._at = clock.now()
        self._dispatches = [" ".join(self._some(50)) for _ in range(DISPATCHES)]
        self._items = [[self._item(n, m) for m in range(ARTICLES)] for n in range(FEEDS + 1)]
        self._printed: dict[int, tuple[bytes, str]] = {}
        self._print(range(FEEDS + 1))

    def turn(self) -> None:
        """Print the next edition: some newspapers have new articles, which push old ones out."""
        self.edition += 1
        for paper in range(CHANGED):
            fresh = [self._item(paper, f"{self.edition}-{each}") for each in range(NEW)]
            self._items[paper] = (fresh + self._items[paper])[:ARTICLES]
        self._print(range(CHANGED))

    def page(self, paper: int) -> tuple[bytes, str]:
        """Return what a newspaper prints now, and the validator of it."""
        return self._printed[paper]

    def _print(self, papers: range) -> None:
        for paper in papers:
            link = f"https://journal{paper}.example"
            body = rss(f"Journal {paper}", link, self._items[paper])
            self._printed[paper] = (body, f'"{paper}-{self.edition}"')

    def _item(self, paper: int, number: object) -> str:
        is_dispatch = self.chance.random() < PRINTED
        sentence = self.chance.choice(self._dispatches) if is_dispatch else self._sentence()
        text = f"<p>{sentence[:60]} <a href='/dossier'>{sentence[60:90]}</a>{sentence[90:]}.</p>"
        link = f"https://journal{paper}.example/2030/03/article-{number}"
        at = self._at - timedelta(seconds=self.chance.randrange(100_000))
        return item(" ".join(self._some(9)), link, text, format_datetime(at), self._more(link))

    def _sentence(self) -> str:
        return " ".join(self._some(50))

    def _more(self, link: str) -> str:
        """Return who wrote an article, where it is filed and what picture stands beside it."""
        author, *sections = (word.capitalize() for word in self._some(3))
        filed = "".join(f"<category><![CDATA[{each}]]></category>" for each in sections)
        address = f'url="{link}/photo.jpg"'
        picture = f'<media:content {address} width="1024" height="683" medium="image"/>'
        return f"<dc:creator><![CDATA[Julie {author}]]></dc:creator>{filed}{picture}"

    def _some(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._weights, k=count)


@contextmanager
def printing() -> Iterator[str]:
    """Print while the block lasts; yield the address the newspapers stand under."""
    spawn = multiprocessing.get_context("spawn")
    told = spawn.Queue()
    process = spawn.Process(target=_print, args=(told,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{told.get(timeout=120)}"
    finally:
        process.terminate()
        process.join(10)


def turn(address: str) -> None:
    """Have the next edition printed."""
    with urlopen(f"{address}/turn", data=b"") as answer:
        answer.read()


def _print(told: Any) -> None:
    asyncio.run(_serve(told))


async def _serve(told: Any) -> None:
    world = World()

    async def answer(request: web.Request) -> web.Response:
        body, mark = world.page(int(request.match_info["paper"]))
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers={"ETag": mark})
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": mark})

    async def next_edition(request: web.Request) -> web.Response:
        world.turn()
        return web.Response()

    application = web.Application()
    application.router.add_post("/turn", next_edition)
    application.router.add_get("/{paper}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told.put(runner.addresses[0][1])
    await asyncio.Event().wait()
