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
from typing import Any

from fastfeedparser import main as fast
from lxml import etree

from comms.adapters.feeds.trees import ASKS_FOR_MORE
from comms.adapters.feeds.values import Kind, Pointer, RawFeed, RawItem, Written
from comms.adapters.feeds.walking import walk

_core = getattr(fast, "_core", None)
_BEGINS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*)*<rss\s")
# Tags that say something to us, and any of a vocabulary, known or not.
_TAG = re.compile(
    rb"<(item|title|link|guid|pubDate|description|author|category|enclosure|comments|source|[a-z]+"
    rb":[A-Za-z]+|id|updated|published|issued|modified|created|date|summary|content|body|fullitem"
    rb"|keywords|lastBuildDate|entry)(?=[\s>/])"
)
# A tag inside a text, and empty ones, in whose place something else would be given.
_ODD = re.compile(
    rb"<(?:title|link|guid|pubDate|description|author|category|dc:creator|content:encoded)"
    rb"(?:\s[^<>]*)?>[^<]*<(?!/|!\[CDATA\[)"
    rb"|<(?:description|guid|content:encoded)(?:\s[^<>]*)?(?:/>|>(?:\s|&#\w+;)*(?:<!\[CDATA\[\s*\]\]>\s*)*</)"
)
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


def read(body: bytes, base: str) -> RawFeed | None:
    """Return what a plain RSS 2.0 document says, None when another reader has to look."""
    first = body.find(b"<item>")
    if first < 0 or not _BEGINS.match(body) or ASKS_FOR_MORE.search(body[:1024]):
        return None
    head = body[:first]
    count = _plain_items(body, head, first)
    if not count:
        return None
    entries = _entries(body)
    try:
        feed = walk(etree.fromstring(head + _END), has_bases=False, has_languages=False)
    except etree.LxmlError:
        return None
    if feed is None or len(entries) != count or not all(each.get("link") for each in entries):
        return None
    feed.base = base
    has_text, has_guid = b"<content:encoded" in body, b"<guid" in body
    feed.items = [_item(each, base, has_text=has_text, has_guid=has_guid) for each in entries]
    return feed


def _entries(body: bytes) -> list[dict[str, Any]]:
    if _core is None:
        return []
    found = _core.parse_entries(body, dict, _as_written, html.unescape, True, True, False, True)
    return [] if isinstance(found, str) else list(found[3])  # a word says why it was not taken


def _as_written(date: str) -> str:
    return date


def _plain_items(body: bytes, head: bytes, first: int) -> int:
    """Return how many items there are; 0 unless each has what RSS 2.0 has, once, and no more."""
    if b"xml:" in body or b' xmlns="' in head or _ODD.search(body, first):
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


def _item(entry: dict[str, Any], base: str, *, has_text: bool, has_guid: bool) -> RawItem:
    text = entry["content"][0]["value"] if has_text and entry.get("content") else ""
    return RawItem(
        base=base,
        title=Written(entry.get("title") or "", Kind.EITHER, base),
        summary=Written(entry.get("description") or "", Kind.HTML, base),
        content=Written(text, Kind.HTML, base) if text else None,
        links=[Pointer(entry.get("link") or "", base=base)],
        enclosures=[_enclosure(each, base) for each in entry.get("enclosures", ())],
        guid=entry.get("id") or "" if has_guid else "",
        authors=[entry["author"]] if entry.get("author") else [],
        published=[entry.get("published") or ""],
        tags=[each["term"] or "" for each in entry.get("tags", ())],
    )


def _enclosure(said: dict[str, Any], base: str) -> Pointer:
    length = said.get("length")
    return Pointer(
        said.get("url") or "",
        "enclosure",
        said.get("type") or "",
        str(length) if length is not None else "",
        base,
    )
