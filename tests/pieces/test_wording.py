"""Differences are shown in the words one reads, without the signs of Markdown; none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.pieces.rules.changes import Run, changed_words
from comms.pieces.rules.wording import shown, words_of

pytestmark = pytest.mark.anywhere
BODY = "## Ce qui est **important**\n\n- lire [notre rapport](https://u.fr/a)\n\n> Une nuit.\n"


def _runs(old: str, new: str) -> list[Run]:
    return [run for each in changed_words({"b": old}, {"b": new}, {"b"}) for run in each.runs]


def test_a_text_is_read_without_its_signs():
    assert shown(words_of(BODY)) == ("Ce qui est important\n\n• lire notre rapport\n\nUne nuit.\n")


def test_what_changed_beside_signs_is_shown_in_words():
    assert _runs(BODY, BODY.replace("nuit", "heure")) == [
        Run("same", "Ce qui est important\n\n• lire notre rapport\n\nUne "),
        Run("gone", "nuit."),
        Run("new", "heure."),
        Run("same", "\n"),
    ]


def test_a_link_that_leads_elsewhere_shows_both_addresses():
    runs = _runs(BODY, BODY.replace("/a)", "/b)"))

    assert Run("gone", " (https://u.fr/a)") in runs
    assert Run("new", " (https://u.fr/b)") in runs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Titre", "Titre"),
        ("un **mot**", "un mot"),
        ("un *mot*", "un **mot**"),
        ("> cité", "cité"),
        ("- un", "un"),
        ("[ici](https://u.fr)", "ici"),
        ("2 * 3 * 4", "2 3 4"),
    ],
)
def test_a_change_of_signs_alone_is_still_a_change(old: str, new: str):
    assert any(run.kind in ("gone", "new") for run in _runs(old, new))


@given(st.text("ab*[]()#>- \n:/", max_size=40), st.text("ab*[]()#>- \n:/", max_size=40))
def test_no_change_of_words_is_lost(old: str, new: str):
    if shown(words_of(old), is_whole=True) != shown(words_of(new), is_whole=True):
        assert any(run.kind != "same" for run in _runs(old, new))
