"""Reads a document of any of the formats we take: strictly first, then with the tolerant reader."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urljoin

from comms.adapters.feeds import jsonfeed, referee, shortcut, sitemap
from comms.adapters.feeds.decoding import decode
from comms.adapters.feeds.shaping import shape
from comms.adapters.feeds.trees import NotXml, grow, grow_at_once
from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import MOST_BYTES, Feed, RawFeed
from comms.adapters.feeds.walking import walk

_PAGE = re.compile(r"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)


def read(body: bytes, url: str, headers: Mapping[str, str], now: datetime) -> Feed:
    """Return what a document says, as we keep it. `headers`: names in small letters.

    Raises:
        FeedRefused: it is no feed, or nothing in it can be read.
    """
    if len(body) > MOST_BYTES:
        raise FeedRefused(FeedTrouble.TOO_BIG)
    base = urljoin(url, headers.get("content-location", "").strip())
    if feed := at_once(body, base, now):
        return feed
    text = decode(body, headers.get("content-type", "")).lstrip("\ufeff")
    if not text.strip("\0 \t\r\n"):
        raise FeedRefused(FeedTrouble.EMPTY)
    if text.lstrip()[:1] == "{":
        return shape(jsonfeed.read(text.strip(), base), now)
    raw = _strictly(text, base)
    if raw is not None:
        return shape(raw, now)
    return _tolerantly(text, base, now)


def at_once(body: bytes, base: str, now: datetime) -> Feed | None:
    """Return what the usual document says: UTF-8, well-formed, of a format we walk."""
    if feed := shortcut.read(body, base, now):
        return feed
    root = grow_at_once(body, base)
    if root is None or sitemap.is_sitemap(root):
        return None
    raw = walk(root, has_bases=b"xml:base" in body, has_languages=b"xml:lang" in body)
    return shape(raw, now) if raw else None


def _strictly(text: str, base: str) -> RawFeed | None:
    """Return a feed whose tree stands, None when the tolerant reader should look."""
    try:
        root = grow(text, base)
    except NotXml:
        return None
    if sitemap.is_sitemap(root):
        return sitemap.read(root, base)
    return walk(root, has_bases="xml:base" in text, has_languages="xml:lang" in text)


def _tolerantly(text: str, base: str, now: datetime) -> Feed:
    head = text[:4096]
    if not _FEED.search(text[:65536]) or (_PAGE.search(head) and not _FEED.search(head)):
        raise FeedRefused(FeedTrouble.NOT_A_FEED)
    try:
        raw = referee.read(text, base)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FeedRefused(FeedTrouble.UNREADABLE) from error
    if raw is None:
        raise FeedRefused(FeedTrouble.UNREADABLE)
    feed = shape(raw, now)
    feed.is_second = True
    return feed
