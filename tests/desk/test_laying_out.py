"""How Aujourd'hui lays its cards out, and what of a hit is marked."""

from datetime import timedelta

from comms.core.panels import Place, TodayCard, TodayRow
from comms.desk.rules import Run, laid_out, runs
from tests.conftest import NOW

TITLES = {Place.DECIDE: "À décider", Place.LEAVING: "À paraître"}


def _card(place: Place, title: str, *rows: TodayRow) -> TodayCard:
    return TodayCard(place, title, rows)


def test_what_must_be_decided_stands_in_one_card():
    late, doubtful = TodayRow("late"), TodayRow("doubtful")

    (card,) = laid_out(
        [_card(Place.DECIDE, "a", late), _card(Place.DECIDE, "b", doubtful)], TITLES, NOW
    )

    assert (card.title, card.rows) == ("À décider", (late, doubtful))


def test_what_leaves_is_told_by_the_hour():
    evening = TodayRow("evening", at=NOW + timedelta(hours=8))
    noon, never = TodayRow("noon", at=NOW + timedelta(hours=2)), TodayRow("no hour")

    (card,) = laid_out(
        [_card(Place.LEAVING, "posts", evening, never), _card(Place.LEAVING, "mail", noon)],
        TITLES,
        NOW,
    )

    assert card.rows == (noon, evening, never)


def test_what_is_due_stands_first_then_what_leaves_today_then_all_else():
    draft = _card(Place.DO, "À faire", TodayRow("draft"))
    signed = _card(Place.DO, "Signatures", TodayRow("next week", at=NOW + timedelta(days=7)))
    leaving = _card(Place.LEAVING, "posts", TodayRow("at noon", at=NOW + timedelta(hours=2)))
    kit = _card(Place.DO, "À publier", TodayRow("kit", at=NOW))
    lost = _card(Place.DECIDE, "a", TodayRow("lost"))
    asked = TodayCard(Place.DO, "Attend votre décision", (TodayRow("review"),), asks=True)

    given = [draft, signed, leaving, kit, asked, lost]
    titles = [card.title for card in laid_out(given, TITLES, NOW)]

    assert titles == [
        *("À décider", "Attend votre décision", "À publier", "À paraître", "À faire", "Signatures")
    ]


def test_what_came_up_is_done_before_a_draft_and_what_waits_for_others_comes_below():
    others = TodayCard(Place.DO, "Chez les autres", (TodayRow("asked"),), waits=True)
    draft = _card(Place.DO, "À faire", TodayRow("draft"))
    field = TodayCard(Place.DO, "Reçu du terrain", (TodayRow("field"),), is_first=True)

    titles = [card.title for card in laid_out([others, draft, field], TITLES, NOW)]

    assert titles == ["Reçu du terrain", "À faire", "Chez les autres"]


def test_what_was_typed_is_marked_in_spite_of_accents():
    assert runs("Équipe à Calais", "equ cal") == [
        Run("Équ", True),
        Run("ipe à ", False),
        Run("Cal", True),
        Run("ais", False),
    ]


def test_a_letter_that_folds_to_two_is_marked_whole():
    assert runs("Sœur Œuvre", "oeu") == [
        Run("S", False),
        Run("œu", True),
        Run("r ", False),
        Run("Œu", True),
        Run("vre", False),
    ]


def test_a_mark_inside_what_was_typed_is_marked_with_it():
    assert runs("e\u0301te\u0301", "ete") == [Run("e\u0301te", True), Run("\u0301", False)]


def test_nothing_found_marks_nothing():
    assert runs("Calais", "zz") == [Run("Calais", False)]


def test_signs_of_markup_are_only_characters():
    assert runs("a <b>", "<b>") == [Run("a ", False), Run("<b>", True)]
