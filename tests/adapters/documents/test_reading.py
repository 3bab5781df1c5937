"""From the HTML of a text to blocks: nothing is lost, a speaker is told from what they said."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comms.adapters.documents import (
    Heading,
    Items,
    Line,
    Quote,
    Rule,
    Run,
    Table,
    blocks_of,
    in_order,
    write,
)
from comms.core.html import render
from tests.adapters.documents.papers import paper


def _blocks(text: str) -> tuple[object, ...]:
    return blocks_of(str(render(text)))


def test_words_keep_their_weight_and_their_links():
    (line,) = _blocks("Un **gros *mot*** et [un lien](https://exemple.org/a?b=1&c=2).")

    assert line == Line(
        (
            Run("Un "),
            Run("gros ", bold=True),
            Run("mot", bold=True, italic=True),
            Run(" et "),
            Run("un lien", link="https://exemple.org/a?b=1&c=2"),
            Run("."),
        )
    )


def test_a_link_that_leads_nowhere_is_only_words():
    (line,) = _blocks("[ici](/page) [là](figure:k)")

    assert {run.link for run in line.runs} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "> Encore.  \n> — Ada, porte-parole",
        "> Encore.\n>\n> — Ada, porte-parole",
    ],
)
def test_who_speaks_is_told_from_what_is_said(text):
    (quote,) = _blocks(text)

    assert quote == Quote((Line((Run("Encore."),)),), (Run("— Ada, porte-parole"),))


def test_a_quotation_without_a_name_has_no_speaker():
    assert _blocks("> Encore — et encore.") == (Quote((Line((Run("Encore — et encore."),)),)),)


def test_lists_tables_rules_and_headings_are_blocks():
    found = _blocks(
        "## A\n\n- un\n    - deux\n\n---\n\n4. quatre\n\n| a | b |\n|---|---|\n| c | d |"
    )

    heading, bullets, rule, numbers, table = found
    assert heading == Heading(2, (Run("A"),))
    assert isinstance(bullets, Items)
    assert isinstance(bullets.entries[0][1], Items)
    assert rule == Rule()
    assert (numbers.numbered, numbers.first) == (True, 4)
    assert table == Table((((Run("a"),), (Run("b"),)), ((Run("c"),), (Run("d"),))))


def test_a_heading_inside_a_quotation_heads_nothing():
    (quote,) = _blocks("> ## Fort")

    assert quote.blocks == (Line((Run("Fort", bold=True),)),)


def test_headings_skip_no_level():
    blocks = in_order([Heading(1, ()), Heading(4, ()), Heading(3, ()), Heading(2, ())])

    assert [each.level for each in blocks] == [1, 2, 3, 2]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_no_word_is_lost_on_the_way(text):
    html = str(render(text.replace("<", " ").replace("&", " ")))

    words = "".join(part for part in "".join(_texts(blocks_of(html))).split())
    from_page = "".join(_plain(html).split())
    assert words == from_page


def _texts(blocks):
    for block in blocks:
        for run in getattr(block, "runs", ()) or getattr(block, "speaker", ()):
            yield run.text
        for inner in getattr(block, "blocks", ()):
            yield from _texts([inner])
        for entry in getattr(block, "entries", ()):
            yield from _texts(entry)
        for row in getattr(block, "rows", ()):
            yield from (run.text for cell in row for run in cell)


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def test_plain_text_reads_as_a_person_writes_it():
    text = write("txt", paper()).decode()

    assert text == (
        "COMMUNIQUÉ DE PRESSE\n\n"
        "Calais : une nuit de plus\n\n"
        "Les équipes ont vu 98 personnes.\n\n"
        "Eau\n\n"
        "- un point d’eau\n- un abri\n\n"
        "3. trois\n4. quatre\n\n"
        "« Je n’ai plus rien. »\n— Ada Exemple, porte-parole\n\n"
        "Lieu | Nombre\nCalais | 12\n\n"
        "Le rapport (https://exemple.org/r), code, vite.\n\n"
        "Contact\nAda, +33 1 99 00 12 34, presse@exemple.org\n"
    )
