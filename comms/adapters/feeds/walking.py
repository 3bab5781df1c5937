"""Walks the tree of RSS 0.9x, 1.0, 2.0 and Atom, and takes down what each part says."""

import html
from base64 import b64decode
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

from comms.adapters.feeds.values import Kind, Pointer, RawFeed, RawItem, Written

Element: TypeAlias = etree._Element
Take: TypeAlias = Callable[[RawItem, Element, str], None]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# Short names of the vocabularies we read; their addresses are compared in small letters, without
# what generators get wrong at the end.
_SPACES = {
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/net/rss1.1": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns": "",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://xmlns.com/foaf/0.1": "foaf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
}
_ATOM = frozenset({"http://www.w3.org/2005/atom", "http://purl.org/atom/ns"})
_PLAIN = frozenset({"text", "plain", "text/plain"})
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}


def walk(root: Element, *, has_bases: bool, has_languages: bool) -> RawFeed | None:
    """Return what a feed says, or None when the tree is something else.

    `has_bases`, `has_languages`: whether `xml:base` and `xml:lang` stand anywhere in it.
    """
    name = _short(root.tag)
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
        _take_item(item, element, base, has_bases=has_bases)
        feed.items.append(item)
    return feed


def _items(root: Element) -> Iterator[Element]:
    """Yield items wherever they stand: inside the channel, beside it (RSS 1.0), at the root."""
    for element in root.iter("{*}item", "{*}entry"):
        if _short(element.tag) in {"item", "entry"}:
            yield element


def _take_head(feed: RawFeed, head: Element) -> None:
    is_atom = _space(head.tag) in _ATOM
    feed.language = head.get(_LANG) or feed.language
    frequency = 1
    for child in head:
        name = _short(child.tag)
        if name in {"title", "dc:title"} and feed.title is None:
            feed.title = _written(child, Kind.EITHER, feed.base)
        elif name == "link":
            feed.links.append(_pointer(child, child.base or feed.base))
        elif name in {"language", "dc:language"}:
            feed.language = feed.language or (child.text or "")
        elif name == "author" and is_atom:
            feed.authors += _people(child)
        elif name == "ttl" and (child.text or "").strip().isdecimal():
            feed.minutes = int((child.text or "").strip()[:6])
        elif name == "sy:updateperiod":
            feed.minutes = _PERIODS.get((child.text or "").strip().lower(), feed.minutes)
        elif name == "sy:updatefrequency" and (child.text or "").strip().isdecimal():
            frequency = int((child.text or "").strip()[:3]) or 1
    if feed.minutes is not None:
        feed.minutes //= frequency


def _take_item(item: RawItem, element: Element, base: str, *, has_bases: bool) -> None:
    item.guid = element.get(_ABOUT) or ""
    for child in element:
        take = _take_of(child.tag)
        if take is not None:
            take(item, child, (child.base or base) if has_bases else base)


@lru_cache(maxsize=4096)
def _take_of(tag: object) -> Take | None:
    return _TAKES.get(_short(tag))


def _take_title(item: RawItem, element: Element, base: str) -> None:
    if item.title is None or not item.title.value.strip():
        item.title = _written(element, Kind.EITHER, base)


def _take_other_title(item: RawItem, element: Element, base: str) -> None:
    item.other_title = item.other_title or _written(element, Kind.EITHER, base)


def _take_link(item: RawItem, element: Element, base: str) -> None:
    pointer = _pointer(element, base)
    (item.enclosures if pointer.rel == "enclosure" else item.links).append(pointer)


def _take_summary(item: RawItem, element: Element, base: str) -> None:
    """The second description of an item is its text, as some generators write it."""
    written = _written(element, Kind.HTML, base)
    if not written.value.strip():
        return
    if item.summary is None:
        item.summary = written
    elif item.content is None:
        item.content = written


def _take_atom_summary(item: RawItem, element: Element, base: str) -> None:
    written = _written(element, Kind.EITHER, base)
    if item.summary is None and written.value.strip():
        item.summary = written
    elif item.content is None and written.value.strip():
        item.content = written


def _take_content(item: RawItem, element: Element, base: str) -> None:
    kind = Kind.TEXT if _space(element.tag) in _ATOM else Kind.HTML
    written = _written(element, kind, base)
    is_better = item.content is None or len(written.value) > len(item.content.value)
    if is_better and written.value.strip():
        item.content = written


def _take_other_summary(item: RawItem, element: Element, base: str) -> None:
    if item.summary is None and (element.text or "").strip():
        item.summary = _written(element, Kind.HTML, base)


def _take_guid(item: RawItem, element: Element, _base: str) -> None:
    value = (element.text or "").strip()
    if value:
        item.guid = value
        item.is_permalink = element.get("isPermaLink", "true").strip().lower() == "true"


def _take_author(item: RawItem, element: Element, _base: str) -> None:
    item.authors += _people(element)


def _take_other_author(item: RawItem, element: Element, _base: str) -> None:
    item.other_authors += _people(element)


def _take_group(item: RawItem, element: Element, base: str) -> None:
    """YouTube says title and description in a group of media."""
    for child in element:
        if take := _take_of(child.tag):
            take(item, child, base)


def _take_source(item: RawItem, element: Element, _base: str) -> None:
    """An entry taken over from another feed has that feed's authors (RFC 4287, 4.2.11)."""
    for child in element:
        if _short(child.tag) == "author":
            item.other_authors += _people(child)


def _take_published(item: RawItem, element: Element, _base: str) -> None:
    item.published.append((element.text or "").strip())


def _take_updated(item: RawItem, element: Element, _base: str) -> None:
    item.updated.append((element.text or "").strip())


def _take_tag(item: RawItem, element: Element, _base: str) -> None:
    item.tags.append(element.get("term") or element.text or element.get("label") or "")


def _take_itunes_tag(item: RawItem, element: Element, _base: str) -> None:
    """They stand inside one another: « Technology », and in it « Gadgets »."""
    item.tags += [each.get("text") or "" for each in element.iter(element.tag)]


def _take_tags(item: RawItem, element: Element, _base: str) -> None:
    item.tags += (element.text or "").split(",")


def _take_enclosure(item: RawItem, element: Element, base: str) -> None:
    item.enclosures.append(_pointer(element, base))


_TAKES: dict[str, Take] = {
    "title": _take_title,
    "dc:title": _take_other_title,
    "media:title": _take_other_title,
    "link": _take_link,
    "guid": _take_guid,
    "id": _take_guid,
    "description": _take_summary,
    "summary": _take_atom_summary,
    "dc:description": _take_other_summary,
    "itunes:summary": _take_other_summary,
    "media:description": _take_other_summary,
    "media:group": _take_group,
    "content": _take_content,
    "content:encoded": _take_content,
    "xhtml:body": _take_content,
    "body": _take_content,
    "fullitem": _take_content,
    "pubdate": _take_published,
    "published": _take_published,
    "issued": _take_published,
    "dcterms:issued": _take_published,
    "dc:date": _take_published,
    "dcterms:created": _take_published,
    "created": _take_published,
    "updated": _take_updated,
    "modified": _take_updated,
    "dcterms:modified": _take_updated,
    "author": _take_author,
    "dc:creator": _take_author,
    "dc:author": _take_author,
    "itunes:author": _take_other_author,
    "category": _take_tag,
    "dc:subject": _take_tag,
    "keywords": _take_tag,
    "media:category": _take_tag,
    "itunes:category": _take_itunes_tag,
    "itunes:keywords": _take_tags,
    "enclosure": _take_enclosure,
    "source": _take_source,
}


def _people(element: Element) -> list[str]:
    """Return the people an author's element names: by name, or by what else there is."""
    if not len(element):
        return [element.text or ""]
    for way in ("name", "foaf:name", "email"):
        if found := [child.text or "" for child in element.iter() if _short(child.tag) == way]:
            return found
    return []


def _pointer(element: Element, base: str) -> Pointer:
    if not element.keys():
        return Pointer((element.text or "").strip(), base=base)
    get = element.get
    href = get("href") or get("url") or get("uri") or element.text or ""
    return Pointer(
        href.strip(),
        (get("rel") or "alternate").strip().lower(),
        (get("type") or "").strip(),
        (get("length") or "").strip(),
        base,
    )


def _written(element: Element, kind: Kind, base: str) -> Written:
    """Return a text with its kind: Atom's own word for it, or what the format lets expect."""
    if len(element):
        return Written(_inner(element), Kind.HTML, base)
    if kind is Kind.EITHER and _space(element.tag) in _ATOM:
        kind = Kind.TEXT  # Atom says what nothing said means
    text = element.text or ""
    if not element.keys():
        return Written(text, kind, base)
    said = (element.get("type") or "").strip().lower()
    if element.get("mode") == "base64" or _is_packed(said, element):
        return Written(_unpacked(text), Kind.HTML, base)
    return Written(text, _kind_of(said, kind), base)


def _is_packed(said: str, element: Element) -> bool:
    """Atom writes what is neither text nor XML in base 64 (RFC 4287, 4.1.3.3)."""
    if not said or "/" not in said or _space(element.tag) not in _ATOM:
        return False
    return not said.startswith("text/") and not said.endswith(("+xml", "/xml"))


def _unpacked(text: str) -> str:
    try:
        return b64decode(text, validate=False).decode("utf-8")
    except ValueError:
        return text


def _kind_of(said: str, expected: Kind) -> Kind:
    if said in _PLAIN:
        return Kind.TEXT
    return Kind.HTML if "html" in said else expected


def _inner(element: Element) -> str:
    """Return what stands inside an element, its own tags as HTML writes them."""
    if not len(element):
        return element.text or ""
    for each in element.iterdescendants():
        if isinstance(each.tag, str) and _short(each.tag).startswith("xhtml:"):
            each.tag = each.tag.rpartition("}")[2].lower()
    etree.cleanup_namespaces(element)
    head = html.escape(element.text or "", quote=False)
    return head + "".join(
        etree.tostring(each, encoding="unicode", method="html") for each in element
    )


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _short(child.tag) == name), None)


def _language(element: Element) -> str:
    """Return the language declared on an item, or on its text."""
    said = [each.get(_LANG) for each in (element, *element)]
    return next((str(each) for each in said if each is not None), "")


@lru_cache(maxsize=4096)
def _short(tag: object) -> str:
    """Return « dc:creator » for a tag; what belongs to no vocabulary we read keeps its address."""
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    space, name = _trimmed(space), name.lower()
    short = _SPACES.get(space) if space else ""
    return f"{short}:{name}" if short else name if short == "" else f"{space}:{name}"


@lru_cache(maxsize=4096)
def _space(tag: object) -> str:
    return _trimmed(tag.rpartition("}")[0]) if isinstance(tag, str) else ""


def _trimmed(space: str) -> str:
    return space.lstrip("{").strip().lower().rstrip("/#")
