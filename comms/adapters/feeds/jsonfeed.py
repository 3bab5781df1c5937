"""Reads JSON Feed 1 and 1.1."""

import json
from collections.abc import Iterator
from typing import Any

from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import Kind, Pointer, RawFeed, RawItem, Written

Node = dict[str, Any]


def read(text: str, base: str) -> RawFeed:
    """Return what a JSON Feed says.

    Raises:
        FeedRefused: it is not JSON, or JSON of another kind.
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedRefused(FeedTrouble.UNREADABLE) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("items"), list):
        raise FeedRefused(FeedTrouble.NOT_A_FEED)
    feed = RawFeed(
        base=base,
        language=_text(whole, "language"),
        title=_plain(whole, "title", base),
        links=[Pointer(_text(whole, "home_page_url"), base=base)],
        authors=list(_people(whole)),
    )
    feed.items = [_item(node, base) for node in whole["items"] if isinstance(node, dict)]
    return feed


def _item(node: Node, base: str) -> RawItem:
    html, text = _text(node, "content_html"), _text(node, "content_text")
    links = (_text(node, "url"), _text(node, "external_url"))
    content = Written(html, Kind.HTML, base) if html else Written(text, Kind.TEXT, base)
    return RawItem(
        base=base,
        language=_text(node, "language"),
        title=_plain(node, "title", base),
        summary=_plain(node, "summary", base),
        content=content if content.value else None,
        links=[Pointer(link, base=base) for link in links if link],
        enclosures=[_attachment(each, base) for each in _nodes(node, "attachments")],
        guid=_text(node, "id"),
        is_permalink=True,
        authors=list(_people(node)),
        published=[_text(node, "date_published")],
        updated=[_text(node, "date_modified")],
        tags=[str(each) for each in _list(node, "tags") if isinstance(each, (str, int))],
    )


def _attachment(node: Node, base: str) -> Pointer:
    length = _text(node, "size_in_bytes")
    return Pointer(_text(node, "url"), "enclosure", _text(node, "mime_type"), length, base)


def _people(node: Node) -> Iterator[str]:
    """Yield names: version 1.1 has a list, version 1 had one person."""
    one = node.get("author")
    found = _nodes(node, "authors") or ([one] if isinstance(one, dict) else [])
    yield from (_text(each, "name") or _text(each, "url") for each in found)


def _plain(node: Node, name: str, base: str) -> Written | None:
    return Written(value, Kind.TEXT, base) if (value := _text(node, name)) else None


def _text(node: Node, name: str) -> str:
    value = node.get(name)
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _list(node: Node, name: str) -> list[Any]:
    value = node.get(name)
    return value if isinstance(value, list) else []


def _nodes(node: Node, name: str) -> list[Node]:
    return [each for each in _list(node, name) if isinstance(each, dict)]
