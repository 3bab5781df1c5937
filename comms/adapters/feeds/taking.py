"""Takes down what each part of an item says, by the name of its tag."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from comms.adapters.feeds.elements import link_of, people_of, text_of
from comms.adapters.feeds.tags import ATOM, Element, short_name, vocabulary
from comms.adapters.feeds.values import Kind, RawItem

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
Take: TypeAlias = Callable[[RawItem, Element, str], None]


def take_item(item: RawItem, element: Element, base: str, *, has_bases: bool) -> None:
    """Take down all an item says; `base`: what its links stand on, unless a part says another."""
    item.guid = element.get(_ABOUT) or ""
    for child in element:
        take = _take_of(child.tag)
        if take is not None:
            take(item, child, (child.base or base) if has_bases else base)


@lru_cache(maxsize=4096)
def _take_of(tag: object) -> Take | None:
    return _TAKES.get(short_name(tag))


def _take_title(item: RawItem, element: Element, base: str) -> None:
    if item.title is None or not item.title.value.strip():
        item.title = text_of(element, Kind.EITHER, base)


def _take_other_title(item: RawItem, element: Element, base: str) -> None:
    item.other_title = item.other_title or text_of(element, Kind.EITHER, base)


def _take_link(item: RawItem, element: Element, base: str) -> None:
    pointer = link_of(element, base)
    (item.enclosures if pointer.rel == "enclosure" else item.links).append(pointer)


def _take_summary(item: RawItem, element: Element, base: str) -> None:
    """The second description of an item is its text, as some generators write it."""
    written = text_of(element, Kind.HTML, base)
    if not written.value.strip():
        return
    if item.summary is None:
        item.summary = written
    elif item.content is None:
        item.content = written


def _take_atom_summary(item: RawItem, element: Element, base: str) -> None:
    written = text_of(element, Kind.EITHER, base)
    if item.summary is None and written.value.strip():
        item.summary = written
    elif item.content is None and written.value.strip():
        item.content = written


def _take_content(item: RawItem, element: Element, base: str) -> None:
    kind = Kind.TEXT if vocabulary(element.tag) in ATOM else Kind.HTML
    written = text_of(element, kind, base)
    is_better = item.content is None or len(written.value) > len(item.content.value)
    if is_better and written.value.strip():
        item.content = written


def _take_other_summary(item: RawItem, element: Element, base: str) -> None:
    if item.summary is None and (element.text or "").strip():
        item.summary = text_of(element, Kind.HTML, base)


def _take_guid(item: RawItem, element: Element, _base: str) -> None:
    value = (element.text or "").strip()
    if value:
        item.guid = value
        item.is_permalink = element.get("isPermaLink", "true").strip().lower() == "true"


def _take_author(item: RawItem, element: Element, _base: str) -> None:
    item.authors += people_of(element)


def _take_other_author(item: RawItem, element: Element, _base: str) -> None:
    item.other_authors += people_of(element)


def _take_group(item: RawItem, element: Element, base: str) -> None:
    """YouTube says title and description in a group of media."""
    for child in element:
        if take := _take_of(child.tag):
            take(item, child, base)


def _take_source(item: RawItem, element: Element, _base: str) -> None:
    """An entry taken over from another feed has that feed's authors (RFC 4287, 4.2.11)."""
    for child in element:
        if short_name(child.tag) == "author":
            item.other_authors += people_of(child)


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
    item.enclosures.append(link_of(element, base))


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
