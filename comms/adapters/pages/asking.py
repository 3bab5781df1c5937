"""Asks for pages, one a site and round, and takes the text of the article out of each."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from comms.adapters.feeds.readers import Readers
from comms.adapters.feeds.trouble import FeedRefused
from comms.adapters.feeds.values import Document
from comms.adapters.http import HttpTrouble, Policy
from comms.adapters.http.fetching import Client
from comms.adapters.pages.robots import Robots, policy_of
from comms.adapters.pages.values import Page, Wanted

_WANTED = "text/html, application/xhtml+xml;q=0.9"


_robots = Robots()  # what sites let robots read is remembered as long as the process lives


def read(wanted: Sequence[Wanted], policy: Policy, now: datetime) -> list[Page]:
    """Return one page each. Whoever calls leaves time between two pages of one site."""
    return asyncio.run(_all(wanted, policy_of(policy), now))


async def _all(wanted: Sequence[Wanted], policy: Policy, now: datetime) -> list[Page]:
    async with Client(policy) as client, Readers(now) as readers:
        asked = (_one(each, client, readers, now) for each in wanted)
        return await asyncio.gather(*asked)


async def _one(wanted: Wanted, client: Client, readers: Readers, now: datetime) -> Page:
    nothing = Page(wanted.key, "")
    try:
        if not await _robots.lets(client, wanted.url, now):
            return nothing
        answer = await client.get(wanted.url, {"Accept": _WANTED})
    except HttpTrouble:
        return nothing
    if answer.status != 200 or "html" not in answer.headers.get("content-type", "text/html"):
        return nothing
    try:
        html, is_paid = await readers.article(Document(answer.body, answer.url, answer.headers))
    except FeedRefused:
        return nothing
    return Page(wanted.key, html, is_paid)
