"""What a feed says: first as it wrote it, then as we keep it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, Self

MOST_BYTES = 10 * 1024 * 1024  # of a document, decoded
NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(StrEnum):
    """What a written text is."""

    TEXT = "text"
    HTML = "html"
    EITHER = "either"  # RSS says neither: whoever reads has to look


class Trust(StrEnum):
    """How far a date is to be believed."""

    STATED = "stated"  # an instant with its zone
    GUESSED = "guessed"  # no zone, day first, months by name
    SEEN = "seen"  # nothing believable


@dataclass(slots=True)
class Written:
    """A text as the feed has it, what it is and against which address its links stand."""

    value: str
    kind: Kind
    base: str = ""


@dataclass(slots=True)
class Pointer:
    """A link as the feed has it."""

    href: str
    rel: str = "alternate"
    type: str = ""
    length: str = ""
    base: str = ""


@dataclass(slots=True)
class RawItem:
    """An item as the feed wrote it. Of what may stand several times, all is here, in order."""

    base: str = ""
    language: str = ""
    title: Written | None = None
    other_title: Written | None = None  # when it has none of its own
    summary: Written | None = None
    content: Written | None = None
    links: list[Pointer] = field(default_factory=list)
    enclosures: list[Pointer] = field(default_factory=list)
    guid: str = ""
    is_permalink: bool = False
    authors: list[str] = field(default_factory=list)
    other_authors: list[str] = field(default_factory=list)  # when nobody better is named
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RawFeed:
    """A feed as it wrote itself."""

    base: str = ""
    language: str = ""
    title: Written | None = None
    links: list[Pointer] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # only where they stand for the items'
    minutes: int | None = None  # how long it wishes not to be asked again
    items: list[RawItem] = field(default_factory=list)


class Item(NamedTuple):
    """One article as we keep it; instants are ISO 8601 in UTC (`…Z`)."""

    title: str | None
    link: str | None
    guid: str | None
    authors: list[str]
    published: str | None
    updated: str | None
    summary: str  # clean HTML
    content: str  # clean HTML
    tags: list[str]
    enclosures: list[dict[str, Any]]
    language: str | None
    date_trust: str


@dataclass(slots=True)
class Feed:
    """A feed as we keep it. `is_second`: the tolerant reader was needed."""

    title: str | None
    link: str | None
    language: str | None
    items: list[Item]
    minutes: int | None = None
    is_second: bool = False

    def plain(self) -> dict[str, Any]:
        """Return what a pipe can carry; items without their names, which cost as much."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Self:
        """Return what `plain` gave."""
        return cls(**{**plain, "items": list(map(Item._make, plain["items"]))})


class Request(NamedTuple):
    """One source to ask. `site`: those of one site are asked one after the other, `pause` apart."""

    key: int
    url: str
    headers: Mapping[str, str] = NOTHING
    body_hash: str | None = None
    site: str = ""
    pause: float = 0.0


class Reply(NamedTuple):
    """What came of one request. `feed` is None for an error and when nothing changed."""

    key: int
    status: int | None = None
    headers: Mapping[str, str] = NOTHING
    body_hash: str | None = None
    is_same: bool = False  # 304, or the same bytes as last time
    moved_to: str | None = None
    feed: Feed | None = None
    trouble: StrEnum | None = None


@dataclass(frozen=True)
class Document:
    """A document and where it came from. `headers`: names in small letters."""

    body: bytes
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Announced:
    """A feed as a page announces it."""

    url: str
    title: str


@dataclass(frozen=True)
class Told:
    """One entry of a feed we give. `id` never changes; `text` is plain."""

    id: str
    title: str
    link: str
    at: datetime
    author: str = ""
    text: str = ""
    lang: str = ""
