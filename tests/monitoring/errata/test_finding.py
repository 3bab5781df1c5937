"""Which numbers of an article are not as our records say."""

import pytest

from comms.monitoring.errata.rules.finding import Known, Thing, look, thing_of
from comms.sourcing.rules.weighing import words_of

YEAR = Known(
    "expulsions-2029", "1226", " expulsions observées", words_of("expulsions observées Calais"),
    frozenset({"2029"}), ("1220",),
)  # fmt: skip
TENTS = Known("tentes-2029", "4150", " tentes saisies", words_of("tentes saisies"))
BANK = [YEAR, TENTS]
OURS = {"Veille Littoral"}


def said(text: str, title: str = "", lang: str = "fr") -> list[tuple[str, str, str]]:
    return [(each.kind.value, each.key, each.words) for each in look(title, text, OURS, BANK, lang)]


@pytest.mark.parametrize(
    "text",
    [
        "Selon Veille Littoral, 1 226 personnes ont été expulsées en 2029.",
        "Un chiffre : 1 226 exilés ont été expulsés de leurs campements. Veille Littoral le dit.",
        "1.226 « personnes » expulsées, dit Veille Littoral.",
        "Veille Littoral compte 1226 migrants.",
    ],
)
def test_people_counted_for_expulsions_are_another_thing(text: str) -> None:
    (kind, key, _), *more = said(text)

    assert (kind, key, more) == ("other_thing", "expulsions-2029", [])


@pytest.mark.parametrize(
    "text",
    [
        "Selon Veille Littoral, 1 262 expulsions observées à Calais en 2029.",
        "Veille Littoral publie son rapport. On y lit 1 262 expulsions observées à Calais.",
    ],
)
def test_another_number_of_the_same_thing_is_another_value(text: str) -> None:
    assert said(text) == [("other_value", "expulsions-2029", "1 262")]


@pytest.mark.parametrize(
    "text",
    [
        "Selon Veille Littoral, 1 226 expulsions observées en 2029.",
        "Selon Veille Littoral, 1 220 expulsions observées en 2029.",  # what we said before
        "Selon Veille Littoral, plus de 1 200 expulsions observées à Calais.",
        "Selon Veille Littoral, 45 personnes dormaient là.",
        "Selon Veille Littoral, 1 190 expulsions observées à Calais en 2028.",  # another year
        "Selon Veille Littoral, 1 262 euros.",
        "Selon Veille Littoral, 12 000 expulsions observées à Calais.",  # another scale
        "Un autre décompte parle de 1 262 expulsions observées à Calais. Rien à voir. Ni ici. Fin.",
    ],
)
def test_what_is_right_rounded_or_elsewhere_is_no_erratum(text: str) -> None:
    assert said(text) == []


def test_a_headline_is_looked_at_and_a_number_is_found_once() -> None:
    found = said(
        "Veille Littoral parle de 1 226 personnes expulsées.", "Calais : 1 226 personnes expulsées"
    )

    assert [each[0] for each in found] == ["other_thing"]


def test_arabic_digits_are_numbers_too() -> None:
    assert said("قالت Veille Littoral ١٬٢٢٦ أشخاص.", lang="ar")[0][0] == "other_thing"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("personnes expulsées", Thing.PEOPLE), ("expulsions de personnes", Thing.EXPULSIONS),
        ("Räumungen", Thing.EXPULSIONS), ("tents seized", Thing.OBJECTS), ("euros", None),
    ],
)  # fmt: skip
def test_the_first_word_that_names_a_thing_says_what_is_counted(text, thing) -> None:
    assert thing_of(text) is thing
