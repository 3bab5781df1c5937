"""What is kept is plain where it should be plain, and clean where it may be HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comms.adapters.feeds.texts import as_html, as_link, as_plain
from comms.adapters.feeds.values import Kind
from comms.core.text import fold, plain
from tests.adapters.feeds.said import first, of_atom, of_rss


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("5 &lt; 6 et 7 > 3", "5 < 6 et 7 > 3"),
        ("Le &lt;i>Monde&lt;/i>", "Le Monde"),
        ("<![CDATA[Le <b>Monde</b> &#8217;s]]>", "Le Monde ’s"),
        ("<![CDATA[<script>alert(1)</script>Calais]]>", "Calais"),
        ("<![CDATA[Un<br/>deux]]>", "Un deux"),
        ("&lt;vide&gt;", "<vide>"),
        ("  Des\n\t espaces   ", "Des espaces"),
        ("don\x92t", "don’t"),
        ("Calais\u202e siht\u2066x", "Calais sihtx"),
        ("نیم\u200cفاصله", "نیم\u200cفاصله"),
        ("&amp;copy=1", "&copy=1"),
    ],
)
def test_a_title_is_plain_text(written: str, title: str) -> None:
    assert of_rss(f"<title>{written}</title>").title == title


def test_an_atom_title_is_what_its_type_says() -> None:
    assert of_atom("<title>a &lt;b&gt; c</title>").title == "a <b> c"
    assert of_atom("<title type='html'>a &lt;b&gt;c&lt;/b&gt;</title>").title == "a c"


def test_a_missing_title_is_null_and_a_long_one_is_cut() -> None:
    assert of_rss("<link>https://exemple.org/a</link>").title is None
    assert of_rss("<title> </title>").title is None
    assert len(of_rss(f"<title>{'a' * 5000}</title>").title or "") == 1000


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>", "<iframe src='https://e.org'></iframe>",
        "<form action='/x'><input type=password></form>", "<style>p{}</style>",
        "<a href='data:text/html,x'>x</a>", "<p style='background:url(//e.org)'>x</p>",
        "<video poster='https://e.org/x'>", "<math><mtext><script>x</script></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<base href='https://evil.org/'>", "<meta http-equiv=refresh content='0;url=x'>",
        "<a href='&#106;avascript:alert(1)'>x</a>", "<p onclick=x>y</p>",
    ],
)  # fmt: skip
def test_nothing_that_acts_or_fetches_is_kept(html: str) -> None:
    found = of_rss(f"<description><![CDATA[{html}]]></description>").summary

    dangerous = ("<script", "<img", "<svg", "javascript:", "<iframe", "<form", "<input", "<style")
    assert not any(each in found.lower() for each in dangerous)
    assert not any(each in found.lower() for each in ("data:", " on", "style=", "poster", "<base"))


def test_blocks_keep_words_apart() -> None:
    found = of_rss("<description><![CDATA[<div>un</div><div>deux</div>]]></description>")

    assert found.summary == "<div>un</div><div>deux</div>"


def test_relative_links_stand_against_the_nearest_base() -> None:
    def link(document: str, **headers: str) -> str | None:
        return first(document, **headers).link

    plain = "<rss><channel><item><link>a</link></item></channel></rss>"
    based = plain.replace("<rss", '<rss xml:base="https://b.org/x/"')
    based = based.replace("<item", '<item xml:base="y/"')

    assert link(plain) == "https://exemple.org/feeds/a"
    assert link(plain, content_location="/autre/") == "https://exemple.org/autre/a"
    assert link(based) == "https://b.org/x/y/a"


def test_links_in_a_text_are_made_absolute_or_go() -> None:
    html = "<description><![CDATA[<a href='/a'>x</a>]]></description>"
    rel = 'rel="noopener noreferrer"'

    assert of_rss(html).summary == f'<a href="https://exemple.org/a" {rel}>x</a>'
    assert first(f"<rss><channel><item>{html}</item></channel></rss>", url="").summary == (
        f"<a {rel}>x</a>"
    )


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://e.org/",
        "mailto:a@b", "https://user:pass@e.org/", "https://e.org\\@evil.org/",
        "http://", "https://[::1", "",
        "https://e.org:999999/", "https://" + "a" * 3000, "vbscript:x", "https://e.org/\u202ex",
    ],
)  # fmt: skip
def test_a_link_is_http_or_nothing(href: str) -> None:
    assert as_link(href, "") is None


def test_a_guid_that_is_a_permalink_is_a_link() -> None:
    guid = "<guid>https://exemple.org/a</guid>"

    assert of_rss(guid).link == "https://exemple.org/a"
    assert of_rss(guid.replace("<guid", '<guid isPermaLink="false"')).link is None
    assert of_rss("<guid>4711</guid>").link is None
    assert of_rss(f"{guid}<link>https://exemple.org/b</link>").link == "https://exemple.org/b"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(list(Kind)))
def test_any_text_becomes_plain_and_clean(text: str, kind: Kind) -> None:
    line = as_plain(text, kind, 100)
    html = as_html(text, kind, "https://exemple.org/")

    assert "\n" not in line
    assert len(line) <= 100
    assert "<script" not in html
    line.encode()
    html.encode()


def test_a_text_without_end_is_cut_by_what_comparing_it_would_take() -> None:
    usual = as_html("<p>Un mot</p>" * 6000, Kind.HTML)
    long = as_html("<b>Calais police " * 60_000, Kind.HTML)
    wide = as_html("\ufdfa" * 200_000, Kind.TEXT)  # each folds to eighteen letters

    assert len(usual) == 13 * 6000
    assert len(plain(long).text) < 100_000
    assert len(fold(wide)) < 250_000
