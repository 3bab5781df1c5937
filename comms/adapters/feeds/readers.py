"""Reads feeds in processes of their own, so that a hostile one is ended and harms no other.

Every document first gets a short while; what needs more waits in a lane of its own, so that many
heavy ones do not hold up the light ones.
"""

import asyncio
import os
import signal
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec import DecodeError, msgpack

from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import MOST_BYTES, Document, Feed

ROOT = Path(__file__).resolve().parents[3]
SHORT, LONG = 0.5, 5.0  # seconds of processor
PATIENCE = 60.0  # seconds on the wall, whatever the processor says
_KEPT = ("PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV")  # a reader of feeds needs no secret of ours


class _Ended(Exception):
    """A reader died over a document; `was_slow`: because its time was up."""

    def __init__(self, *, was_slow: bool) -> None:
        super().__init__()
        self.was_slow = was_slow


class Readers:
    """A few processes, started when there is something to read; an asynchronous context manager."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._quick = _Lane(min(2, os.cpu_count() or 1), SHORT)
        self._heavy = _Lane(1, LONG)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End every process."""
        await asyncio.gather(self._quick.close(), self._heavy.close())

    async def read(self, document: Document) -> Feed:
        """Return what a document says.

        Raises:
            FeedRefused: no feed, unreadable, or past the time or memory a feed may take.
        """
        answer = await self._answer(document, is_page=False)
        return Feed.of(answer["feed"])

    async def article(self, document: Document) -> tuple[str, bool | None]:
        """Return the text of the article on a page, as clean HTML, and whether it asks to be paid.

        Empty when there is none, None when it does not say: see `pages.taking.article`.

        Raises:
            FeedRefused: unreadable, or past the time or memory a page may take.
        """
        answer = await self._answer(document, is_page=True)
        return answer["article"], answer["is_paid"]

    async def _answer(self, document: Document, *, is_page: bool) -> dict[str, Any]:
        if len(document.body) > MOST_BYTES:
            raise FeedRefused(FeedTrouble.TOO_BIG)
        request = {
            "url": document.url,
            "headers": dict(document.headers),
            "now": self._now.isoformat(),
            "is_page": is_page,
        }
        lane = self._heavy if is_page else self._quick  # what takes a page out is loaded first
        try:
            answer = await lane.read(document.body, request)
        except _Ended as ended:
            if is_page or not ended.was_slow:
                raise FeedRefused(FeedTrouble.TOO_LONG_TO_READ) from ended
            answer = await self._at_length(document.body, request)
        if "trouble" in answer:
            raise FeedRefused(FeedTrouble(answer["trouble"]))
        return answer

    async def _at_length(self, body: bytes, request: dict[str, Any]) -> dict[str, Any]:
        try:
            return await self._heavy.read(body, request)
        except _Ended as ended:
            raise FeedRefused(FeedTrouble.TOO_LONG_TO_READ) from ended


def read_each(documents: Iterable[Document], now: datetime) -> Iterator[Feed | FeedTrouble]:
    """Read documents one after the other; yield what each says, or why nothing could be read."""
    with asyncio.Runner() as runner:
        readers = Readers(now)
        try:
            for document in documents:
                yield runner.run(_one(readers, document))
        finally:
            runner.run(readers.close())


async def _one(readers: Readers, document: Document) -> Feed | FeedTrouble:
    try:
        return await readers.read(document)
    except FeedRefused as refused:
        return refused.trouble


class _Lane:
    """Some processes that read one document each at a time, within the same limit."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._free: asyncio.LifoQueue[Process | None] = asyncio.LifoQueue()
        for _ in range(most):
            self._free.put_nowait(None)  # one that is not started yet

    async def read(self, body: bytes, request: dict[str, Any]) -> dict[str, Any]:
        process = await self._free.get()
        try:
            process = process or await _started()
            async with asyncio.timeout(PATIENCE):
                return await _talk(process, body, {**request, "seconds": self._seconds})
        except (asyncio.IncompleteReadError, OSError, TimeoutError, DecodeError) as error:
            code = await _end(process) if process else None
            process = None
            raise _Ended(was_slow=code == -signal.SIGPROF) from error
        except BaseException:  # given up from outside: what it says now is no one's answer
            if process:
                await _end(process)
            process = None
            raise
        finally:
            self._free.put_nowait(process)

    async def close(self) -> None:
        while not self._free.empty():
            if process := self._free.get_nowait():
                await _end(process)


async def _started() -> Process:
    environ = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "comms.adapters.feeds.worker",
        stdin=PIPE,
        stdout=PIPE,
        cwd=ROOT,
        env=environ,
    )  # fmt: skip - one word a line says less


async def _talk(process: Process, body: bytes, request: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    head = msgpack.encode(request)
    process.stdin.write(struct.pack(">I", len(head)) + head + struct.pack(">I", len(body)))
    process.stdin.write(body)
    await process.stdin.drain()
    (size,) = struct.unpack(">I", await process.stdout.readexactly(4))
    answer = msgpack.decode(await process.stdout.readexactly(size))
    assert isinstance(answer, dict)
    return answer


async def _end(process: Process) -> int:
    """End a process, let its pipes close, and return what it ended with."""
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(0.2):
            await process.wait()
    with suppress(ProcessLookupError):
        process.kill()
    await process.stdout.read()
    with suppress(OSError):
        await process.stdin.wait_closed()
    return await process.wait()
