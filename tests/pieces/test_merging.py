"""Two people wrote in one text: both keep their words, or both see where they met."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.pieces.rules.merging import Merged, merge

BASE = "Cette nuit, la police a détruit le camp du quai. Aucune solution n’a été proposée."
WORDS = st.lists(st.text("abcdeéكታ", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@dataclass(frozen=True)
class Case:
    base: list[str]
    ours: list[str]
    theirs: list[str]


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    """Draw a text of distinct words and two rewritings of it."""
    base = draw(WORDS)
    return Case(base, _rewritten(draw, base, "O"), _rewritten(draw, base, "T"))


def _rewritten(draw: st.DrawFn, base: list[str], mark: str) -> list[str]:
    words = []
    for place, word in enumerate(base):
        if draw(st.booleans()):
            words.append(word)
        if draw(st.integers(0, 4)) == 0:
            words.append(f"{mark}{place}")
    return words


def test_two_changes_in_two_places_of_a_paragraph_are_both_kept() -> None:
    ours = BASE.replace("Cette nuit", "Hier soir")
    theirs = BASE.replace("proposée", "offerte")

    merged = merge(BASE, ours, theirs)

    assert merged.clashes == ()
    assert merged.value == ours.replace("proposée", "offerte")


def test_two_changes_of_one_word_are_shown_to_both() -> None:
    ours = BASE.replace("détruit", "rasé")
    theirs = BASE.replace("détruit", "évacué")

    merged = merge(BASE, ours, theirs, "words.body")

    assert merged == Merged(ours, ("words.body",))


def test_two_changes_side_by_side_are_not_joined_blindly() -> None:
    merged = merge("un deux trois", "un DEUX trois", "un deux, trois", "body")

    assert merged.clashes == ("body",)


def test_the_same_change_made_twice_is_one_change() -> None:
    ours = BASE.replace("quai", "port")
    theirs = BASE.replace("quai", "port").replace("Aucune", "Nulle")

    merged = merge(BASE, ours, theirs)

    assert merged == Merged(theirs)


def test_what_one_deletes_and_the_other_leaves_alone_is_gone() -> None:
    ours = BASE.replace(" Aucune solution n’a été proposée.", "")
    theirs = BASE.replace("Cette", "La")

    merged = merge(BASE, ours, theirs)

    assert merged == Merged("La nuit, la police a détruit le camp du quai.")


def test_words_added_in_a_sentence_the_other_deleted_are_shown_to_both() -> None:
    ours = BASE.replace(" Aucune solution n’a été proposée.", "")
    theirs = BASE.replace("solution", "solution digne")

    merged = merge(BASE, ours, theirs, "body")

    assert merged.clashes == ("body",)


def test_two_paragraphs_keep_their_line_breaks() -> None:
    base = "Un chapeau.\n\nUn corps.\n\nUne fin."

    merged = merge(base, base.replace("Un chapeau", "Le chapeau"), base.replace("fin", "chute"))

    assert merged == Merged("Le chapeau.\n\nUn corps.\n\nUne chute.")


def test_arabic_and_tigrinya_merge_like_any_text() -> None:
    base = "ليلة واحدة في كاليه ሓደ ለይቲ ኣብ ካለ"

    merged = merge(base, base.replace("واحدة", "أخرى"), base.replace("ካለ", "ፈረንሳ"))

    assert merged == Merged("ليلة أخرى في كاليه ሓደ ለይቲ ኣብ ፈረንሳ")


def test_fields_are_merged_one_by_one() -> None:
    base = {"title": "A", "body": "un deux trois", "plan": {"channels": [1]}}
    ours = {"title": "B", "body": "un deux trois", "plan": {"channels": [1, 2]}}
    theirs = {"title": "A", "body": "un deux quatre", "plan": {"channels": [1]}}

    merged = merge(base, ours, theirs)

    assert merged.clashes == ()
    assert merged.value == {
        "title": "B",
        "body": "un deux quatre",
        "plan": {"channels": [1, 2]},
    }


def test_a_clash_names_the_field_by_its_path_and_the_other_fields_still_merge() -> None:
    base = {"title": "A", "plan": {"at": "lundi", "channels": [1]}}
    ours = {"title": "B", "plan": {"at": "mardi", "channels": [1, 2]}}
    theirs = {"title": "A", "plan": {"at": "jeudi", "channels": [1, 3]}}

    merged = merge(base, ours, theirs)

    assert merged.clashes == ("plan.at", "plan.channels")
    assert merged.value == ours


def test_a_field_that_is_new_on_one_side_is_kept() -> None:
    merged = merge({"title": "A"}, {"title": "A", "place": "Calais"}, {"title": "B"})

    assert merged == Merged({"title": "B", "place": "Calais"})


def test_a_field_that_one_took_away_does_not_come_back_empty() -> None:
    merged = merge(
        {"title": "A", "place": "Calais"}, {"title": "A"}, {"title": "B", "place": "Calais"}
    )

    assert merged == Merged({"title": "B"})


@pytest.mark.parametrize("base", [BASE, "", {"a": "un", "b": [1]}, [1, 2], 3, None])
@pytest.mark.parametrize("other", ["autre", {"a": "deux"}, [3], None])
def test_a_side_that_changed_nothing_takes_what_the_other_wrote(
    base: object, other: object
) -> None:
    assert merge(base, base, other) == Merged(other)
    assert merge(base, other, base) == Merged(other)
    assert merge(base, other, other) == Merged(other)


@given(_cases())
def test_merging_never_loses_a_word_that_both_kept(case: Case) -> None:
    merged = merge(" ".join(case.base), " ".join(case.ours), " ".join(case.theirs), "body")

    both = set(case.ours) & set(case.theirs)
    assert both <= set(merged.value.split())


@given(_cases())
def test_merging_without_a_clash_keeps_all_that_was_added_and_nothing_that_was_deleted(
    case: Case,
) -> None:
    merged = merge(" ".join(case.base), " ".join(case.ours), " ".join(case.theirs), "body")

    if merged.clashes:
        assert merged.value == " ".join(case.ours)
        return
    base, ours, theirs = set(case.base), set(case.ours), set(case.theirs)
    assert set(merged.value.split()) == (ours - base) | (theirs - base) | (ours & theirs)


@given(_cases())
def test_merging_does_not_depend_on_who_comes_first(case: Case) -> None:
    base, ours, theirs = " ".join(case.base), " ".join(case.ours), " ".join(case.theirs)

    one, other = merge(base, ours, theirs, "body"), merge(base, theirs, ours, "body")

    assert one.clashes == other.clashes
    assert one.clashes or one.value == other.value


@given(st.text(), st.text())
def test_a_text_merged_with_its_own_unchanged_base_is_itself(base: str, text: str) -> None:
    assert merge(base, base, text) == Merged(text)
    assert merge(base, text, base) == Merged(text)
