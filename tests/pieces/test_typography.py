"""French print: what is set otherwise, what is never touched, and twice is once."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comms.pieces.rules.typography import tidied, tidy

N, T = "\u00a0", "\u202f"
ADDRESSES = [
    "https://exemple.org/a?b=c;d",
    "www.exemple.fr/1er",
    "presse@exemple.org",
    "exemple.org/page:1",
    "@ada_l'eau",
    "`a ? b : 'c'`",
    "<!-- à 14h30 ? -->",
    "[1 226](figure:expulsions-2030)",
]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{T}?"),
        ("Pourquoi?", f"Pourquoi{T}?"),
        ("Quoi ?!", f"Quoi{T}?!"),
        ("Deux choses : l'eau; l'abri.", f"Deux choses{N}: l’eau{T}; l’abri."),
        ('Il dit "partez".', f"Il dit «{N}partez{N}»."),
        ("Il dit “partez”.", f"Il dit «{N}partez{N}»."),
        ("« Partez »", f"«{N}Partez{N}»"),
        ("«Partez»", f"«{N}Partez{N}»"),
        ('« Il dit "partez" »', f"«{N}Il dit “partez”{N}»"),
        ("à 14h30", f"à 14{N}h{N}30"),
        ("à 14 h 30", f"à 14{N}h{N}30"),
        ("à 14:30", f"à 14{N}h{N}30"),
        ("dès 6h.", f"dès 6{N}h."),
        ("le 1 mars", f"le 1er{N}mars"),
        ("le 1er mars", f"le 1er{N}mars"),
        ("le 1 er, la 1ère, le 2ème", "le 1er, la 1re, le 2e"),
        ("1 226 expulsions", f"1{T}226 expulsions"),
        ("98% et 5 €", f"98{N}% et 5{N}€"),
        ("A Calais, l'Etat attend...", "À Calais, l’État attend…"),
        ("Ca suffit. A Loon-Plage aussi.", "Ça suffit. À Loon-Plage aussi."),
        ("A été détruit", "A été détruit"),
        ("[98](figure:x) ?", f"[98](figure:x){T}?"),
        ("**Gras** : suite", f"**Gras**{N}: suite"),
        ("Voir https://exemple.org/a !", f"Voir https://exemple.org/a{T}!"),
    ],
)
def test_french_print_sets_it_so(typed: str, printed: str) -> None:
    assert tidy(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        *ADDRESSES,
        "![schéma](a.png)",
        "| a | b |\n|:---|---:|\n| 1 | 2 |",
        '```\nsi a ? b : "c"\n```',
        '    code ? "oui"',
        'The people of Calais: "we have nothing"; is this the law?',
        "[//]: # (à 14h30 ?)",
        "tél. +33 1 99 00 12 34",
        "ratio 3:2, 2030-03-12T14:30",
        "وماذا الآن؟ ሰላም፧",
        "",
    ],
)
def test_what_is_code_an_address_or_english_is_not_touched(text: str) -> None:
    assert tidy(text) == text


def test_a_french_paragraph_beside_an_english_one_is_set() -> None:
    text = 'La police les a chassés ?\n\nThey said: "go" to the people!'

    assert tidy(text) == f'La police les a chassés{T}?\n\nThey said: "go" to the people!'


@pytest.mark.parametrize("lang", ["en", "ar", "de", "ti"])
def test_other_languages_are_left_alone(lang: str) -> None:
    words = {"title": "Why ?", "body": 'A "word" : 14h30'}

    assert tidied(words, lang) == words


def test_only_texts_are_set_and_the_rest_stays() -> None:
    words = {"body": "Quoi ?", "contacts": ["Ada ?"], "link": "https://a.org/?", "date": ""}

    assert tidied(words, "fr", thin=N) == {**words, "body": f"Quoi{N}?"}


SIGNS = st.sampled_from(
    [
        *" \n'\":;!?«»“”.,()*_#>-|`[]<@",
        *(N, T, "1", "14", "h", "30", "er", "mars", "A ", "Etat", "é", "\n\n", "mot", "le", "the"),
        *("...", "%", "€", "226", "à ", *ADDRESSES),
    ]
)
TEXTS = st.lists(SIGNS, max_size=40).map("".join)


@example('""\'""')
@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once


@given(TEXTS)
def test_no_word_and_no_line_is_lost(text: str) -> None:
    def bare(said: str) -> str:
        said = said.translate(str.maketrans("ÀÉÇ’", "AEC'")).replace("…", "...")
        return re.sub(r"[^a-z0-9\n]", "", said.casefold())

    assert bare(tidy(text)).count("mot") == bare(text).count("mot")
    assert tidy(text).count("\n") == text.count("\n")


@given(
    st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=4),
    st.sampled_from([" ", " ? ", " : "]),
)
def test_addresses_and_code_come_out_as_they_went_in(held: list[str], between: str) -> None:
    out = tidy(f"Les équipes{between}".join(["", *held]))

    for each in held:
        assert each in out


@pytest.mark.parametrize(
    "text",
    [
        *("a-" * 20_000, "a." * 20_000, "a" * 20_000, " " * 60_000 + "x", "`" * 20_000),
        *("](" * 20_000, "[](figure:" * 6_000 + "x", "<!--" * 20_000, "`" * 5_000 + "x" * 15_000),
    ],
)
def test_signs_that_repeat_are_left_as_they_are(text: str) -> None:
    assert tidy(text) == text


def test_many_quotations_are_all_set() -> None:
    assert tidy('"a" ' * 5_000) == f"«{N}a{N}» " * 5_000


def test_the_french_texts_of_a_network_are_set_and_no_mention_is_touched() -> None:
    words = {
        "text": "Avec @{l'Auberge} ?",
        "variants": [
            {"network": "x", "lang": "fr", "text": "Quoi ?"},
            {"network": "", "lang": "en", "text": "Why ?"},
        ],
    }

    found = tidied(words, "fr", thin=N)

    assert found["text"] == f"Avec @{{l'Auberge}}{N}?"
    assert [each["text"] for each in found["variants"]] == [f"Quoi{N}?", "Why ?"]
