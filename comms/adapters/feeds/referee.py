"""The tolerant reader, for what no strict one takes: slow, and right about strange feeds."""

from collections.abc import Mapping
from typing import Any

import feedparser

from comms.adapters.feeds.values import Kind, Pointer, RawFeed, RawItem, Written

# Its own cleaning and joining of links is ours to do, once; and it may not fetch anything.
_KEEP = {"sanitize_html": False, "resolve_relative_uris": False}
_KINDS = {"text/plain": Kind.TEXT, "text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML}


def read(text: str, base: str) -> RawFeed | None:
    """Return what a broken feed says as far as it can be made out; None when it is no feed."""
    body = text.encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base}
    found = feedparser.parse(body, response_headers=headers, **_KEEP)
    if not found.entries and not found.get("version"):
        return None
    head = found.feed
    feed = RawFeed(base=base, language=head.get("language") or "", title=_written(head, "title"))
    feed.links = [_pointer(each, base) for each in head.get("links", [])]
    if found.get("version", "").startswith("atom"):
        feed.authors = [each.get("name", "") for each in head.get("authors", [])]
    feed.items = [_item(entry, base) for entry in found.entries]
    return feed


def _item(entry: Mapping[str, Any], base: str) -> RawItem:
    links = [_pointer(each, base) for each in entry.get("links", [])]
    contents = entry.get("content") or [None]
    return RawItem(
        base=base,
        title=_written(entry, "title"),
        summary=_written(entry, "summary"),
        content=_of_detail(contents[0]),
        links=[each for each in links if each.rel != "enclosure"],
        enclosures=[each for each in links if each.rel == "enclosure"],
        guid=entry.get("id") or "",
        is_permalink=bool(entry.get("guidislink")),
        authors=[each.get("name") or each.get("email", "") for each in entry.get("authors", [])],
        # Its own `get` would answer with `published` when there is no `updated`.
        published=[entry.get("published") or entry.get("created") or ""],
        updated=[entry["updated"] if "updated" in entry else ""],  # noqa: SIM401 - see above
        tags=[each.get("term") or "" for each in entry.get("tags", [])],
    )


def _written(node: Mapping[str, Any], name: str) -> Written | None:
    return _of_detail(node.get(f"{name}_detail"))


def _of_detail(detail: Mapping[str, Any] | None) -> Written | None:
    if not detail or not detail.get("value"):
        return None
    kind = _KINDS.get(detail.get("type", ""), Kind.HTML)
    return Written(detail["value"], kind, detail.get("base") or "")


def _pointer(link: Mapping[str, Any], base: str) -> Pointer:
    said = {name: str(link.get(name) or "") for name in ("href", "rel", "type", "length")}
    return Pointer(said["href"], said["rel"] or "alternate", said["type"], said["length"], base)
