"""Asks many sources at once and hands over what each said, as it comes."""

import asyncio
import hashlib
import queue
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

import uvloop

from comms.adapters.feeds.readers import Readers
from comms.adapters.feeds.trouble import FeedRefused
from comms.adapters.feeds.values import Document, Reply, Request
from comms.adapters.http import HttpTrouble, Policy
from comms.adapters.http.fetching import Client
from comms.core.precedence import BEHIND, give_way

AT_ONCE = 100  # sockets cost little, and slow sources hold theirs for long
_HANDFUL = 64
_WANTED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)


def ask(requests: Sequence[Request], policy: Policy, now: datetime) -> Iterator[list[Reply]]:
    """Yield one reply a request, those that are there at the same time together."""
    round_ = _Round(policy, now)
    thread = threading.Thread(target=round_.run, args=(requests,), name="feeds", daemon=True)
    thread.start()
    left = len(requests)
    try:
        while left:
            handful = round_.handful()
            left -= len(handful)
            yield handful
    finally:
        if left:  # nobody listens any more
            round_.stop()
        thread.join()


class _Round:
    """A round of requests on a loop in a thread; whoever takes a reply lets the next one start."""

    def __init__(self, policy: Policy, now: datetime) -> None:
        self._policy, self._now = policy, now
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        self._error: BaseException | None = None
        self._loop = uvloop.new_event_loop()  # a seventh less than asyncio's own (measured)
        self._task: asyncio.Task[None] | None = None

    def run(self, requests: Sequence[Request]) -> None:
        """Ask all; runs in the thread."""
        give_way(BEHIND)
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(self._all(requests))
            except asyncio.CancelledError:
                pass
            except Exception as error:  # noqa: BLE001 - the outer edge: who waits must hear of it
                self._error = error
                self._replies.put(None)

    def stop(self) -> None:
        """Give up what is still under way; from any thread."""
        with suppress(RuntimeError):  # it has ended
            self._loop.call_soon_threadsafe(self._cancel)

    def handful(self) -> list[Reply]:
        """Wait for a reply and take what else is there; lets the next requests start.

        Raises:
            RuntimeError: the round itself broke.
        """
        found = [self._replies.get()]
        while len(found) < _HANDFUL and not self._replies.empty():
            found.append(self._replies.get())
        taken = [each for each in found if each is not None]
        if len(taken) < len(found):
            raise RuntimeError("the round of feeds broke") from self._error
        with suppress(RuntimeError):  # all have been asked, and the loop has ended
            self._loop.call_soon_threadsafe(self._release, len(taken))
        return taken

    def _release(self, count: int) -> None:
        for _ in range(count):
            self._places.put_nowait(None)

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()

    async def _all(self, requests: Sequence[Request]) -> None:
        self._task = asyncio.current_task()
        # Of places; a semaphore looks through all who wait each time one is free.
        self._places: asyncio.Queue[None] = asyncio.Queue()
        self._release(AT_ONCE)
        sites: dict[object, list[Request]] = defaultdict(list)
        for request in requests:
            sites[request.site or request.key].append(request)
        async with Client(self._policy) as client, Readers(self._now) as readers:
            async with asyncio.TaskGroup() as group:
                for site in sites.values():
                    group.create_task(self._site(site, client, readers))

    async def _site(self, requests: list[Request], client: Client, readers: Readers) -> None:
        for at, request in enumerate(requests):
            if at:
                await asyncio.sleep(request.pause)
            await self._places.get()
            self._replies.put(await _one(request, client, readers))


async def _one(request: Request, client: Client, readers: Readers) -> Reply:
    try:
        answer = await client.get(request.url, {"Accept": _WANTED, **request.headers})
    except HttpTrouble as trouble:
        return Reply(request.key, trouble=trouble.trouble)
    said = partial(Reply, request.key, answer.status, answer.headers, moved_to=answer.moved_to)
    if answer.status == 304:
        return said(is_same=True, body_hash=request.body_hash)
    if answer.status != 200:
        return said()
    body_hash = hashlib.sha256(answer.body).hexdigest()
    if body_hash == request.body_hash:
        return said(is_same=True, body_hash=body_hash)
    try:
        feed = await readers.read(Document(answer.body, answer.url, answer.headers))
    except FeedRefused as refused:
        return said(trouble=refused.trouble)
    return said(body_hash=body_hash, feed=feed)
