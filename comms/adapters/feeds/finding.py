"""Finds the feeds a page announces (`link rel="alternate"`), or links that look like some."""

import html
import re

from comms.adapters.feeds.decoding import decode
from comms.adapters.feeds.texts import as_link, as_plain
from comms.adapters.feeds.values import Announced, Document, Kind

_LINK = re.compile(r"<(link|base)\b([^<>]{1,2000})>", re.IGNORECASE)
_SAID = re.compile(
    r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,1000})"|'([^']{0,1000})'|([^\s"'>]{1,1000}))""",
    re.IGNORECASE,
)
_TYPES = re.compile(r"(?:application|text)/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json")
_ANCHOR = re.compile(r"<(a|base)\b([^<>]{1,2000})>([^<>]{0,200})", re.IGNORECASE)
# /rss, /feed/, /flux.xml, /une.rss, ?feed=rss2, spip.php?page=backend
_LOOKS_SO = re.compile(
    r"/(?:rss|feeds?|atom|flux)(?:[/?]|$)|\.(?:rss|atom|rdf)(?:\?|$)|"
    r"/(?:rss|feed|atom|flux)[\w-]{0,40}\.xml(?:\?|$)|"
    r"[?&](?:feed|format|type|page)=(?:rss2?|atom|feed|backend)\b",
    re.IGNORECASE,
)
_FAR = 500_000  # characters of a page; its head is at its beginning
_MOST = 20


def announced(page: Document) -> list[Announced]:
    """Return the feeds a page announces, in its order."""
    base = page.url
    found: dict[str, Announced] = {}
    for kind, said in _LINK.findall(_head_of(page)):
        words = _words(said)
        if kind.lower() == "base":
            base = as_link(words.get("href", ""), page.url) or base
        elif feed := _of(words, base):
            found.setdefault(feed.url, feed)
    return list(found.values())[:_MOST]


def linked(page: Document) -> list[Announced]:
    """Return the links of a page that look like feeds; nobody has said that they are."""
    base = page.url
    found: dict[str, Announced] = {}
    for kind, said, text in _ANCHOR.findall(_head_of(page)):
        link = as_link(_words(said).get("href", ""), base)
        if kind.lower() == "base":
            base = link or base
        elif link and _LOOKS_SO.search(link):
            found.setdefault(link, Announced(link, as_plain(text, Kind.EITHER, 200)))
    return list(found.values())[:_MOST]


def _head_of(page: Document) -> str:
    return decode(page.body, page.headers.get("content-type", ""))[:_FAR]


def _words(said: str) -> dict[str, str]:
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in _SAID.findall(said)}


def _of(words: dict[str, str], base: str) -> Announced | None:
    is_other_form = "alternate" in words.get("rel", "").lower().split()
    if not is_other_form or not _TYPES.match(words.get("type", "").strip().lower()):
        return None
    link = as_link(words.get("href", ""), base)
    title = as_plain(words.get("title", ""), Kind.EITHER, 200)
    return Announced(link, title) if link else None
