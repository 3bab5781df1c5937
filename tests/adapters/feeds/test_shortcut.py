"""The quickest reader and the strict one say the same, or the quickest says nothing."""

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from comms.adapters.feeds import shortcut
from comms.adapters.feeds.shaping import shape
from comms.adapters.feeds.trees import grow_at_once
from comms.adapters.feeds.values import Feed
from comms.adapters.feeds.walking import walk
from tests.adapters.feeds.said import NOW, SPACES, URL

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30
)
HTML = st.sampled_from(
    [
        "<p>Un <b>mot</b></p>", "l&#8217;été &amp; la mer", "<a href='/a'>x</a>", "5 < 6", "",
        "<img src='x'><br/>", "&nbsp;", "]]", "<title>x</title>", "<item>", "a\n\n b\t", "&eacute;",
    ]
)  # fmt: skip
DATES = st.sampled_from(
    [
        "Tue, 12 Mar 2030 08:00:00 +0100", "Tue, 12 Mar 2030 08:00:00", "12 mars 2030", "hier", "",
        " 2030-03-12T08:00:00Z\n", "30 Feb 2030",
    ]
)  # fmt: skip


def _said(text: str, way: str) -> str:
    if way == "cdata" and "]]>" not in text:
        return f"<![CDATA[{text}]]>"
    if way == "behind" and "]]>" not in text:
        return f"<![CDATA[{text}]]>suite<b>fin</b>"
    if way == "both" and "]]>" not in text:
        return f"{escape(text[:3])}<![CDATA[{text[3:]}]]>"
    return escape(text)


WAYS = st.sampled_from(["escaped", "cdata", "both", "behind"])
SAID = st.builds(_said, st.one_of(WORDS, HTML), WAYS)
EXTRAS = st.sampled_from(
    [
        "<category>mer</category>", '<category domain="x"><![CDATA[côte]]></category>',
        '<enclosure url="/a.mp3" type="audio/mpeg" length="12"/>', "<enclosure/>",
        '<enclosure url="https://e.org/a" length="x"/>', "<comments>https://e.org/c</comments>",
        "<dc:creator>Bo</dc:creator>", "<author>a@e.org (Ada)</author>",
        "<dc:subject>x</dc:subject>",
        "<dc:date>2030-03-01</dc:date>", "<source url='https://e.org'>S</source>", "<!-- x -->",
        '<atom:link href="https://e.org/z"/>', "<title>second</title>", "<guid>2</guid>",
        "<updated>2030-03-11T10:00:00Z</updated>", "<description>second</description>", "<b>x</b>",
        "<Updated>2030-03-11T10:00:00Z</Updated>", "<Guid>3</Guid>", "<DC:creator>Al</DC:creator>",
        '<category xml:lang="en">sea</category>', "<?x y?>",
    ]
)  # fmt: skip


@st.composite
def items(draw: st.DrawFn, has_guid: bool, has_text: bool) -> str:
    parts = [
        f"<title>{draw(SAID)}</title>",
        f"<link>{draw(st.sampled_from(['https://e.org/a?b=1&amp;c=2', ' /b ', '', 'x:y']))}</link>",
        f"<pubDate>{draw(DATES)}</pubDate>",
        f"<description>{draw(SAID)}</description>",
    ]
    if has_guid:
        parts.append(f'<guid isPermaLink="{draw(st.sampled_from(["true", "false"]))}">7</guid>')
    if has_text:
        parts.append(f"<content:encoded>{draw(SAID)}</content:encoded>")
    parts += draw(st.lists(EXTRAS, max_size=2))
    order = draw(st.permutations(parts))
    return f"<item>{draw(st.sampled_from(['', chr(10)])).join(order)}</item>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    has_guid, has_text = draw(st.booleans()), draw(st.booleans())
    inside = "".join(draw(st.lists(items(has_guid, has_text), min_size=1, max_size=4)))
    head = draw(st.sampled_from(["", "<?xml version='1.0' encoding='UTF-8'?>\n"]))
    about = "<title>Le Jour</title><link>https://e.org/</link><language>fr-FR</language>"
    whole = f'{head}<rss version="2.0" {SPACES}><channel>{about}{inside}</channel></rss>'
    cut = draw(st.one_of(st.none(), st.integers(0, len(whole))))
    return (whole if cut is None else whole[:cut] + whole[cut + 1 :]).encode()


def by_the_strict_reader(body: bytes) -> Feed | None:
    root = grow_at_once(body, URL)
    if root is None:
        return None
    raw = walk(root, has_bases=b"xml:base" in body, has_languages=b"xml:lang" in body)
    return shape(raw, NOW) if raw else None


@settings(max_examples=400, deadline=None)
@given(documents())
def test_the_quickest_reader_says_the_same_or_nothing(body: bytes) -> None:
    quick = shortcut.read(body, URL, NOW)
    strict = by_the_strict_reader(body)

    if quick is not None and strict is not None:
        assert quick.plain() == strict.plain()
    assert quick is None or strict is not None


def test_a_plain_feed_is_read_the_quick_way() -> None:
    item = (
        "<item><title>T</title><link>https://e.org/a</link><guid>1</guid>"
        "<pubDate>Tue, 12 Mar 2030 08:00:00 +0100</pubDate><description>D</description></item>"
    )

    body = f'<rss version="2.0"><channel>{item * 3}</channel></rss>'.encode()

    assert shortcut.read(body, URL, NOW)
