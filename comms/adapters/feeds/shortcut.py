"""The quickest reader, for the documents it reads exactly as ours would: plain RSS 2.0.

fastfeedparser walks a feed in compiled code, and keeps less of it than we do: all authors but the
first, what stands twice or in a vocabulary. So the tags of a document are looked at first; it is
taken only when every item has what RSS 2.0 has, once, and nothing that would be lost. Everything
else goes the long way (a test holds the two against each other).

We call its compiled part itself: it takes well-formed documents alone, and leaves dates as written,
where the public function mends and guesses. Should a version to come have no such part, all
documents go the long way.
"""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastfeedparser import main as fast
from lxml import etree

from comms.adapters.feeds.dates import read_date
from comms.adapters.feeds.shaping import (
    LONGEST_TITLE,
    MOST_ITEMS,
    authors_of,
    enclosures_of,
    guid_of,
    instant_of,
    shape,
    tags_of,
)
from comms.adapters.feeds.texts import as_html, as_link, as_plain
from comms.adapters.feeds.trees import ASKS_FOR_MORE
from comms.adapters.feeds.values import Feed, Item, Kind, Pointer, Trust
from comms.adapters.feeds.walking import walk

_core = getattr(fast, "_core", None)
_BEGINS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*)*<rss\s")
# Tags that say something to us, any of a vocabulary, known or not, and those in capitals, which we
# read as the others.
_TAG = re.compile(
    rb"<(item|title|link|guid|pubDate|description|author|category|enclosure|comments|source|[a-z]+"
    rb":[A-Za-z]+|id|updated|published|issued|modified|created|date|summary|content|body|fullitem"
    rb"|keywords|lastBuildDate|entry|[A-Z][A-Za-z:]*)(?=[\s>/])"
)
# A tag inside a text, be it behind a section, and empty ones, in whose place something else would
# be given, a link with attributes. Two patterns: the beginning of each is found quickly.
_ODD = re.compile(
    rb"<(?:title|link|guid|pubDate|description|author|category|dc:creator|content:encoded)"
    rb"(?:\s[^<>]*+)?>[^<]*+<(?!/|!\[CDATA\[)"
    rb"|<(?:description|guid|content:encoded)(?:\s[^<>]*+)?(?:/>|>(?:\s|&#\w+;)*(?:<!\[CDATA\[\s*\]\]>\s*)*</)"
    rb"|<link\s"
)
_BEHIND = re.compile(rb"\]\]>[^<]*+<(?!/|!\[CDATA\[)")
_ONCE = frozenset({b"title", b"link", b"pubDate", b"description"})
_AT_MOST_ONCE = frozenset({b"guid", b"author", b"dc:creator", b"content:encoded"})
_EVEN = frozenset({b"guid", b"content:encoded"})  # all items have it, or none
_MANY = frozenset(
    {b"category", b"enclosure", b"comments", b"slash:comments", b"wfw:commentRss", b"media:content",
     b"media:thumbnail", b"media:credit", b"media:copyright", b"georss:point", b"dc:rights"}
)  # fmt: skip
_VOCABULARIES = {
    b"dc:creator": b'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    b"content:encoded": b'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
}
_END = b"</channel></rss>"


def read(body: bytes, base: str, now: datetime) -> Feed | None:
    """Return what a plain RSS 2.0 document says, None when another reader has to look."""
    first = body.find(b"<item>")
    if first < 0 or not _BEGINS.match(body) or ASKS_FOR_MORE.search(body[:1024]):
        return None
    head = body[:first]
    count = _plain_items(body, head, first)
    if not 0 < count <= MOST_ITEMS:
        return None
    has_text, has_guid = b"<content:encoded" in body, b"<guid" in body
    entries = _entries(body, has_text=has_text)
    try:
        raw = walk(etree.fromstring(head + _END), has_bases=False, has_languages=False)
    except etree.LxmlError:
        return None
    if raw is None or len(entries) != count:
        return None
    raw.base = base
    feed = shape(raw, now)
    reader = _Items(base or feed.link or "", feed.language, now, has_text, has_guid)
    feed.items = [reader.item(each) for each in entries]
    return feed if all(each.link for each in feed.items) else None


def _entries(body: bytes, *, has_text: bool) -> list[dict[str, Any]]:
    if _core is None:
        return []
    found = _core.parse_entries(body, dict, _as_written, html.unescape, has_text, True, False, True)
    return [] if isinstance(found, str) else list(found[3])  # a word says why it was not taken


def _as_written(date: str) -> str:
    return date


def _plain_items(body: bytes, head: bytes, first: int) -> int:
    """Return how many items there are; 0 unless each has what RSS 2.0 has, once, and no more."""
    if b"xml:" in body or b' xmlns="' in head:
        return 0
    if _ODD.search(body, first) or _BEHIND.search(body, first):
        return 0
    names = _TAG.findall(body, first)
    items = (b" %b " % b"  ".join(names)).split(b" item ")[1:]
    kinds = {_kinds(each.split()) for each in set(items)}  # most items have the same tags
    if None in kinds or len({each & _EVEN for each in kinds if each}) != 1:
        return 0
    used = frozenset(names)
    known = all(declared in head for name, declared in _VOCABULARIES.items() if name in used)
    return len(items) if known else 0


def _kinds(names: list[bytes]) -> frozenset[bytes] | None:
    """Return the tags of an item that stand once, None when it is not as RSS 2.0 has it."""
    once = [name for name in names if name not in _MANY]
    kinds = frozenset(once)
    if len(once) != len(kinds) or not kinds >= _ONCE or kinds - _ONCE - _AT_MOST_ONCE:
        return None
    return None if {b"author", b"dc:creator"} <= kinds else kinds


@dataclass(frozen=True, slots=True)
class _Items:
    """Makes items of what the compiled part gives, as `shaping` makes them of a tree.

    What an item cannot have here (a second title, another language) is not asked for.
    """

    base: str
    language: str | None
    now: datetime
    has_text: bool
    has_guid: bool

    def item(self, entry: dict[str, Any]) -> Item:
        get = entry.get
        published = read_date(get("published") or "", self.now)
        text = get("content") if self.has_text else None
        return Item(
            title=as_plain(get("title") or "", Kind.EITHER, LONGEST_TITLE) or None,
            link=as_link(get("link") or "", self.base),
            guid=guid_of(get("id") or "") if self.has_guid else None,
            authors=authors_of([author]) if (author := get("author")) else [],
            published=instant_of(published),
            updated=None,
            summary=as_html(get("description") or "", Kind.HTML, self.base),
            content=as_html(text[0]["value"], Kind.HTML, self.base) if text else "",
            tags=tags_of([each["term"] or "" for each in get("tags", ())]),
            enclosures=enclosures_of([*map(_pointer, get("enclosures", ()))], self.base),
            language=self.language,
            date_trust=published[1] if published else Trust.SEEN,
        )


def _pointer(said: dict[str, Any]) -> Pointer:
    length = said.get("length")
    return Pointer(
        said.get("url") or "",
        "enclosure",
        said.get("type") or "",
        str(length) if length is not None else "",
    )
