"""Short names for the tags of every vocabulary that feeds are written in."""

from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
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
ATOM = frozenset({"http://www.w3.org/2005/atom", "http://purl.org/atom/ns"})


@lru_cache(maxsize=4096)
def short_name(tag: object) -> str:
    """Return « dc:creator » for a tag; what belongs to no vocabulary we read keeps its address."""
    if not isinstance(tag, str):
        return ""
    space, _, name = tag.rpartition("}")
    space, name = _trimmed(space), name.lower()
    short = _SPACES.get(space) if space else ""
    return f"{short}:{name}" if short else name if short == "" else f"{space}:{name}"


@lru_cache(maxsize=4096)
def vocabulary(tag: object) -> str:
    """Return the address of the vocabulary a tag belongs to, as `ATOM` writes it."""
    return _trimmed(tag.rpartition("}")[0]) if isinstance(tag, str) else ""


def _trimmed(space: str) -> str:
    return space.lstrip("{").strip().lower().rstrip("/#")
