"""A hostile feed is ended, alone."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from comms.adapters.feeds import readers as module
from comms.adapters.feeds.readers import Readers
from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import Document, Feed
from comms.core.precedence import LAST
from tests.adapters.feeds.said import NOW, item, rss

GOOD = rss(item("<title>Calais</title>")).encode()
# The tolerant reader is quadratic on this author (feedparser #562); it is reached by a broken tag.
ENDLESS = rss("<b>" + item(f"<author>a@a.a{'.' * 60_000}!</author>")).encode()


def outcomes(*bodies: bytes) -> list[Feed | FeedTrouble]:
    async def one(readers: Readers, body: bytes) -> Feed | FeedTrouble:
        try:
            return await readers.read(Document(body))
        except FeedRefused as refused:
            return refused.trouble

    async def all_() -> list[Feed | FeedTrouble]:
        async with Readers(NOW) as readers:
            return await asyncio.gather(*(one(readers, body) for body in bodies))

    return asyncio.run(all_())


def test_a_feed_comes_back_as_it_was_read() -> None:
    (found,) = outcomes(GOOD)

    assert isinstance(found, Feed)
    assert found.items[0].title == "Calais"


def test_a_refusal_comes_back_as_one() -> None:
    assert outcomes(b"<html></html>") == [FeedTrouble.NOT_A_FEED]


@pytest.mark.slow
def test_a_feed_that_holds_the_processor_is_ended_and_the_others_are_read() -> None:
    found = outcomes(ENDLESS, *[GOOD] * 20)

    assert found[0] is FeedTrouble.TOO_LONG_TO_READ
    assert all(isinstance(each, Feed) for each in found[1:])


def test_a_reader_that_dies_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    async def killed_then_asked() -> Feed:
        async with Readers(NOW) as readers:
            await readers.read(Document(GOOD))
            process = readers._quick._free.get_nowait()
            process.kill()
            await process.wait()
            readers._quick._free.put_nowait(process)
            with pytest.raises(FeedRefused):
                await readers.read(Document(GOOD))
            return await readers.read(Document(GOOD))

    assert asyncio.run(killed_then_asked()).items[0].title == "Calais"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing gives way")
def test_a_reader_leaves_the_processor_to_pages() -> None:
    async def niceness() -> int:
        async with Readers(NOW) as readers:
            await readers.read(Document(GOOD))
            process = readers._quick._free.get_nowait()
            readers._quick._free.put_nowait(process)
            return os.getpriority(os.PRIO_PROCESS, process.pid)

    assert asyncio.run(niceness()) >= LAST


def test_a_reader_gets_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://user:pass@exemple.org")

    async def environment() -> bytes:
        async with Readers(NOW) as readers:
            await readers.read(Document(GOOD))
            process = readers._quick._free.get_nowait()
            readers._quick._free.put_nowait(process)
            return Path(f"/proc/{process.pid}/environ").read_bytes()

    assert b"SMTP_URL" not in asyncio.run(environment())
    assert "SMTP_URL" not in module._KEPT
