"""How fast feeds are read, beside feedparser, on documents shaped like those of newspapers.

`python -m tests.bench.reading`. Compared are title, link and instant of every article, which both
must read alike; ours cleans texts once, where they are kept, which is measured apart.
"""

import calendar
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest import mock

import feedparser

from comms.adapters.feeds import reading, shortcut
from comms.adapters.feeds.values import Feed

TARGET = 40.0  # times feedparser
DOCUMENTS, ARTICLES, PARAGRAPHS, ROUNDS = 10, 33, 25, 3
NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
URL = "https://www.exemple.org/feed/"
_chance = random.Random(5)
_WORDS = [
    "".join(_chance.choices("abcdefghijlmnoprstuvéèàç", k=_chance.randint(2, 11)))
    for _ in range(5000)
]


def main() -> int:
    """Measure and print; 1 when feeds are read more slowly than they may be."""
    documents = [_feed() for _ in range(DOCUMENTS)]
    size = sum(map(len, documents)) / 1e6
    theirs = _seconds(feedparser.parse, documents, rounds=1)
    whole = _seconds(_whole, documents)
    with mock.patch.object(shortcut, "as_html", _left_out):
        heads = _seconds(_heads, documents)
    ratio = theirs / heads
    print(f"{DOCUMENTS} feeds, {size / DOCUMENTS * 1000:.0f} kB each, {ARTICLES} articles each")
    print(f"feedparser                 {size / theirs:7.1f} MB/s")
    print(
        f"ours, titles links dates   {size / heads:7.1f} MB/s   x {ratio:.1f} (at least {TARGET})"
    )
    print(f"ours, texts cleaned        {size / whole:7.1f} MB/s   x {theirs / whole:.1f}")
    strange = sum(_said(_whole(each)) != _said_by_feedparser(each) for each in documents)
    print(f"feeds read otherwise: {strange}")
    return 1 if strange or ratio < TARGET else 0


def _seconds(
    read: Callable[[bytes], object], documents: list[bytes], rounds: int = ROUNDS
) -> float:
    """Return the processor time of the best round."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for document in documents:
            read(document)
        best = min(best, time.process_time() - began)
    return best


def _whole(document: bytes) -> Feed:
    return reading.read(document, URL, {}, NOW)


def _left_out(*_: object) -> str:
    return ""


def _heads(document: bytes) -> Feed:
    feed = shortcut.read(document, URL, NOW)
    assert feed is not None
    return feed


def _said(feed: Feed) -> list[tuple[str | None, ...]]:
    return [(item.title, item.link, item.published) for item in feed.items]


def _said_by_feedparser(document: bytes) -> list[tuple[str, str, str]]:
    return [
        (entry.title, entry.link, _instant(entry.published_parsed))
        for entry in feedparser.parse(document).entries
    ]


def _instant(parsed: time.struct_time) -> str:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _words(count: int) -> str:
    return " ".join(_chance.choices(_WORDS, k=count))


def _feed() -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    )
    head = (
        f'<title>{_words(3)}</title><atom:link href="{URL}" rel="self" '
        'type="application/rss+xml" />'
        f"<link>https://www.exemple.org</link><description>{_words(6)}</description>"
        "<language>fr-FR</language>"
    )
    items = "".join(_item(number) for number in range(ARTICLES))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}>'
        f"<channel>{head}{items}</channel></rss>"
    ).encode()


def _item(number: int) -> str:
    link = f"https://www.exemple.org/2030/03/article-{number}/"
    date = (NOW - timedelta(hours=number)).strftime("%a, %d %b %Y %H:%M:%S +0100")
    text = "\n".join(_paragraph() for _ in range(PARAGRAPHS))
    return (
        f"\n<item>\n<title>{_words(9)} &#8217; {_words(2)}</title>\n<link>{link}</link>\n"
        f"<comments>{link}#respond</comments>\n<dc:creator><![CDATA[{_words(2)}]]></dc:creator>\n"
        f"<pubDate>{date}</pubDate>\n<category><![CDATA[{_words(1)}]]></category>\n"
        f'<guid isPermaLink="false">https://www.exemple.org/?p={number}</guid>\n'
        f"<description><![CDATA[<p>{_words(40)} [&#8230;]</p>]]></description>\n"
        f"<content:encoded><![CDATA[{_picture()}{text}]]></content:encoded>\n"
        "<slash:comments>0</slash:comments>\n</item>"
    )


def _picture() -> str:
    return (
        '<figure class="wp-block-image size-large"><img loading="lazy" width="1024" height="683" '
        f'src="https://www.exemple.org/a.jpg" alt="{_words(6)}" class="wp-image-1" />'
        f"<figcaption>{_words(8)}</figcaption></figure>\n"
    )


def _paragraph() -> str:
    return (
        f'<p style="text-align: justify;">{_words(14)} <a href="https://www.exemple.org/'
        f'?utm_source=rss&amp;utm_medium=x" target="_blank" rel="noopener">{_words(3)}</a>&nbsp;: '
        f"«&nbsp;{_words(8)}&nbsp;» l&#8217;{_words(5)} <strong>{_words(3)}</strong>.</p>"
    )


if __name__ == "__main__":
    sys.exit(main())
