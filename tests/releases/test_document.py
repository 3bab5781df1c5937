"""A release in the order a newsroom expects, and what it lacks before anyone is asked."""

from dataclasses import replace

import pytest

from comms.core.hours import Hour
from comms.core.html import Unreadable
from comms.releases.rules import (
    KINDS,
    MENTIONS,
    Document,
    Lack,
    ReleaseWords,
    compose,
    embargo_line,
    lacks,
    locale_for,
    title_of,
    unreadable,
)

PARIS = "Europe/Paris"
LEAVES = Hour("2030-11-25T06:00", PARIS)
WORDS = ReleaseWords(
    title="Calais : une nuit de plus dehors",
    overline="Droits humains",
    subtitle="Trois cents personnes sans abri",
    place="Calais",
    body="Le chapeau dit tout.\n\nLe corps explique.\n\nLa fin appelle.",
    contacts=("Nour Haddad, porte-parole, +33 6 39 98 00 01",),
)


def _document(**changes: object) -> Document:
    words = replace(WORDS, about="Qui ?")
    return compose(replace(words, **changes), leaves=LEAVES, embargo=None)


def test_a_release_is_put_in_its_parts() -> None:
    document = _document()

    assert document.mention == "COMMUNIQUÉ DE PRESSE"
    assert document.dateline == "Calais, le 25 novembre 2030"
    assert document.overline == "Droits humains"
    assert document.title == "Calais : une nuit de plus dehors"
    assert document.subtitle == "Trois cents personnes sans abri"
    assert document.lead == "Le chapeau dit tout."
    assert document.body == "Le corps explique.\n\nLa fin appelle."
    assert document.about == "Qui ?"
    assert document.contacts == WORDS.contacts


def test_a_release_without_embargo_says_nothing_of_one() -> None:
    assert _document().embargo == ""


def test_the_embargo_stands_at_the_head_with_its_hour_and_place() -> None:
    document = compose(WORDS, leaves=LEAVES, embargo=LEAVES)

    assert document.embargo == "SOUS EMBARGO JUSQU’AU LUNDI 25 NOVEMBRE 2030, 6 H (PARIS)"


def test_an_embargo_without_an_hour_is_not_invented() -> None:
    document = compose(WORDS, leaves=None, embargo=None)

    assert document.embargo == ""
    assert document.dateline == "Calais"


@pytest.mark.parametrize(
    ("hour", "lang", "line"),
    [
        (
            Hour("2030-11-25T06:30", PARIS),
            "fr",
            "SOUS EMBARGO JUSQU’AU LUNDI 25 NOVEMBRE 2030, 6 H 30 (PARIS)",
        ),
        (
            Hour("2030-11-25T16:05", "America/New_York"),
            "fr",
            "SOUS EMBARGO JUSQU’AU LUNDI 25 NOVEMBRE 2030, 16 H 05 (NEW YORK)",
        ),
        (
            Hour("2030-11-25T06:00", "Europe/London"),
            "en",
            "UNDER EMBARGO UNTIL MONDAY 25 NOVEMBER 2030, 06:00 (LONDON)",
        ),
        (
            Hour("2030-11-25T06:00", PARIS),
            "ar",
            "محظور النشر حتى الاثنين ٢٥ نوفمبر ٢٠٣٠، ٠٦:٠٠ (باريس)",
        ),
    ],
)
def test_an_embargo_is_read_in_the_language_of_the_document(
    hour: Hour, lang: str, line: str
) -> None:
    assert embargo_line(hour, lang) == line


@pytest.mark.parametrize(
    ("wall", "lang", "line"),
    [
        ("2030-12-01T06:00", "fr", "Calais, le 1er décembre 2030"),
        ("2030-12-11T06:00", "fr", "Calais, le 11 décembre 2030"),
        ("2030-12-01T06:00", "en", "Calais, 1 December 2030"),
        ("2030-12-01T06:00", "ar", "Calais، ١ ديسمبر ٢٠٣٠"),
        ("2030-12-01T06:00", "prs", "Calais، ۱ دسمبر ۲۰۳۰"),
        ("2030-12-01T06:00", "ti", "Calais, ታሕሳስ 1, 2030"),
    ],
)
def test_the_dateline_follows_the_usage_of_its_language(wall: str, lang: str, line: str) -> None:
    document = compose(replace(WORDS, lang=lang), leaves=Hour(wall, PARIS), embargo=None)

    assert document.dateline == line


def test_the_day_shown_is_the_day_it_leaves_in_its_own_place() -> None:
    just_after_midnight = Hour("2030-11-26T00:15", PARIS)

    document = compose(WORDS, leaves=just_after_midnight, embargo=None)

    assert document.dateline == "Calais, le 26 novembre 2030"


def test_a_dateline_without_a_place_is_the_day_alone() -> None:
    assert _document(place="").dateline == "25 novembre 2030"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "en", "ar", "ti"])
def test_every_kind_says_what_it_is_in_a_language_or_in_english(kind: str, lang: str) -> None:
    expected = MENTIONS[kind].get(lang, MENTIONS[kind]["en"])

    assert _document(kind=kind, lang=lang).mention == expected


@pytest.mark.parametrize("lang", ["tlh", "x_y", "nonsense"])
def test_a_language_without_dates_of_its_own_takes_english_ones(lang: str) -> None:
    assert locale_for(lang) == "en"
    assert _document(lang=lang).dateline == "Calais, November 25, 2030"


def test_dari_reads_the_dates_of_afghanistan() -> None:
    assert locale_for("prs") == "fa_AF"


@pytest.mark.parametrize("between", ["\n\n", "\n \n", "\n\t\n", "\n\n\n\n"])
def test_the_lead_ends_at_the_first_blank_line_even_one_with_spaces(between: str) -> None:
    document = _document(body=f"\n\nLe chapeau.{between}Le corps.\n")

    assert (document.lead, document.body) == ("Le chapeau.", "Le corps.")


def test_a_body_of_one_paragraph_is_all_lead() -> None:
    document = _document(body="Un seul\nparagraphe.")

    assert (document.lead, document.body) == ("Un seul\nparagraphe.", "")


def test_what_was_noted_for_oneself_never_reaches_the_reader() -> None:
    body = (
        "<!-- vérifier le nom\n\nde la source -->\n\nLe chapeau.\n\n[//]: # (à couper)\nLe corps."
    )

    document = _document(body=body)

    assert (document.lead, document.body) == ("Le chapeau.", "Le corps.")


def test_a_whole_release_lacks_nothing() -> None:
    assert lacks(WORDS) == []


def test_an_empty_release_says_all_it_lacks_at_once() -> None:
    found = lacks(ReleaseWords())

    assert found == [Lack.TITLE, Lack.BODY, Lack.PLACE, Lack.CONTACT]


@pytest.mark.parametrize("body", ["   \n", "<!-- rien -->", "[//]: # (rien)"])
def test_blanks_and_notes_are_no_text(body: str) -> None:
    assert lacks(replace(WORDS, body=body)) == [Lack.BODY]


def test_contacts_of_blanks_are_no_contact() -> None:
    assert lacks(replace(WORDS, contacts=(" ", ""))) == [Lack.CONTACT]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Avant\n<!-- jamais refermé", Unreadable.COMMENT_OPEN),
        ("[" * 61, Unreadable.TOO_NESTED),
        ("(" * 61 + ")" * 61, Unreadable.TOO_NESTED),
        ("a" * 200_001, Unreadable.TOO_LONG),
    ],
)
def test_what_cannot_be_rendered_is_said_before_anyone_is_asked(
    body: str, reason: Unreadable
) -> None:
    assert unreadable(body) == [reason]
    assert lacks(replace(WORDS, body=body)) == [reason]


def test_an_ordinary_text_with_links_and_brackets_is_readable() -> None:
    assert unreadable("Voir [le rapport](https://example.org) (en anglais). " * 200) == []


def test_words_come_back_as_they_were_kept() -> None:
    assert ReleaseWords.of(WORDS.plain()) == WORDS
    assert ReleaseWords.of({"title": "Seul"}) == ReleaseWords(title="Seul")
    assert WORDS.plain()["contacts"] == list(WORDS.contacts)


def test_lists_show_the_title_or_nothing() -> None:
    assert title_of(WORDS.plain()) == WORDS.title
    assert title_of({}) == ""
