"""Trusted HTML: what people write is rendered, what is hostile is refused before it costs time."""

import re
from html.parser import HTMLParser

import pytest

from comms.core.html import (
    Unreadable,
    clean,
    harmless,
    render,
    without_comments,
    without_notes,
)
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
    "backslashes": "\\" * 50_000,
    "tags": "<a>" * 15_000,
    "stars": "*_" * 25_000,
    "titles without a blank line between": "a\n=\n" * 25_000,
    "rules without a blank line between": "---\n" * 40_000,
    "empty list marks": "- \n" * 40_000,
    "words in stars": "*a*" * 40_000,
    "definitions that begin": "[a\n]: b\n" * 20_000,
    "quotes and lists by turns": "> a\n- a\n" * 20_000,
    "longer than any text": "a " * 150_000,
}
NOTES = {
    "definitions": "[a]: b (\n" * 20_000,
    "labels": "[a" * 60_000,
    "one long note": "[//]: # (" + "a\n" * 60_000 + "(",
    "codes": "`a`<b" * 30_000,
    "ticks": "``" * 60_000 + "<b",
}
HEAVY = {
    "a bracket a paragraph": ("[" * 59 + "\n\n") * 800,
    "white lines": "\n \n" * 60_000,
    "a long list": "- **Calais**, le matin : *trois* tentes, deux bâches et un poêle\n" * 300,
    "a long table": "| a | b |\n|---|---|\n" + "| Calais | 12 |\n" * 400,
    "many titles": "## Calais\n\nUne nuit de plus, [dit-on](https://a.example).\n\n" * 300,
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
def test_a_hostile_text_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        render(HOSTILE[name])


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_text_is_rendered(name: str) -> None:
    assert str(render(HEAVY[name])).startswith("<") or not HEAVY[name].strip()


def test_an_ordinary_text_is_not_taken_for_a_hostile_one() -> None:
    points = [f"{number}. point (voir [note](https://a.example/{number}))" for number in range(40)]
    nested = "- un\n    - deux\n        - trois\n            1. quatre\n\n> > cité\n"

    assert str(render("\n".join(points))).count("<li>") == 40
    assert "<blockquote>" in render(nested)


def test_foreign_html_keeps_its_words_and_languages_and_loses_the_rest() -> None:
    image = '<img src="//a.example/p.gif" onerror="x()">'
    foreign = f'<p class="x" lang="ar" dir="rtl" onclick="x()">أهلا{image}<input></p>'

    assert str(clean(foreign)) == '<p lang="ar" dir="rtl">أهلا</p>'


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES)
def test_texts_full_of_unclosed_notes_and_tags_are_read(text: str) -> None:
    assert without_notes(text) is not None
    assert harmless(text)


def test_a_heading_of_the_first_level_is_one_of_the_second() -> None:
    assert str(render("# Calais\n\n###### petit")) == "<h2>Calais</h2>\n<h4>petit</h4>"


def test_code_shows_its_tags_and_an_address_in_angles_is_a_link() -> None:
    html = str(render("`<b>` et <https://a.example>"))

    assert "<code>&lt;b&gt;</code>" in html
    assert '<a href="https://a.example"' in html


@pytest.mark.parametrize(
    "note",
    [
        "[n]: https://a.example (secret)",
        "[n]:\n  https://a.example\n  'secret'",
        '> [n]: <x> "secret"',
        "- [n]: secret",
        "*[SNCF]: secret",
        "[//]: # (secret",
    ],
)
def test_a_note_nothing_uses_is_dropped(note: str) -> None:
    text = f"Un.\n\n{note}\n\nDeux."

    assert "secret" not in without_notes(text)
    assert "secret" not in render(text)
    assert without_notes(text).split()[0] == "Un."


@pytest.mark.parametrize(
    "text",
    [
        "[a][n].\n\n[n]: https://a.example",
        "[N]\n\n[n]: https://a.example",
        "La SNCF.\n\n*[SNCF]: chemins de fer",
        "[Note] : lire deux fois",
        "[x]: plusieurs mots qui se suivent",
    ],
)
def test_words_and_notes_that_are_used_stay(text: str) -> None:
    assert without_notes(text) == text
