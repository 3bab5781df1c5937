"""What a talking point needs, and its figures as they stand now."""

import pytest

from comms.figures.rules.record import State
from comms.talking.rules import (
    Doubt,
    Held,
    PointWrong,
    Run,
    first_of,
    keys,
    obstacles,
    plain,
    present,
)

NOW = {"evictions": Held("1226", State.CHECKED)}


def test_a_point_needs_a_question_and_an_answer() -> None:
    assert obstacles(" ", "") == [PointWrong.NO_QUESTION, PointWrong.NO_ANSWER]
    assert obstacles("Combien ?", "x" * 4001) == [PointWrong.TOO_LONG]
    assert obstacles("Combien ?", "Beaucoup.") == []


@pytest.mark.parametrize(
    ("answer", "lang", "said", "was"),
    [
        ("[](figure:evictions) en un an", "fr", "1\u202f226 en un an", ""),
        ("[1 226](figure:evictions) en un an", "fr", "1\u202f226 en un an", ""),
        ("[1 200](figure:evictions) en un an", "fr", "1\u202f226 en un an", "1 200"),
        ("[](figure:evictions) in a year", "en", "1,226 in a year", ""),
        ("[](figure:evictions)", "ar", "١٬٢٢٦", ""),
        ("[plus de mille](figure:evictions)", "fr", "plus de mille (1\u202f226)", ""),
        ("[1 226](figure:evictions@was)", "fr", "1\u202f226", ""),
        ("Rien à lier.", "fr", "Rien à lier.", ""),
    ],
)
def test_a_figure_is_said_with_the_value_of_now(
    answer: str, lang: str, said: str, was: str
) -> None:
    runs = present(answer, NOW, lang)

    assert plain(runs) == said
    assert [each.was for each in runs if each.key] in ([was], [])


@pytest.mark.parametrize(
    ("state", "doubt"),
    [(State.TO_CHECK, Doubt.TO_CHECK), (State.WITHDRAWN, Doubt.WITHDRAWN), (State.CHECKED, None)],
)
def test_a_figure_nobody_should_say_is_marked(state: State, doubt: Doubt | None) -> None:
    [run] = present("[12](figure:tents)", {"tents": Held("12", state)}, "fr")

    assert (run.text, run.doubt) == ("12", doubt)


def test_a_figure_the_bank_does_not_know_is_marked() -> None:
    assert present("[](figure:gone)", {}, "fr") == [Run("…", "gone", doubt=Doubt.UNKNOWN)]


def test_the_keys_of_figures_and_of_nothing_else_are_asked_for() -> None:
    assert keys(["[1](figure:a) [A.](testimony:t)", "[](figure:b@was)"]) == {"a", "b"}


def test_the_language_of_the_person_comes_first_then_french() -> None:
    assert first_of(["fr", "en"], ["ar", "en"]) == "en"
    assert first_of(["en", "fr"], ["ar"]) == "fr"
    assert first_of(["ti"], ["ar"]) == "ti"
    assert first_of([], ["ar"]) == ""
