"""Two hundred newspapers with forty articles each, new ones at each edition, in a process apart."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import format_datetime

from aiohttp import web

from comms.core import clock
from tests.peers.newspapers import item, rss

FEEDS, ARTICLES = 200, 40


@contextmanager
def press() -> Iterator[int]:
    """Print while the block lasts; yield the port."""
    spawn = multiprocessing.get_context("spawn")
    told = spawn.Queue()
    process = spawn.Process(target=_print, args=(told,), daemon=True)
    process.start()
    try:
        yield told.get(timeout=30)
    finally:
        process.terminate()
        process.join(10)


def opml(port: int) -> str:
    """Return the list of all the newspapers."""
    feeds = "".join(
        f'<outline type="rss" text="Journal {n}" xmlUrl="http://127.0.0.1:{port}/{n}"/>'
        for n in range(FEEDS)
    )
    return f'<?xml version="1.0"?><opml version="2.0"><body>{feeds}</body></opml>'


def _print(told) -> None:
    asyncio.run(_serve(told))


async def _serve(told) -> None:
    editions: dict[str, int] = {}

    async def answer(request: web.Request) -> web.Response:
        paper = request.match_info["paper"]
        editions[paper] = edition = editions.get(paper, 0) + 1
        return web.Response(body=_edition(paper, edition), content_type="application/rss+xml")

    application = web.Application()
    application.router.add_get("/{paper}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told.put(runner.addresses[0][1])
    await asyncio.Event().wait()


def _edition(paper: str, edition: int) -> bytes:
    at = format_datetime(clock.now())
    link = f"https://journal{paper}.example"
    text = (
        f"À Calais, une nuit de plus dehors pour deux cents personnes, dit le journal {paper}. " * 6
    )
    items = (
        item(f"Article {number} de l’édition {edition}", f"{link}/{edition}/{number}", text, at)
        for number in range(ARTICLES)
    )
    return rss(f"Journal {paper}", link, items)
