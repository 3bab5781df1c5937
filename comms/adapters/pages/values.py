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
    """What came of it: the text of the article as clean HTML; empty when there is none for us.

    Of a page for subscribers (`is_paid`; None when it does not say) it is the standfirst.
    """

    key: int
    html: str
    is_paid: bool | None = None


@dataclass(frozen=True)
class Head:
    """What a page says of its article; empty where it says nothing."""

    title: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    lang: str = ""
    is_paid: bool = False  # for subscribers
