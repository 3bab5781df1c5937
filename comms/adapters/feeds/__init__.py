"""Feeds: from the bytes of any format to plain values, read where a hostile one can be killed.

What asks and reads is loaded when something is to be asked or read, so that commands start at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from importlib import import_module

from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import Announced, Document, Feed, Item, Reply, Request, Told
from comms.adapters.http import Policy

__all__ = [
    "Announced",
    "Document",
    "Feed",
    "FeedRefused",
    "FeedTrouble",
    "Item",
    "Reply",
    "Request",
    "Told",
    "announced",
    "ask",
    "linked",
    "read_each",
    "write",
]


def ask(requests: Sequence[Request], policy: Policy, now: datetime) -> Iterator[list[Reply]]:
    """Ask many sources at once; yield one reply a request, those that come together in a list."""
    yield from import_module("comms.adapters.feeds.asking").ask(requests, policy, now)


def read_each(documents: Iterable[Document], now: datetime) -> Iterator[Feed | FeedTrouble]:
    """Read documents one after the other; yield what each says, or why nothing could be read."""
    yield from import_module("comms.adapters.feeds.readers").read_each(documents, now)


def announced(page: Document) -> list[Announced]:
    """Return the feeds a page announces, in its order."""
    found: list[Announced] = import_module("comms.adapters.feeds.finding").announced(page)
    return found


def linked(page: Document) -> list[Announced]:
    """Return the links of a page that look like feeds; nobody has said that they are."""
    found: list[Announced] = import_module("comms.adapters.feeds.finding").linked(page)
    return found


def write(title: str, address: str, at: datetime, entries: Iterable[Told]) -> bytes:
    """Return an Atom document; `address` is where it stands, `at` when it last changed."""
    made: bytes = import_module("comms.adapters.feeds.writing").write(title, address, at, entries)
    return made
