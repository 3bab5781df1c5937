"""Quotation marks of every language of ours, as Unicode CLDR gives them."""

import re

import pytest

from comms.core import quotes
from comms.pieces.rules.bindings import Prose
from comms.pieces.rules.house import Advice, places
from comms.sourcing.rules import inline
from comms.sourcing.rules.weighing import loose

PAIRS = ["«»", "‹›", "“”", "‘’", "„“", "‚‘", "”“", "’‘", '""']


@pytest.mark.parametrize("pair", PAIRS)
def test_no_house_word_warns_within_marks_of_any_language(pair):
    text = f"Avant {pair[0]}une évacuation de l’aube{pair[1]} après, puis une évacuation."

    found = list(places(text, "fr", [Advice("évacuation", "expulsion")]))

    assert [each.start for each in found] == [text.rindex("évacuation")]


@pytest.mark.parametrize("pair", PAIRS)
def test_who_speaks_between_marks_of_any_language_is_seen(pair):
    text = f"{pair[0]}Ils ont pris nos tentes{pair[1]}, raconte A., 19 ans."

    assert [who for _start, _end, who in inline.speakers(text)] == ["A."]


@pytest.mark.parametrize("pair", PAIRS)
def test_numbers_in_the_words_of_a_person_are_theirs(pair):
    said = f"{pair[0]}أخذوا 30 خيمة{pair[1]} — [أ.](testimony:a-19)"
    prose = Prose("body", f"{said}\n\nرأينا 40 خيمة.", "ar")

    assert [number.words for number, _record in loose(prose, (), [])] == ["40"]


def test_an_apostrophe_opens_no_quotation():
    text = "L’eau d’ici, c’est l’État qui l’a coupée ; ‘t Zand, aujourd’hui"

    assert re.findall(quotes.run(), text) == []


def test_marks_stay_on_the_line_of_their_words() -> None:
    assert (
        quotes.bound("Il dit : « Non. » Puis «rien».") == "Il dit : «\u00a0Non.\u00a0» Puis «rien»."
    )
