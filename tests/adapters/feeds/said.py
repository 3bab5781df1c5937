"""Small feeds for tests, and reading them with a fixed clock."""

from datetime import UTC, datetime
from typing import Any

from comms.adapters.feeds.reading import read
from comms.adapters.feeds.values import Feed, Item

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
URL = "https://exemple.org/feeds/rss.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def rss(items: str, head: str = "") -> str:
    channel = f"<channel><title>Le Journal</title>{head}{items}</channel>"
    return f'<rss version="2.0" {SPACES}>{channel}</rss>'


def atom(entries: str, head: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Journal</title>{head}{entries}</feed>'
    )


def item(inner: str) -> str:
    return f"<item>{inner}</item>"


def feed_of(document: str | bytes, url: str = URL, **headers: str) -> Feed:
    body = document.encode() if isinstance(document, str) else document
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(body, url, named, NOW)


def first(document: str | bytes, url: str = URL, **headers: str) -> Item:
    return feed_of(document, url, **headers).items[0]


def of_rss(inner: str, head: str = "") -> Item:
    return first(rss(item(inner), head))


def of_atom(inner: str, head: str = "") -> Item:
    return first(atom(f"<entry>{inner}</entry>", head))


def kept(found: Item, *names: str) -> list[Any]:
    return [getattr(found, name) for name in names]
