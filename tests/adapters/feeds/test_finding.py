"""The feeds a page announces."""

from comms.adapters.feeds import Announced, Document, announced, linked

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


def test_links_that_look_like_feeds_are_told_apart_from_others() -> None:
    page = (
        '<base href="https://exemple.org/site/"><a href="/rss">Flux <b>RSS</b></a>'
        '<a href="spip.php?page=backend">Tout</a><a class=x href="une.rss?x=1">La une</a>'
        '<a href="/rss">encore</a><a href="/feedback">Avis</a><a href="/flux-migratoires">Flux</a>'
        '<a href="javascript:feed/">x</a><a href="/local/feed/">Local</a>'
    )

    assert linked(Document(page.encode(), "https://exemple.org/")) == [
        Announced("https://exemple.org/rss", "Flux"),
        Announced("https://exemple.org/site/spip.php?page=backend", "Tout"),
        Announced("https://exemple.org/site/une.rss?x=1", "La une"),
        Announced("https://exemple.org/local/feed/", "Local"),
    ]
    assert linked(Document(b"<a " * 100_000 + b"href=" * 100_000)) == []
