"""The numbers of a text held against the bank: rules without anything set up."""

import pytest

from comms.figures.rules.record import State
from comms.pieces.rules.bindings import Prose, spoken
from comms.sourcing.rules.drafting import correction
from comms.sourcing.rules.weighing import Record, Unsound, bind, weigh, words_of

CHECKED = Record("e-2025", "expulsions", "1226", State.CHECKED, words=words_of("expulsions"))
OLD = Record("o-2025", "expulsions", "1230", State.CHECKED, past=("1226",))
OPEN = Record("n-2025", "tentes", "98", State.TO_CHECK, words=words_of("tentes"))
GONE = Record("g-2025", "bâches", "12", State.WITHDRAWN)
BOUND = {each.key: each for each in (CHECKED, OLD, OPEN, GONE)}


def _codes(text: str, kind: str = "release", title: str = "") -> list[Unsound]:
    prose = [Prose("title", title, "fr", is_head=True), Prose("body", text, "fr")]
    return [each.code for each in weigh(kind, prose, BOUND, [CHECKED, OPEN])]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[1 226](figure:e-2025) expulsions", []),
        ("[](figure:e-2025) expulsions", []),
        ("[1,226 evictions](figure:e-2025)", []),
        ("[mille deux cent vingt-six](figure:e-2025)", []),
        ("[la plupart](figure:e-2025)", []),
        ("[douze cents](figure:e-2025)", [Unsound.OTHER_VALUE]),
        ("mille deux cent vingt-six expulsions", [Unsound.UNBOUND_LIKELY]),
        ("onze arbres, deux équipes, dix-neuf ans", [Unsound.UNBOUND]),
        ("[1 227](figure:e-2025) expulsions", [Unsound.OTHER_VALUE]),
        ("[98](figure:nobody)", [Unsound.UNKNOWN]),
        ("[98](figure:n-2025)", [Unsound.UNCHECKED]),
        ("[12](figure:g-2025)", [Unsound.WITHDRAWN]),
        ("[300](figure:estimation)", [Unsound.ESTIMATE]),
        ("[1 226](figure:o-2025@was) puis [](figure:o-2025)", []),
        ("[1 227](figure:o-2025@was)", [Unsound.NEVER_SAID]),
        ("1 226 expulsions", [Unsound.UNBOUND_LIKELY]),
        ("7 arbres", [Unsound.UNBOUND]),
        ("le 12 mars, à 6 h, 28 jours", []),
    ],
)
def test_a_number_is_held_against_its_record(text: str, codes: list[Unsound]):
    assert _codes(text) == codes


def test_a_title_may_repeat_what_the_body_binds():
    assert _codes("[](figure:e-2025)", title="Calais : 1 226 expulsions") == []
    assert _codes("rien", title="Calais : 1 226 expulsions") == [Unsound.UNBOUND_LIKELY]


def test_in_a_post_a_loose_number_warns_and_a_wrong_one_blocks():
    prose = [Prose("text", "300 gens, [5](figure:e-2025), [9](figure:estimation)", "fr")]

    found = weigh("post", prose, BOUND, [])

    assert [(each.code, each.stands_in_the_way("post")) for each in found] == [
        (Unsound.OTHER_VALUE, True),
        (Unsound.UNBOUND, False),
    ]


def test_a_bare_binding_is_written_by_the_bank_in_the_language_of_the_text():
    records = {"figure:e-2025": "1226"}

    said = [spoken("[](figure:e-2025)", records, lang) for lang in ("fr", "en", "ar", "fa")]

    assert said == ["1\u202f226", "1,226", "١٬٢٢٦", "۱٬۲۲۶"]
    assert spoken("[1226](figure:e-2025)", records, "fr") == "1226"
    assert spoken("[](figure:x)", records, "fr", "(chiffre manquant)") == "(chiffre manquant)"


def test_one_tap_binds_the_number_or_lets_the_bank_write_it():
    text = "Le 12 mars, 412 tentes."

    prose = Prose("body", text, "fr")
    assert bind(prose, "412", "t", "412") == "Le 12 mars, [412](figure:t) tentes."
    assert bind(prose, "412", "t", "421") == "Le 12 mars, [](figure:t) tentes."
    assert bind(prose, "12", "t", "12") == text


def test_a_correction_says_both_values_and_lacks_nothing_itself():
    _, title, body = correction(
        "fr", title="1 226 expulsions", was="1 226", key="o-2025", label="expulsions",
        is_withdrawn=False,
    )  # fmt: skip

    assert title == "Rectificatif : 1 226 expulsions"
    assert _codes(body, title=title) == []
    assert correction("ti", title="x", was="1", key="k", label="l", is_withdrawn=True)[0] == "en"


def test_what_is_wrong_with_a_number_says_which_passage_it_speaks_of():
    text = "Hier [98](figure:nobody), puis 7 arbres et 7 abris."

    found = weigh("release", [Prose("body", text, "fr")], BOUND, [])

    passages = [text[slice(*each.span)] for each in found]
    assert passages == ["[98](figure:nobody)", "7"]
    assert found[1].span == (text.index("7"), text.index("7") + 1)
