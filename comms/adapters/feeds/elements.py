"""What one element of a feed says: a text with its kind, a link, the people it names."""

import html
from base64 import b64decode

from lxml import etree

from comms.adapters.feeds.tags import ATOM, Element, short_name, vocabulary
from comms.adapters.feeds.values import Kind, Pointer, Written

_PLAIN = frozenset({"text", "plain", "text/plain"})


def people_of(element: Element) -> list[str]:
    """Return the people an author's element names: by name, or by what else there is."""
    if not len(element):
        return [element.text or ""]
    for way in ("name", "foaf:name", "email"):
        if found := [child.text or "" for child in element.iter() if short_name(child.tag) == way]:
            return found
    return []


def link_of(element: Element, base: str) -> Pointer:
    """Return where an element points: by an attribute, or by its text."""
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


def text_of(element: Element, kind: Kind, base: str) -> Written:
    """Return a text with its kind: Atom's own word for it, or what the format lets expect."""
    if len(element):
        return Written(_inner(element), Kind.HTML, base)
    if kind is Kind.EITHER and vocabulary(element.tag) in ATOM:
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
    if not said or "/" not in said or vocabulary(element.tag) not in ATOM:
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
    for each in element.iterdescendants():
        if isinstance(each.tag, str) and short_name(each.tag).startswith("xhtml:"):
            each.tag = each.tag.rpartition("}")[2].lower()
    etree.cleanup_namespaces(element)
    head = html.escape(element.text or "", quote=False)
    return head + "".join(
        etree.tostring(each, encoding="unicode", method="html") for each in element
    )
