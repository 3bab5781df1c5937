"""Lists of feeds as readers exchange them (OPML): read with their mistakes, written without."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import ParseError, fromstring
from lxml import etree

from comms.adapters.feeds.decoding import decode
from comms.adapters.feeds.texts import as_plain
from comms.adapters.feeds.values import Kind
from comms.core.text.typed import seen

MOST_BYTES = 10 * 1024 * 1024
MOST_FEEDS = 5000
DEEPEST = 20  # folders within folders that are named; nobody sorts deeper
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_BARE_SIGN = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
_GROWS = "<!ATTLIST"  # gives every tag attributes nobody wrote: 100 kB of it held 7 GB
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class OpmlTrouble(StrEnum):
    """Why a list is not taken."""

    TOO_BIG = "opml.too_big"
    HAS_ENTITIES = "opml.has_entities"  # a document that grows when it is read
    NOT_A_LIST = "opml.not_a_list"


class OpmlRefused(Exception):
    """A list that is not taken."""

    def __init__(self, trouble: OpmlTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class Line:
    """One feed of a list. `folder`: the names of the folders it stands in, « Presse/Locale »."""

    url: str
    title: str = ""
    folder: str = ""
    site_url: str = ""


@dataclass(frozen=True)
class Listed:
    """What a file says. `broken_at`: from this line on it could not be read whole."""

    lines: list[Line] = field(default_factory=list)
    broken_at: int | None = None


def read(body: bytes) -> Listed:
    """Return every feed a file lists, as far as it can be read; fetches nothing.

    Raises:
        OpmlRefused: see `OpmlTrouble`.
    """
    if len(body) > MOST_BYTES:
        raise OpmlRefused(OpmlTrouble.TOO_BIG)
    text = _FORBIDDEN.sub("", _DECLARATION.sub("", decode(body).lstrip("\ufeff"), count=1))
    if _GROWS in text:
        raise OpmlRefused(OpmlTrouble.HAS_ENTITIES)
    try:
        return Listed(list(_lines(_strictly(text))))
    except (EntitiesForbidden, ExternalReferenceForbidden, DTDForbidden) as error:
        raise OpmlRefused(OpmlTrouble.HAS_ENTITIES) from error
    except ParseError:
        return _mended(_BARE_SIGN.sub("&amp;", text))


def _strictly(text: str) -> Iterable[tuple[int, str, dict[str, str]]]:
    root = fromstring(text.encode())
    if root.tag.lower() != "opml":
        raise OpmlRefused(OpmlTrouble.NOT_A_LIST)
    return _walk(root)


def _mended(text: str) -> Listed:
    """Read a list that is not quite XML up to what cannot be made out."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise OpmlRefused(OpmlTrouble.NOT_A_LIST) from error
    if root is None or str(root.tag).lower() != "opml":
        raise OpmlRefused(OpmlTrouble.NOT_A_LIST)
    wrong = [each.line for each in parser.error_log]
    return Listed(list(_lines(_walk(root))), wrong[0] if wrong else None)


def _walk(root: Iterable[object]) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield depth, name and attributes of everything below, in order, however deep it is."""
    waiting: list[tuple[int, object]] = [(0, root)]
    while waiting:
        depth, element = waiting.pop()
        tag, attributes = getattr(element, "tag", ""), getattr(element, "attrib", {})
        if not isinstance(tag, str):
            continue
        said = {str(name).lower(): str(value) for name, value in attributes.items()}
        yield depth, tag.lower(), said
        waiting += [(depth + 1, child) for child in reversed(list(element))]  # type: ignore[call-overload]  # an element of either library


def _lines(elements: Iterable[tuple[int, str, dict[str, str]]]) -> Iterator[Line]:
    folders: list[tuple[int, str]] = []
    count = 0
    for depth, tag, said in elements:
        if tag != "outline":
            continue
        while folders and folders[-1][0] >= depth:
            folders.pop()
        title = _plain(said.get("title") or said.get("text") or "")
        url = said.get("xmlurl", said.get("url", "") if said.get("type") == "rss" else "").strip()
        if url and count < MOST_FEEDS:
            count += 1
            folder = "/".join(name for _, name in folders) or _category(said)
            yield Line(url[:2000], title, folder[:200], said.get("htmlurl", "").strip()[:2000])
        elif not url and title and len(folders) < DEEPEST:
            folders.append((depth, title.replace("/", "-")))


def _category(said: dict[str, str]) -> str:
    """Some programs write the folder as « /Presse/Locale »."""
    return _plain(said.get("category", "").partition(",")[0]).strip("/")


def _plain(text: str) -> str:
    return as_plain(text, Kind.EITHER, 200)


def write(title: str, lines: Iterable[Line]) -> bytes:
    """Return a list as OPML 2, folders as folders."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = seen(title)
    folders = {"": etree.SubElement(root, "body")}
    for line in lines:
        said = {"type": "rss", "text": line.title or line.url, "xmlUrl": line.url}
        if line.site_url:
            said["htmlUrl"] = line.site_url
        kept = {name: seen(value) for name, value in said.items()}
        etree.SubElement(_folder(folders, seen(line.folder)), "outline", kept)
    made = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    assert isinstance(made, bytes)
    return made


def _folder(folders: dict[str, etree._Element], path: str) -> etree._Element:
    if path not in folders:
        above, _, name = path.rpartition("/")
        folders[path] = etree.SubElement(_folder(folders, above), "outline", {"text": name})
    return folders[path]
