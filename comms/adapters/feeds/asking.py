"""Asks many sources at once and hands over what each said, as it comes."""

import asyncio
import hashlib
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

AT_ONCE = 100  # sockets cost little, and slow sources hold theirs for long
_HANDFUL = 64
_SOON = 0.3  # seconds; who came first waits no longer for the others
_WANTED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)


def ask(requests: Sequence[Request], policy: Policy, now: datetime) -> Iterator[list[Reply]]:
    """Yield one reply a request, those that come about the same time together.

    All runs in the caller's thread: while a handful is kept, nobody is asked, and what comes
    meanwhile waits in the sockets. A thread of its own would fight for Python's one lock with who
    keeps (docs/decisions/what-a-poll-costs.md).

    Raises:
        RuntimeError: the round itself broke.
    """
    round_, left = _Round(policy, now), len(requests)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # a seventh less (measured)
        wait = runner.get_loop().run_until_complete  # `run` minds Ctrl + C anew, each time
        wait(round_.begin(requests))
        try:
            while left:
                handful = wait(round_.handful(min(left, _HANDFUL)))
                left -= len(handful)
                yield handful
        finally:
            wait(round_.end(gives_up=bool(left)))


class _Round:
    """A round of requests; whoever takes a reply lets the next one start."""

    def __init__(self, policy: Policy, now: datetime) -> None:
        self._policy, self._now = policy, now

    async def begin(self, requests: Sequence[Request]) -> None:
        """Begin to ask all."""
        self._replies: asyncio.Queue[Reply | None] = asyncio.Queue()
        # Of places; a semaphore looks through all who wait each time one is free.
        self._places: asyncio.Queue[None] = asyncio.Queue()
        self._release(AT_ONCE)
        self._whole = asyncio.create_task(self._ask(requests))

    async def end(self, *, gives_up: bool) -> None:
        """Close what was opened; `gives_up`: what is still under way ends too."""
        if gives_up:
            self._whole.cancel()
        await asyncio.wait([self._whole])

    async def handful(self, most: int) -> list[Reply]:
        """Wait for a reply and for those that soon follow it; lets the next requests start.

        Raises:
            RuntimeError: the round itself broke.
        """
        found = [await self._replies.get()]
        with suppress(TimeoutError):
            async with asyncio.timeout(_SOON):
                while len(found) < most:
                    found.append(await self._replies.get())
        taken = [each for each in found if each is not None]
        if len(taken) < len(found):
            raise RuntimeError("the round of feeds broke") from self._whole.exception()
        self._release(len(taken))
        return taken

    def _release(self, count: int) -> None:
        for _ in range(count):
            self._places.put_nowait(None)

    async def _ask(self, requests: Sequence[Request]) -> None:
        sites: dict[object, list[Request]] = defaultdict(list)
        for request in requests:
            sites[request.site or request.key].append(request)
        try:
            async with Client(self._policy) as client, Readers(self._now) as readers:
                async with asyncio.TaskGroup() as group:
                    for site in sites.values():
                        group.create_task(self._site(site, client, readers))
        except Exception:
            self._replies.put_nowait(None)  # who waits must hear of it
            raise

    async def _site(self, requests: list[Request], client: Client, readers: Readers) -> None:
        for at, request in enumerate(requests):
            if at:
                await asyncio.sleep(request.pause)
            await self._places.get()
            self._replies.put_nowait(await _one(request, client, readers))


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
