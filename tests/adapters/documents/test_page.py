"""A paper as a page: it stands alone, fetches nothing, runs nothing, and knows its language."""

import re
from html.parser import HTMLParser

import pytest

from comms.adapters.documents import Line, Paper, Run, write
from tests.adapters.documents.papers import TEXTS, paper


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", TEXTS)
def test_its_root_says_its_language_and_direction(lang):
    page = _Page(write("html", paper(lang)).decode())

    assert page.tags[0] == ("html", {"lang": lang, "dir": TEXTS[lang][0]})
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_it_fetches_and_runs_nothing():
    text = write("html", paper()).decode()
    page = _Page(text)

    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form"}
    assert not {name for _, each in page.tags for name in each} & {"src", "style", "onload"}
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_what_was_typed_stays_words():
    hostile = '"><script>alert(1)</script>'
    text = write("html", Paper("fr", hostile, (Line((Run(hostile),)),))).decode()

    assert "<script>" not in text
    assert text.count("&lt;script&gt;") == 2


def test_a_number_in_groups_runs_its_own_way_in_a_leftward_text():
    assert '<bdi dir="ltr">Ada, +33 1 99 00 12 34' in write("html", paper("ar")).decode()
    assert "<bdi" not in write("html", paper("fr")).decode()
