"""Trusted HTML: what people write is rendered, what is hostile is refused before it costs time."""

import re
import time
from html.parser import HTMLParser

import pytest

from comms.core.html import Unreadable, clean, render, without_comments
from comms.core.refusal import Refused

LINES = ["Un.", "", "<!-- à revoir avec Nour", "", "Deux."]
HOSTILE = {
    "brackets": "[" * 40_000,
    "links": "[a](" * 20_000,
    "comments": "<!-- " * 40_000 + "-->" + "<!--",
    "numbered lists on one line": "1. " * 60_000,
    "lists and quotes on one line": "* > " * 40_000,
    "lists in lists in lists": "".join("    " * depth + "* a\n" for depth in range(300)),
    "quotes in quotes": ">" * 100_000,
    "backticks": "``a`" * 40_000,
    "abbreviations": "".join(f"*[a{number}]: b\n" for number in range(15_000)),
    "longer than any text": "a " * 150_000,
}
HEAVY = {
    "backslashes": "\\" * 50_000,
    "tags": "<a>" * 15_000,
    "stars": "*_" * 25_000,
    "a bracket a paragraph": ("[" * 59 + "\n\n") * 800,
    "white lines": "\n \n" * 60_000,
}


def test_markdown_becomes_what_it_says() -> None:
    html = render("## Calais\n\nUne **nuit** de plus, [dit-on](https://journal.example/1).")

    assert str(html) == (
        "<h2>Calais</h2>\n<p>Une <strong>nuit</strong> de plus, "
        '<a href="https://journal.example/1" rel="noopener noreferrer">dit-on</a>.</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](https://suivi.example/pixel.png)",
        "<iframe src='https://a.example'></iframe>",
        "<style>p{position:fixed}</style>",
        "[a](  java\tscript:alert(1) )",
        '<a href="vbscript:x" style="color:red">a</a>',
        "<https://a.example/\"onmouseover='alert(1)'>",
        "<svg/onload=alert(1)>",
        "`<b>`<script>x</script>",
    ],
)
def test_nothing_that_acts_or_fetches_comes_out(text: str) -> None:
    found = _Elements(render(text)).found

    assert {tag for tag, _ in found} <= {"p", "a", "code"}
    assert {name for _, attributes in found for name in attributes} <= {"href", "rel"}
    assert {scheme(each.get("href", "")) for _, each in found} <= {"", "https"}


def scheme(address: str) -> str:
    """Return the scheme of an address as a browser reads it: tabs and line breaks are nothing."""
    found = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\t\r\n]", "", address))
    return found[1].lower() if found else ""


class _Elements(HTMLParser):
    """The elements of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_tags_leave_as_text() -> None:
    assert str(render("Moins de <b>deux</b> & plus")) == (
        "<p>Moins de &lt;b&gt;deux&lt;/b&gt; &amp; plus</p>"
    )


def test_a_closed_comment_never_leaves_in_any_notation() -> None:
    text = "Avant <!-- Samira, 19 ans\n19 --> après\n\n[//]: # (le vrai nom)\n"

    assert without_comments(text).split() == ["Avant", "après"]
    assert "Samira" not in render(text)
    assert "vrai" not in render(text)


def test_a_comment_that_never_ends_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as caught:
        render("\n".join(["<!-- fini\n -->", *LINES]))

    assert caught.value.obstacles == (Unreadable.COMMENT_OPEN,)
    assert caught.value.facts == {"line": 5}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_before_it_costs_time(name: str) -> None:
    start = time.process_time()

    with pytest.raises(Refused):
        render(HOSTILE[name])

    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_text_is_rendered_in_a_time_one_can_wait(name: str) -> None:
    start = time.process_time()

    render(HEAVY[name])

    assert time.process_time() - start < 5


def test_an_ordinary_text_is_not_taken_for_a_hostile_one() -> None:
    points = [f"{number}. point (voir [note](https://a.example/{number}))" for number in range(40)]
    nested = "- un\n    - deux\n        - trois\n            1. quatre\n\n> > cité\n"

    assert str(render("\n".join(points))).count("<li>") == 40
    assert "<blockquote>" in render(nested)


def test_foreign_html_keeps_its_words_and_languages_and_loses_the_rest() -> None:
    image = '<img src="//a.example/p.gif" onerror="x()">'
    foreign = f'<p class="x" lang="ar" dir="rtl" onclick="x()">أهلا{image}<input></p>'

    assert str(clean(foreign)) == '<p lang="ar" dir="rtl">أهلا</p>'
