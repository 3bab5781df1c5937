"""Whole texts: what is one, what a licence covers, how an article is set among our own words."""

from datetime import UTC, date, datetime

import pytest

from comms.core.html import render
from comms.monitoring.mentions.rules.quoting import LONGEST_QUOTE, quoted, shortened
from comms.pressreview.rules import licence as licences
from comms.pressreview.rules.counting import Step, by_outlet, over_time, step_of
from comms.pressreview.rules.licence import Licence, lacks, outlets_of
from comms.pressreview.rules.stories import Article, Story, Without, beyond, tongue
from comms.pressreview.rules.texts import (
    LONGEST_ALL,
    LONGEST_TEXT,
    Look,
    Paragraph,
    length_of,
    paragraphs_of,
    whole_of,
)
from comms.pressreview.rules.whole import with_texts
from comms.pressreview.rules.wrong import LicenceWrong
from tests.conftest import NOW

DAY = date(2030, 3, 12)
CFC = Licence("CFC", "12", DAY, ("La Voix du Littoral", "nord.example"))
LONG = (Paragraph("mot " * 5_000),)


def article(outlet: str, entry: int | None = 1, **facts: str) -> Article:
    return Article("Titre", outlet, facts.get("url", ""), NOW, "web", lang="fr", entry=entry)


def test_a_licence_holds_to_its_last_day_and_not_one_longer():
    assert CFC.holds_on(DAY)
    assert not CFC.holds_on(date(2030, 3, 13))


def test_a_licence_covers_an_outlet_by_its_name_or_its_site_and_no_other():
    assert CFC.covers("la voix du  littoral", "")
    assert CFC.covers("Autre", "https://www.nord.example/a")
    assert CFC.covers("Autre", "https://regions.nord.example/a")
    assert not CFC.covers("Autre", "https://pasnord.example/a")
    assert not CFC.covers("La Voix", "https://nord.example.net/a")
    assert not CFC.covers("", "")
    assert not Licence("CFC", "", DAY, (".", "example")).covers("x", "https://x.example/")
    accented = Licence("CFC", "", DAY, ("l-été.example",))
    assert accented.covers("x", "https://regions.xn--l-t-cmab.example/a")


def test_a_licence_lacks_whatever_would_make_it_say_more_than_it_does():
    wrong = Licence("", "", date(2030, 3, 11), readers=0, mention="x" * 400)
    assert set(lacks(wrong, DAY)) == {
        LicenceWrong.NO_GRANTOR, LicenceWrong.ENDED, LicenceWrong.NO_OUTLET, LicenceWrong.READERS,
        LicenceWrong.TOO_LONG,
    }  # fmt: skip
    assert lacks(CFC, DAY) == []
    assert licences.read(licences.written(CFC)) == CFC
    assert outlets_of(" Le  Nord \n\nhttps://www.nord.example/une\n") == ("Le Nord", "nord.example")


def test_what_a_feed_cuts_is_no_whole_text_and_what_stands_on_the_site_is():
    text = "<p>" + "Une phrase assez longue. " * 40 + "</p>"
    assert whole_of("", text) == text
    assert whole_of("", text.replace("</p>", "</p><p>Lire la suite</p>")) == ""
    assert whole_of("", text.replace(" </p>", " […]</p>")) == ""
    assert whole_of("", "<p>Le chapô seul.</p>") == ""
    assert whole_of("<p>Bref.</p>", "") == "<p>Bref.</p>"


def test_an_article_is_its_words_alone_paragraph_by_paragraph():
    html = (
        "<div>Un<br>deux <a href='https://x.example'>trois</a><h2>Titre &amp; fin</h2>"
        "<ul><li>a</li><li><p>b</p></li></ul><blockquote><p>« c »</p></blockquote>"
        "<table><tr><td>x</td><td>y</td></tr></table></div></div>fin"
    )
    found = [(each.text, each.look) for each in paragraphs_of(html)]
    assert found == [
        ("Un", Look.TEXT), ("deux trois", Look.TEXT), ("Titre & fin", Look.HEADING),
        ("a", Look.ITEM), ("b", Look.ITEM), ("« c »", Look.QUOTE), ("x y", Look.TEXT),
        ("fin", Look.TEXT),
    ]  # fmt: skip
    assert len(paragraphs_of(render("> a\n\nb"))) == 2
    assert paragraphs_of("<div>" * 30_000 + "fond") == (Paragraph("fond"),)


def test_of_a_story_the_first_article_the_licence_covers_is_printed_the_others_say_why_not():
    copied = Story(article("Ailleurs", 1), (article("La Voix du Littoral", 2),))
    stories = [copied, Story(article("Ailleurs")), Story(article("La Voix du Littoral", None))]

    found = with_texts(stories, CFC, {1: (Paragraph("un"),), 2: (Paragraph("deux"),)})

    assert found[0].whole.article.outlet == "La Voix du Littoral"
    assert found[0].whole.paragraphs == (Paragraph("deux"),)
    assert [each.without for each in found] == [None, Without.NOT_COVERED, Without.NOT_HELD]


def test_texts_are_bounded_one_by_one_and_together():
    many = [Story(article("La Voix du Littoral", each)) for each in range(60)]
    held = dict.fromkeys(range(60), (*LONG, *LONG, *LONG))

    found = with_texts(many, CFC, held)

    shown = [each.whole for each in found if each.whole]
    assert all(each.is_cut and length_of(each.paragraphs) <= LONGEST_TEXT + 2 for each in shown)
    assert sum(length_of(each.paragraphs) for each in shown) <= LONGEST_ALL
    assert found[-1].without is Without.NO_ROOM


def test_a_quotation_is_short_in_every_script():
    assert shortened("mot " * 200).endswith("mot …")
    assert 300 < len(shortened("mot " * 200)) <= LONGEST_QUOTE
    assert 300 < len(shortened("加来" * 400)) <= LONGEST_QUOTE
    assert 300 < len(quoted(["加来" * 400], ["加来"])) <= LONGEST_QUOTE


@pytest.mark.parametrize(
    ("lang", "tag"), [("fr_FR", "fr-FR"), ("ar", "ar"), ("français", ""), ("", ""), ("x", "")]
)
def test_a_language_is_said_as_documents_say_it_or_not_at_all(lang, tag):
    assert tongue(lang) == tag


def test_a_period_is_drawn_by_steps_one_takes_in_at_a_glance():
    at = datetime(2030, 3, 5, 12, tzinfo=UTC)
    story = Story(Article("t", "o", "", at, "web"))
    first, last = date(2030, 2, 20), date(2030, 3, 12)

    weeks = over_time([story], first, last, UTC)

    assert weeks.step is Step.WEEK
    assert weeks.counts == (
        (first, 0), (date(2030, 2, 25), 0), (date(2030, 3, 4), 1), (date(2030, 3, 11), 0),
    )  # fmt: skip
    assert step_of(date(2030, 3, 5), last) is Step.DAY
    assert step_of(date(2029, 3, 12), last) is Step.MONTH


def test_shares_add_up_whatever_the_number_of_outlets():
    stories = [Story(article(f"Média {each:02}")) for each in range(20)]

    shown, others = by_outlet(stories)

    assert (len(shown), others) == (12, 8)
    assert by_outlet(stories[:13])[1] == 0


@pytest.mark.parametrize(
    ("title", "quote", "left"),
    [
        (
            "Grand froid à Calais",
            "Grand froid à Calais. Grand froid à Calais : ils dorment.",
            "ils dorment.",
        ),
        ("Grand froid à Calais", "Grand froid à Calais", ""),
        (
            "Grand froid à Calais",
            "Grand froid à Calais ce matin.",
            "Grand froid à Calais ce matin.",
        ),
        ("HRO", "HRO : 98 opérations.", "HRO : 98 opérations."),
        ("", "Une phrase.", "Une phrase."),
    ],
)
def test_a_quotation_does_not_repeat_its_title(title: str, quote: str, left: str) -> None:
    assert beyond(title, quote) == left
