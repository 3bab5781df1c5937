"""Feeds as newspapers write them, for `tests.peers.web` to serve."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def item(title: str, link: str, text: str, published: str, more: str = "") -> str:
    """Return one item of an RSS feed; `published` as RFC 822 writes instants.

    `more`: what else stands in it, as XML; `dc` and `media` are known vocabularies.
    """
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<guid isPermaLink='true'>{escape(link)}</guid><pubDate>{published}</pubDate>"
        f"<description>{escape(text)}</description>{more}</item>"
    )


def rss(title: str, link: str, items: Iterable[str]) -> bytes:
    """Return an RSS 2.0 document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        f"<title>{escape(title)}</title><link>{escape(link)}</link><language>fr</language>"
        f"<description>{escape(title)}</description>{''.join(items)}</channel></rss>"
    ).encode()
