"""What a page tells of who may read its article: as sites write it, and as hostile ones do."""

import json

import pytest

from comms.adapters.pages.access import access
from comms.adapters.pages.taking import article

pytestmark = pytest.mark.anywhere

ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "T"}
ASIDE = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
TEASER = (
    "<article><p>" + "Les équipes ont observé la destruction des abris. " * 8 + "</p></article>"
)


def page(*blocks: object, head: str = "", body: str = TEASER) -> str:
    """Return a page with blocks of JSON-LD, as they are when they are text."""
    texts = (each if isinstance(each, str) else json.dumps(each) for each in blocks)
    said = "".join(f'<script type="application/ld+json">{each}</script>' for each in texts)
    return (
        f"<!doctype html><html><head><title>T</title>{head}{said}</head><body>{body}</body></html>"
    )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("written", "is_paid"),
    [
        (page({**ARTICLE, "isAccessibleForFree": False}), True),
        (page({**ARTICLE, "isAccessibleForFree": "False"}), True),
        (page({**ARTICLE, "isAccessibleForFree": "http://schema.org/False"}), True),
        (page({**ARTICLE, "isAccessibleForFree": True}), False),
        (page({**ARTICLE, "@type": ["Article", "Thing"], "hasPart": [ASIDE]}), True),
        (page({**ARTICLE, "isAccessibleForFree": True, "hasPart": ASIDE}), False),
        (page([{"@type": "WebSite"}, {**ARTICLE, "isAccessibleForFree": False}]), True),
        (page({"@graph": [{**ARTICLE, "isAccessibleForFree": "false"}]}), True),
        (page({"@type": "WebPage", "isAccessibleForFree": False}), True),
        (page({"@type": "WebPage", "mainEntity": {**ARTICLE, "isAccessibleForFree": 0}}), True),
        # Another article the page leads to.
        (page({**ARTICLE, "isPartOf": {**ARTICLE, "isAccessibleForFree": False}}), None),
        (page({"@type": "ItemList", "itemListElement": [{"isAccessibleForFree": False}]}), None),
        (page({**ARTICLE, "isAccessibleForFree": None, "hasPart": "x"}), None),
        (page(head=meta("article:content_tier", "locked")), True),
        (page(head=meta("og:article:content_tier", "Metered")), True),
        (page(head='<meta name="article:content_tier" content="free">'), False),
        (page(head=meta("article:content_tier", "gold")), None),
        (page(body='<p><meta itemprop="isAccessibleForFree" content="False"></p>'), True),
        (
            page('{"@type": "NewsArticle",\n "description": "a\nb", "isAccessibleForFree": false}'),
            True,
        ),
        (page("{", ARTICLE), None),
        (page(), None),
    ],
)
def test_a_page_tells_whether_it_is_for_subscribers(written: str, is_paid: bool | None) -> None:
    assert access(written).is_paid is is_paid


@pytest.mark.parametrize(
    ("hostile", "is_paid"),
    [
        ("[" * 400_000, None),
        ("application/ld+json>" * 20_000, None),
        ('{"@graph":' * 40_000, None),
        (json.dumps([[[{"@graph": [{"@type": "NewsArticle"}] * 50}] * 50]] * 3), None),
        ('{"a": ' + "9" * 100_000 + "}", None),
        (json.dumps({**ARTICLE, "hasPart": [ASIDE] * 4_000}), True),
        (json.dumps({**ARTICLE, "isAccessibleForFree": False, "x": "y" * 600_000}), None),
    ],
)
def test_hostile_words_are_looked_at_within_bounds(hostile: str, is_paid: bool | None) -> None:
    assert access(page(*[hostile] * 30)).is_paid is is_paid


def test_a_teaser_is_not_taken_for_the_article() -> None:
    told = {**ARTICLE, "isAccessibleForFree": False, "description": "Un <b>chapô</b> &amp; rien."}

    paid, free = (page(told).encode(), page(ARTICLE).encode())

    assert article(paid, "https://a.example/", {}) == ("<p>Un <b>chapô</b> &amp; rien.</p>", True)
    assert "destruction des abris" in article(free, "https://a.example/", {})[0]
    bare = page({**ARTICLE, "isAccessibleForFree": False}).encode()
    assert article(bare, "https://a.example/", {}) == ("", True)
