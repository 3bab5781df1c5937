"""What changed between two revisions, as the reader of a review sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.pieces.rules.changes import Change, Run, changed_words

AT = {"wall": "2030-11-25T10:00", "zone": "Europe/Paris", "fold": 0}
TEXTS = st.text("abé ك\n", max_size=30)


def _said(change: Change, *kinds: str) -> str:
    return "".join(run.text for run in change.runs if run.kind in kinds)


def test_two_equal_revisions_have_no_change() -> None:
    content = {"words": {"title": "Calais"}, "plan": {"at": AT, "channels": [1]}}

    assert changed_words(content, content) == []


def test_one_changed_word_shows_what_is_gone_and_what_is_new() -> None:
    found = changed_words(
        {"body": "La police a rasé le camp"}, {"body": "La police a vidé le camp"}
    )

    assert found == [
        Change(
            "body",
            (
                Run("same", "La police a "),
                Run("gone", "rasé"),
                Run("new", "vidé"),
                Run("same", " le camp"),
            ),
        )
    ]


def test_a_changed_comma_shows() -> None:
    found = changed_words({"body": "Hier soir"}, {"body": "Hier, soir"})

    assert _said(found[0], "gone") == "Hier"
    assert _said(found[0], "new") == "Hier,"


def test_a_field_written_for_the_first_time_is_all_new() -> None:
    found = changed_words({}, {"words": {"title": "Une nuit"}})

    assert found == [Change("words.title", (Run("new", "Une nuit"),))]


def test_a_field_emptied_is_all_gone() -> None:
    found = changed_words({"words": {"title": "Une nuit"}}, {"words": {"title": ""}})

    assert found == [Change("words.title", (Run("gone", "Une nuit"),))]


@pytest.mark.parametrize("nothing", ["", None, [], {}])
def test_one_kind_of_nothing_for_another_is_no_change(nothing: object) -> None:
    assert changed_words({"words": {"place": nothing}}, {"words": {}}) == []


def test_fields_come_in_the_order_of_the_page_and_those_taken_away_last() -> None:
    found = changed_words({"old": "a", "title": "b"}, {"title": "c", "body": "d"})

    assert [change.field for change in found] == ["title", "body", "old"]


def test_an_hour_is_said_in_words_and_not_in_inner_parts() -> None:
    before, now = {"plan": {"at": AT}}, {"plan": {"at": {**AT, "wall": "2030-11-26T10:00"}}}

    found = changed_words(before, now)

    assert [change.field for change in found] == ["plan.at"]
    assert _said(found[0], "same", "new") == "2030-11-26 10:00 Europe/Paris"
    assert _said(found[0], "gone") == "2030-11-25"


def test_sendings_stay_under_one_name() -> None:
    sendings = [
        {"key": "main", "lists": [5], "at": None},
        {"key": "embargo", "lists": [], "at": AT},
    ]

    found = changed_words({"plan": {}}, {"plan": {"sendings": sendings}})

    assert [change.field for change in found] == ["plan.sendings"]
    assert "2030-11-25 10:00 Europe/Paris" in _said(found[0], "new")


def test_lists_are_said_line_by_line() -> None:
    found = changed_words({"contacts": ["Nour"]}, {"contacts": ["Nour", "Ali"]})

    assert _said(found[0], "new").strip() == "Ali"


@given(TEXTS, TEXTS)
def test_what_is_same_and_gone_is_the_old_text_and_same_and_new_the_new_one(
    old: str, new: str
) -> None:
    for change in changed_words({"body": old}, {"body": new}):
        assert _said(change, "same", "gone") == old
        assert _said(change, "same", "new") == new
