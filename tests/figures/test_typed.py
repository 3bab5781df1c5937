"""Which numbers typed in a text are claims, and which record one probably means."""

import pytest

from comms.core.text import fold
from comms.figures.rules.typed import WORD, Known, Typed, found, likely

NO_CLAIM = (
    "A., 19 ans",
    "Ahmed, 19, dit",
    "âgé de 17 ans",
    "de 12 à 17 ans",
    "le 25 novembre 2030",
    "du 3 au 12 mars",
    "le 1er mars 2030",
    "12/03/2030",
    "2030-02-14",
    "à 14 h 30",
    "14h30",
    "6 h",
    "06:00",
    "at 6 pm",
    "pendant 28 jours",
    "48 heures",
    "trois mois, 2 nuits",
    "article L. 345-2-2 du code",
    "l’article 3 de la CEDH",
    "art. 8",
    "loi n° 2016-274",
    "directive 2013/33",
    "06 39 98 12 34",
    "+33 1 99 00 12 34",
    "0639981234",
    "12 rue des Dunes",
    "62100 Calais",
    "12 bis, quai du Rhin",
    "1. Premier",
    "## 2. Les chiffres",
    "en 2030, les équipes",
    "depuis 2019",
    "2029-2030",
    "https://exemple.org/2030/12",
    "#14Juillet",
    "COVID-19",
    "A16",
    "24 h/24 et 7j/7",
    "appelez le 115",
    "March 12, 2030",
    "12 March",
    "19-year-old",
    "aged 19",
    "section 3",
    "٢٥ نوفمبر ٢٠٣٠",
    "عمره ١٩ عاما",
    "۱۹ ساله",
    "المادة ٣",
    "am 12. März 2030",
    "Musterstraße 12",
    "[voir](https://exemple.org/12)",
    "CT16 1LT",
    "le 4e jour",
    "page 12",
    "12, 13 et 14 mars",
    "Tél. : 01 99 00 12 34",
)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_what_only_tells_when_where_or_who_is_no_claim(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("98 expulsions", ["98"]),
        ("1 226 expulsions en 28 jours", ["1 226"]),
        ("1\u202f226 expulsions", ["1\u202f226"]),
        ("1,226 evictions in 2025", ["1,226"]),
        ("و٩٨ عملية", ["٩٨"]),
        ("۱٬۲۲۶ مورد", ["۱٬۲۲۶"]),
        ("412 tentes et 37 bâches", ["412", "37"]),
        ("87 % des cas", ["87 %"]),
        ("2000 personnes", ["2000"]),
        ("en 2030, 300 personnes, dont 12 enfants", ["300", "12"]),
        ("> 98 tentes", ["98"]),
        ("de 30 à 40 personnes", ["30", "40"]),
        ("1 000 euros", ["1 000"]),
        ("**98** tentes.", ["98"]),
        ("12 opérations le 3 mars", ["12"]),
        ("le 12 mars, 412 tentes", ["412"]),
        ("En février 98 expulsions, en mars 12", ["98", "12"]),
    ],
)
def test_what_counts_is_a_claim(text: str, claims: list[str]):
    assert [each.words for each in found(text)] == claims


def test_what_is_bound_is_no_loose_claim():
    assert [each.words for each in found("[98](figure:x) et 12", [(0, 14)])] == ["12"]


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(fold(text)))


BANK = (
    Known("tents-2030-02", "421", _words("tentes saisies")),
    Known("evictions-2030-02", "98", _words("expulsions observées")),
)


@pytest.mark.parametrize(
    ("value", "around", "key"),
    [
        ("421", "421 tentes", "tents-2030-02"),
        ("412", "412 tentes saisies à Calais", "tents-2030-02"),  # two digits changed places
        ("412", "412 arbres", None),
        ("98", "98 opérations", "evictions-2030-02"),
        ("9000", "9000 tentes saisies", None),
    ],
)
def test_a_number_that_is_not_bound_probably_means_a_record(value, around, key):
    assert likely(Typed(value, value, 0, 3), _words(around), BANK) == key


@pytest.mark.parametrize(
    ("lang", "text", "claims"),
    [
        ("fr", "quatre-vingt-dix-huit expulsions", [("quatre-vingt-dix-huit", "98")]),
        (
            "fr",
            "Nous avons vu mille deux cent vingt-six tentes.",
            [("mille deux cent vingt-six", "1226")],
        ),
        ("fr", "98 expulsions, douze tentes", [("98", "98"), ("douze", "12")]),
        ("fr", "vingt‑cinq abris\nonze tentes", [("vingt‑cinq", "25"), ("onze", "11")]),
        ("en", "ninety-eight evictions", [("ninety-eight", "98")]),
        ("en", "two hundred and six tents", [("two hundred and six", "206")]),
        ("de", "achtundneunzig Räumungen", [("achtundneunzig", "98")]),
        ("ar", "quatre-vingt-dix-huit", []),
    ],
)
def test_a_number_in_words_is_a_claim(lang: str, text: str, claims: list[tuple[str, str]]):
    assert [(each.words, each.value) for each in found(text, (), lang)] == claims
    assert all(text[each.start : each.end] == each.words for each in found(text, (), lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "A., dix-neuf ans"),
        ("fr", "âgé de dix-sept ans"),
        ("fr", "le vingt-cinq novembre 2030"),
        ("fr", "à quatorze heures trente"),
        ("fr", "pendant quarante-huit heures"),
        ("fr", "l’article quinze de la loi"),
        ("fr", "une personne, le second, la première"),
        ("fr", "une centaine de personnes"),
        ("en", "for twenty-four hours, a nineteen-year-old"),
        ("en", "on the twenty-fifth of March, one of them"),
        ("en", "aged nineteen"),
        ("de", "ein Zelt, vierzehn Uhr, seit zwanzig Jahren"),
    ],
)
def test_words_that_tell_when_or_who_are_no_claim(lang: str, text: str):
    assert [each for each in found(text, (), lang) if not each.is_small] == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("\n " * 20_000 + "98 tentes", ["98"]),
        ("1" + " " * 20_000 + "x", ["1"]),
        ("appel" + " " * 20_000 + "x", []),
        ("12" + " " * 20_000 + "rue des Dunes", ["12"]),
        ("A-" * 20_000 + " 98 tentes", ["98"]),
        ("a" * 60_000 + " 98 tentes", ["98"]),
        ("deux tentes, " * 5_000, ["deux"] * 5_000),
    ],
)
def test_a_text_of_blanks_or_of_one_word_is_read_like_another(text: str, claims: list[str]):
    assert [each.words for each in found(text, (), "fr")] == claims


def test_a_few_things_in_words_are_a_claim_only_beside_a_record_that_says_the_same():
    bank = [Known("water", "3", _words("points d’eau ouverts"))]
    (three,) = found("trois points d’eau sont ouverts", (), "fr")

    assert three.is_small
    assert likely(three, _words("trois points d’eau ouverts"), bank) == "water"
    assert likely(three, _words("trois associations"), bank) is None


def test_what_is_bound_is_no_loose_claim_beside_words():
    text = "douze tentes, [98](figure:x), onze abris"
    assert [each.words for each in found(text, [(14, 28)], "fr")] == ["douze", "onze"]
