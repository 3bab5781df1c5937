"""The feeds a page announces."""

from comms.adapters.feeds import Announced, Document, announced

PAGE = """<!doctype html><head><base href="https://exemple.org/site/">
<link rel="stylesheet" href="x.css"><link REL='alternate' type='application/rss+xml' href='feed'
 title='Les &amp; nouvelles'><link rel=alternate type=application/atom+xml href=https://exemple.org/atom>
<link rel="alternate" type="text/html" hreflang="en" href="/en">
<link rel="alternate" type="application/rss+xml" href="javascript:x">
<link rel="alternate" type="application/rss+xml" href="feed"></head>"""


def test_feeds_are_found_in_the_order_of_the_page() -> None:
    found = announced(Document(PAGE.encode(), "https://exemple.org/"))

    assert found == [
        Announced("https://exemple.org/site/feed", "Les & nouvelles"),
        Announced("https://exemple.org/atom", ""),
    ]


def test_a_page_of_nothing_but_beginnings_is_read_once() -> None:
    assert announced(Document(b"<link " * 100_000 + b"rel=" * 100_000)) == []
