"""A page that is wanted, and what came of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Wanted:
    """A page to read."""

    key: int
    url: str


@dataclass(frozen=True)
class Page:
    """What came of it: the text of the article as clean HTML; empty when there is none for us."""

    key: int
    html: str


@dataclass(frozen=True)
class Head:
    """What a page says of its article; empty where it says nothing."""

    title: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    lang: str = ""
