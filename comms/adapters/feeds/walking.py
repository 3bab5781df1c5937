"""Walks the tree of RSS 0.9x, 1.0, 2.0 and Atom: its head, then each of its items."""

from collections.abc import Iterator

from comms.adapters.feeds.elements import link_of, people_of, text_of
from comms.adapters.feeds.tags import ATOM, Element, short_name, vocabulary
from comms.adapters.feeds.taking import take_item
from comms.adapters.feeds.values import Kind, RawFeed, RawItem

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}


def walk(root: Element, *, has_bases: bool, has_languages: bool) -> RawFeed | None:
    """Return what a feed says, or None when the tree is something else.

    `has_bases`, `has_languages`: whether `xml:base` and `xml:lang` stand anywhere in it.
    """
    name = short_name(root.tag)
    if name not in {"rss", "rdf:rdf", "feed", "channel"}:
        return None
    feed = RawFeed()
    head = root if name in {"feed", "channel"} else _child(root, "channel")
    feed.base = root.base or ""
    for each in [root] if head is None else list(dict.fromkeys((root, head))):
        _take_head(feed, each)
    for element in _items(root):
        base = (element.base or "") if has_bases else feed.base
        item = RawItem(base=base, language=_language(element) if has_languages else "")
        take_item(item, element, base, has_bases=has_bases)
        feed.items.append(item)
    return feed


def _items(root: Element) -> Iterator[Element]:
    """Yield items wherever they stand: inside the channel, beside it (RSS 1.0), at the root."""
    for element in root.iter("{*}item", "{*}entry"):
        if short_name(element.tag) in {"item", "entry"}:
            yield element


def _take_head(feed: RawFeed, head: Element) -> None:
    is_atom = vocabulary(head.tag) in ATOM
    feed.language = head.get(_LANG) or feed.language
    frequency = 1
    for child in head:
        name = short_name(child.tag)
        if name in {"title", "dc:title"} and feed.title is None:
            feed.title = text_of(child, Kind.EITHER, feed.base)
        elif name == "link":
            feed.links.append(link_of(child, child.base or feed.base))
        elif name in {"language", "dc:language"}:
            feed.language = feed.language or (child.text or "")
        elif name == "author" and is_atom:
            feed.authors += people_of(child)
        elif name == "ttl" and (child.text or "").strip().isdecimal():
            feed.minutes = int((child.text or "").strip()[:6])
        elif name == "sy:updateperiod":
            feed.minutes = _PERIODS.get((child.text or "").strip().lower(), feed.minutes)
        elif name == "sy:updatefrequency" and (child.text or "").strip().isdecimal():
            frequency = int((child.text or "").strip()[:3]) or 1
    if feed.minutes is not None:
        feed.minutes //= frequency


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if short_name(child.tag) == name), None)


def _language(element: Element) -> str:
    """Return the language declared on an item, or on its text."""
    said = [each.get(_LANG) for each in (element, *element)]
    return next((str(each) for each in said if each is not None), "")
