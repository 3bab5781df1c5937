"""How names are read: French order, particles, desks, titles; and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.contacts.book.rules.names import name_words, read_halves, read_name


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("LEFÈVRE Élodie", "Élodie", "Lefèvre"),
        ("Élodie LEFÈVRE", "Élodie", "Lefèvre"),
        ("Camille Roussel", "Camille", "Roussel"),
        ("Roussel Camille", "Camille", "Roussel"),
        ("ROUSSEL, Camille", "Camille", "Roussel"),
        ("Mme Camille ROUSSEL", "Camille", "Roussel"),
        ("Ben Ahmed", "", "Ben Ahmed"),
        ("Ben Ahmed Karim", "Karim", "Ben Ahmed"),
        ("Karim Ben Ahmed", "Karim", "Ben Ahmed"),
        ("Le Goff Gaël", "Gaël", "Le Goff"),
        ("DE LA TOUR Jean-Pierre", "Jean-Pierre", "de La Tour"),
        ("Jean-Pierre de La Tour", "Jean-Pierre", "de La Tour"),
        ("Marie Anne Durand", "Marie Anne", "Durand"),
        ("JEAN DUPONT", "Jean", "Dupont"),
        ("jean dupont", "Jean", "Dupont"),
        ("Marie\nDupont", "Marie", "Dupont"),
        ("O’BRIEN Sinéad", "Sinéad", "O’Brien"),
        ("McDonald Ian", "Ian", "McDonald"),
        ("محمد الأحمد", "محمد", "الأحمد"),
        ("Saïd", "", "Saïd"),
    ],
)
def test_a_name_has_its_halves(typed: str, first: str, last: str) -> None:
    read = read_name(typed)

    assert (read.given, read.family, read.is_desk) == (first, last, False)


@pytest.mark.parametrize(
    "typed", ["Rédaction Nord Littoral", "La rédaction", "Desk Paris", "Service politique", "Info"]
)
def test_a_desk_is_no_person(typed: str) -> None:
    read = read_name(typed)

    assert read.is_desk
    assert (read.whole, read.given, read.family) == (typed, "", "")


def test_what_stands_in_brackets_is_no_name() -> None:
    read = read_name("Hélène Marouf (pigiste)")

    assert (read.whole, read.aside) == ("Hélène Marouf", "pigiste")


def test_two_columns_are_trusted() -> None:
    assert read_halves("Pierre", "MARTIN").whole == "Pierre Martin"
    assert read_halves("Martin", "PIERRE").whole == "Martin Pierre"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_and_no_word_is_invented(typed: str) -> None:
    read = read_name(typed)

    assert set(name_words(read.whole)) <= set(name_words(typed))
    assert read_name(read.whole).whole == read_name(read_name(read.whole).whole).whole


@given(st.text(alphabet="abcdeéèàç-' ", min_size=1, max_size=30))
def test_a_name_read_again_is_the_same_name(typed: str) -> None:
    once = read_name(typed)
    again = read_name(once.whole)

    assert sorted(name_words(again.whole)) == sorted(name_words(once.whole))
