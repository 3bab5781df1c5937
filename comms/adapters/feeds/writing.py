"""Writes an Atom feed that any reader of feeds takes."""

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from comms.adapters.feeds.texts import strip_unwanted
from comms.adapters.feeds.values import Told

_ATOM = "http://www.w3.org/2005/Atom"


def write(title: str, address: str, at: datetime, entries: Iterable[Told]) -> bytes:
    """Return an Atom document; `address` is where it stands, `at` when it last changed."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _put(root, "title", title)
    _put(root, "id", address)
    _put(root, "updated", _instant(at))
    _link(root, address, "self")
    for each in entries:
        _entry(etree.SubElement(root, f"{{{_ATOM}}}entry"), each)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _entry(element: etree._Element, told: Told) -> None:
    if told.lang:
        element.set("{http://www.w3.org/XML/1998/namespace}lang", strip_unwanted(told.lang))
    _put(element, "title", told.title)
    _put(element, "id", told.id)
    _put(element, "updated", _instant(told.at))
    author = etree.SubElement(element, f"{{{_ATOM}}}author")
    _put(author, "name", told.author)
    _link(element, told.link, "alternate")
    if told.text:
        _put(element, "summary", told.text)


def _put(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = strip_unwanted(text)


def _link(parent: etree._Element, address: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", rel=kind, href=strip_unwanted(address))


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
