"""A remark stays at its passage while the text around it changes."""

from hypothesis import given
from hypothesis import strategies as st

from comms.pieces.rules.anchors import Place, find, follow

OLD = "Les équipes ont observé 98 opérations. Aucune solution n’a été proposée. L’eau manque."
PASSAGE = "98 opérations"
words = st.lists(st.sampled_from(["eau", "abri", "nuit", "gel", "froid"]), max_size=12).map(
    " ".join
)


def _at(text: str, passage: str) -> Place:
    start = text.index(passage)
    return Place(start, start + len(passage), is_same=True)


def test_a_passage_is_found_in_the_field_where_it_stands() -> None:
    found = find({"title": "Calais", "body": OLD, "contacts": ["Ada"]}, f" {PASSAGE}\n")

    assert found == ("body", _at(OLD, PASSAGE))


def test_blanks_broken_otherwise_are_the_same_passage() -> None:
    text = "ont observé\n98 opérations"

    assert find({"body": text}, "ont observé 98 opérations") == ("body", Place(0, 25, True))


def test_what_is_not_there_or_nothing_is_not_found() -> None:
    assert find({"body": OLD}, "12 opérations") is None
    assert find({"body": OLD}, "  ") is None


def test_words_added_before_and_after_move_a_passage() -> None:
    new = f"Depuis janvier, {OLD} Et le froid."

    assert follow(OLD, new, _at(OLD, PASSAGE)) == _at(new, PASSAGE)


def test_a_change_on_both_sides_keeps_it() -> None:
    new = OLD.replace("Les équipes", "Nos équipes").replace("L’eau manque", "L’eau est coupée")

    assert follow(OLD, new, _at(OLD, PASSAGE)) == _at(new, PASSAGE)


def test_a_passage_rewritten_in_part_is_said_to_be_so() -> None:
    new = OLD.replace(PASSAGE, "98 longues opérations").replace("manque", "reste coupée")

    found = follow(OLD, new, _at(OLD, PASSAGE))

    assert found is not None
    assert not found.is_same
    assert new[found.start : found.end] == "98 longues opérations"


def test_a_passage_taken_away_is_gone() -> None:
    new = OLD.replace("Aucune solution n’a été proposée. ", "").replace("Les", "Nos")

    assert follow(OLD, new, _at(OLD, "Aucune solution n’a été proposée.")) is None


def test_the_second_of_two_same_words_stays_the_second() -> None:
    old, new = "eau, puis eau, enfin", "encore eau, puis eau, à la fin"
    second = Place(10, 13, is_same=True)

    found = follow(old, new, second)

    assert found == Place(17, 20, is_same=True)


@given(words, words, words, words)
def test_what_is_written_around_a_passage_never_loses_it(
    before: str, after: str, more_before: str, more_after: str
) -> None:
    old = f"{before} PASSAGE gardé {after}"
    new = f"{more_before} {old} {more_after}"

    found = follow(old, new, _at(old, "PASSAGE gardé"))

    assert found == _at(new, "PASSAGE gardé")


def test_many_remarks_in_a_long_text_are_all_followed() -> None:
    old = " ".join(f"mot{number}" for number in range(3000))
    new = f"Avant. {old.replace('mot2000 ', 'autre ').replace('mot2 ', '')} Après."

    for number in range(50, 1990, 50):
        found = follow(old, new, _at(old, f"mot{number} "))

        assert found is not None
        assert found == _at(new, f"mot{number} ")
