"""From text to a tree: strictly, once more after the usual mistakes are mended, never a DTD."""

import html
import re

from lxml import etree

_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>\s*", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->)*(<!DOCTYPE[^\[>]*(?:\[(.*?)\]\s*)?>)", re.IGNORECASE | re.DOTALL
)
_OWN_ENTITY = re.compile(
    r"""<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"%<&]{0,64})"|'([^'%<&]{0,64})')\s*>"""
)
# What XML forbids: most controls, halves of pairs, two characters that are none.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA_OR_SIGN = re.compile(
    r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?:#(\d{1,8});|#[xX]([0-9a-fA-F]{1,6});|(\w{1,40});)?",
    re.DOTALL,
)
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT_ENDS = re.compile(r"</(?:\w+:)?(?:rss|RDF|feed|urlset)\s*>", re.IGNORECASE)
_SCRIPTED = re.compile(r"^[^<]{1,4000}(?=<\?xml|<(?:\w+:)?(?:rss|RDF|feed)\b)", re.IGNORECASE)
_BEGINS = re.compile(rb"\s*<[?!a-zA-Z]")
# A DTD, or an alphabet of seven bits, which passes for UTF-8.
ASKS_FOR_MORE = re.compile(
    rb"<!doctype|encoding\s*=\s*[\"'](?:iso-?2022|hz|utf-?7|cs)", re.IGNORECASE
)
_MOST_OWN = 20_000  # references to a document's own entities that are filled in


class NotXml(Exception):
    """A text that is no tree, even mended."""


def grow_at_once(body: bytes, base: str) -> etree._Element | None:
    """Return the root of a document that is plain UTF-8 and well-formed, None of any other."""
    head = body[:1024]
    if not _BEGINS.match(head) or ASKS_FOR_MORE.search(head):
        return None
    try:
        return etree.fromstring(body, _parser(), base_url=base or None)
    except etree.XMLSyntaxError:
        return None


def grow(text: str, base: str) -> etree._Element:
    """Return the root of a document.

    Raises:
        NotXml: it has none, or only a very tolerant reader would find it.
    """
    text, own = _without_doctype(text)
    try:
        return _strictly(text, base)
    except etree.XMLSyntaxError:
        pass
    try:
        return _strictly(_mended(text, own), base)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml from error


def _strictly(text: str, base: str) -> etree._Element:
    body = _HEAD.sub("", text, count=1).encode("utf-8", "surrogatepass")
    return etree.fromstring(body, _parser(), base_url=base or None)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Take the DOCTYPE away, and read the plain entities a document declares for itself.

    Only short values that hold no other entity: nothing grows, nothing is fetched.
    """
    head = text[:65536]
    found = _DOCTYPE.match(head) if "<!doctype" in head.lower() else None
    if not found:
        return text, {}
    own = {name: one or two for name, one, two in _OWN_ENTITY.findall(found[2] or "")}
    return text[: found.start(1)] + text[found.end(1) :], own


def _mended(text: str, own: dict[str, str]) -> str:
    """Mend what generators of feeds most often break."""
    text = _SCRIPTED.sub("", text.lstrip("\ufeff \t\r\n"))
    text = _FORBIDDEN.sub("", text)
    ends = list(_ROOT_ENDS.finditer(text))
    if ends:
        text = text[: ends[-1].end()]
    left = _MOST_OWN

    def mend(found: re.Match[str]) -> str:
        nonlocal left
        whole = found[0]
        if whole[0] == "<":
            return whole if whole[2] == "[" else ""  # comments are often not what XML lets them be
        number, sixteen, name = found.groups()
        if number or sixteen:
            return _allowed(int(number) if number else int(sixteen, 16))
        if name in _XML:
            return whole
        if name in own and left > 0:
            left -= 1
            return own[name]
        meant = html.unescape(whole) if name else whole
        return meant if meant != whole else "&amp;" + whole[1:]

    return _CDATA_OR_SIGN.sub(mend, text)


def _allowed(number: int) -> str:
    """Return a character reference that XML allows, or nothing; Windows' own are put right."""
    sign = html.unescape(f"&#{number};")
    return "" if _FORBIDDEN.match(sign) else f"&#{ord(sign)};" if len(sign) == 1 else ""
