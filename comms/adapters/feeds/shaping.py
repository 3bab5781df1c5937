"""From what a feed wrote to what we keep, by our own rules and within our limits."""

from datetime import datetime
from typing import Any

from comms.adapters.feeds.dates import Read, read_date
from comms.adapters.feeds.texts import (
    as_html,
    as_language,
    as_link,
    as_name,
    as_plain,
    as_tag,
    unique,
)
from comms.adapters.feeds.values import Feed, Item, Kind, Pointer, RawFeed, RawItem, Trust, Written

MOST_ITEMS = 2000
LONGEST_TITLE = 1000
LONGEST_GUID = 2000
MOST_AUTHORS = 20
MOST_TAGS = 50
MOST_ENCLOSURES = 20
_HTML = ("text/html", "application/xhtml+xml", "")


def shape(raw: RawFeed, now: datetime) -> Feed:
    """Return a feed as we keep it: the newest items, in the order they stand in."""
    link = _chosen(raw.links, raw.base)
    base = raw.base or link or ""
    return Feed(
        title=_title(raw.title),
        link=link,
        language=as_language(raw.language),
        items=[_item(item, raw, base, now) for item in _newest(raw.items, now)],
        minutes=raw.minutes,
    )


def _newest(items: list[RawItem], now: datetime) -> list[RawItem]:
    """Keep the newest; one without a date counts as old as it stands far down."""
    if len(items) <= MOST_ITEMS:
        return items
    dated = [_first(item.published, now) for item in items]
    by_age = sorted(
        range(len(items)),
        key=lambda at: (read[0].timestamp() if (read := dated[at]) else 0.0, -at),
        reverse=True,
    )
    return [items[at] for at in sorted(by_age[:MOST_ITEMS])]


def _item(raw: RawItem, feed: RawFeed, base: str, now: datetime) -> Item:
    base = raw.base or base
    published, updated = _first(raw.published, now), _first(raw.updated, now)
    return Item(
        title=_title(raw.title) or _title(raw.other_title),
        link=_link(raw, base),
        guid=guid_of(raw.guid),
        authors=_authors(raw, feed),
        published=instant_of(published),
        updated=instant_of(updated),
        summary=_html(raw.summary, base),
        content=_html(raw.content, base),
        tags=tags_of(raw.tags),
        enclosures=enclosures_of(raw.enclosures, base),
        language=as_language(raw.language) or as_language(feed.language),
        date_trust=published[1] if published else Trust.SEEN,
    )


def _title(written: Written | None) -> str | None:
    return (as_plain(written.value, written.kind, LONGEST_TITLE) or None) if written else None


def guid_of(written: str) -> str | None:
    """Return what a feed calls an article by itself."""
    return as_plain(written, Kind.TEXT, LONGEST_GUID) or None


def _html(written: Written | None, base: str) -> str:
    return as_html(written.value, written.kind, written.base or base) if written else ""


def _link(raw: RawItem, base: str) -> str | None:
    """An item's link is its alternate, else its guid when that is a permalink."""
    if link := _chosen(raw.links, base):
        return link
    if raw.is_permalink:
        return as_link(raw.guid, base) if _is_address(raw.guid) else None
    return None


def _is_address(guid: str) -> bool:
    """A guid such as « 4711 » is nobody's relative link, « /2024/03/article » may be."""
    return guid[:8].lower().startswith(("http://", "https://")) or guid.startswith("/")


def _chosen(links: list[Pointer], base: str) -> str | None:
    """Return the alternate that is a page, or the first alternate."""
    if len(links) == 1 and links[0].rel == "alternate":
        return as_link(links[0].href, links[0].base or base)
    alternates = [each for each in links if each.rel == "alternate"]
    pages = [each for each in alternates if each.type.lower() in _HTML]
    for each in [*pages, *alternates]:
        if link := as_link(each.href, each.base or base):
            return link
    return None


def _authors(raw: RawItem, feed: RawFeed) -> list[str]:
    """The item's own; the feed's only where its format says that they stand for all."""
    for written in (raw.authors, raw.other_authors, feed.authors):
        if written and (names := authors_of(written)):
            return names
    return []


def authors_of(written: list[str]) -> list[str]:
    """Return the names of people, once each."""
    return unique([as_name(each[:2000]) for each in written], MOST_AUTHORS)


def tags_of(written: list[str]) -> list[str]:
    """Return the words an article is filed under, once each."""
    return unique([as_tag(each[:2000]) for each in written], MOST_TAGS)


def enclosures_of(pointers: list[Pointer], base: str) -> list[dict[str, Any]]:
    """Return the files an article comes with."""
    found: list[dict[str, Any]] = []
    for each in pointers[:MOST_ENCLOSURES]:
        if url := as_link(each.href, each.base or base):
            length = int(each.length) if each.length.isdecimal() and len(each.length) < 16 else None
            kind = as_plain(each.type, Kind.TEXT, 100) or None
            found.append({"url": url, "type": kind, "length": length})
    return found


def _first(written: list[str], now: datetime) -> Read | None:
    """Return the first date that can be believed."""
    if not written:
        return None
    return next((read for each in written if each and (read := read_date(each, now))), None)


def instant_of(read: Read | None) -> str | None:
    """Return an instant as items carry it."""
    return f"{read[0].isoformat()[:19]}Z" if read else None
