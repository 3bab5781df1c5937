"""Which agency an article is credited to, and where a later copy stands."""

import pytest

from comms.monitoring.mentions.rules.agencies import agency_of
from comms.monitoring.mentions.rules.standing import State, inherited

CREDITS = [
    ([], "CALAIS (AFP) - Une dépêche.", "AFP"),
    ([], "Un texte. Avec un long corps. (Reuters)", "Reuters"),
    ([], "La Rédaction avec AFP. Un texte.", "AFP"),
    (["Le Nord avec AFP"], "Un texte.", "AFP"),
    ([], "LONDON (AP) — A text.", "AP"),
    ([], "AFP – Une dépêche", "AFP"),
    ([], "Un journaliste de l’AFP était là.", ""),
    ([], "Un texte, avec l’AFP", "AFP"),
    (["Agence France-Presse"], "", "AFP"),
    ([], "By Associated Press. A text.", "AP"),
    ([], "AFP | Une dépêche", "AFP"),
    ([], "<p>La nuit a été longue.</p><p><i>AFP</i></p>", "AFP"),
    ([], "Un texte. Source AFP", "AFP"),
    ([], "Elle travaille à l’AFP", ""),
    (["Capucine"], "La PA et les AP de la ville.", ""),
]


@pytest.mark.parametrize(("authors", "text", "agency"), CREDITS)
def test_an_agency_is_read_where_it_is_credited(authors, text, agency):
    assert agency_of(authors, text) == agency


def test_a_credit_in_the_middle_of_a_long_text_is_a_quotation():
    assert agency_of([], f"{'mot ' * 100}(AFP){' mot' * 100}") == ""


def test_a_later_copy_stands_where_people_put_its_story():
    assert inherited([]) == State.NEW
    assert inherited([State.NEW, State.KEPT]) == State.KEPT
    assert inherited([State.DISMISSED]) == State.DISMISSED
    assert inherited([State.DISMISSED, State.NEW]) == State.NEW
