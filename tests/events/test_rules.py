"""What an event is, when guests are called, which place is a secret, who is sent the kit."""

from datetime import UTC, date, datetime, timedelta

import pytest

from comms.events.rules import (
    Answer,
    EventWrong,
    Letters,
    Phase,
    Tally,
    is_call_day,
    is_said_by,
    obstacles,
    obstacles_to_answer,
    phase,
    place_hash,
    secrets_of,
    tally,
    wants_kit,
)

AT = datetime(2030, 3, 14, 10, tzinfo=UTC)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert obstacles("", " ", "x" * 2001, None, None) == [
        EventWrong.NO_KIND,
        EventWrong.NO_TITLE,
        EventWrong.TOO_LONG,
        EventWrong.NO_HOUR,
    ]
    assert obstacles("visit", "x", "", AT, AT) == [EventWrong.ENDS_FIRST]


@pytest.mark.parametrize(
    ("later", "cancelled", "expected"),
    [
        (timedelta(hours=-13), None, Phase.AHEAD),
        (timedelta(hours=-12), None, Phase.NOW),
        (timedelta(hours=2), None, Phase.NOW),
        (timedelta(hours=3), None, Phase.OVER),
        (timedelta(hours=-13), AT, Phase.CANCELLED),
    ],
)
def test_where_an_event_stands(
    later: timedelta, cancelled: datetime | None, expected: Phase
) -> None:
    assert phase(AT, None, cancelled, AT + later) is expected


def test_guests_are_called_two_days_and_one_day_before() -> None:
    days = [day for day in range(10, 16) if is_call_day(date(2030, 3, 14), date(2030, 3, day))]

    assert days == [12, 13]


def test_an_approval_is_for_this_place_and_this_hour_on_these_clocks() -> None:
    place, zone = "12, quai de la Digue", "Europe/Paris"
    first = place_hash(place, AT, None, zone)
    others = {
        place_hash("12, quai de la digue", AT, None, zone),
        place_hash(place, AT + timedelta(minutes=5), None, zone),
        place_hash(place, AT, AT + timedelta(hours=1), zone),
        place_hash(place, AT, None, "Europe/London"),
        place_hash(place, AT, None, "America/New_York"),
    }

    assert len(others - {first}) == 5


def test_the_name_of_a_town_is_no_secret() -> None:
    assert secrets_of("Calais") == []
    assert secrets_of("La Halle\nà droite\n\nau 2e étage") == ["La Halle"]


def test_each_line_of_a_place_is_a_secret_and_each_street_with_its_number() -> None:
    place = "Maison des marées, 12 bis, quai de la Digue, 62100 Calais\nau fond de la  cour"

    assert secrets_of(place) == [
        place.partition("\n")[0],
        "Maison des marées",
        "12 bis quai de la Digue",
        "au fond de la cour",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "venez au 12 quai de la digue !",
        "https://exemple.org/plan/12-quai-de-la-digue.html",
        "12_quai_de_la_digue",
        "12, quai de la **d**igue",
        "1 2, quai\nde la di-gue",
        "au 12bis quai de la Digue",
        "au 12 ter, quai de la Digue",
        "12 B, quai de la Digue",
        "12 quai de la Digue² ou ailleurs",
    ],
)
def test_a_secret_is_found_whatever_stands_between_its_letters(said: str) -> None:
    assert Letters(said).say("12, quai de la Digue")


@pytest.mark.parametrize("said", ["112 quai de la digue", "12 quai de la digues", "12, quai", ""])
def test_other_words_are_no_secret(said: str) -> None:
    assert not Letters(said).say("12, quai de la Digue")


def test_a_secret_with_a_closer_number_is_said_without_it_too() -> None:
    assert Letters("au 12 quai de la Digue").say("12 bis quai de la Digue")


def test_a_title_does_not_say_the_place() -> None:
    assert is_said_by("Visite, 12 quai de la DIGUE", "12, quai de la Digue")
    assert not is_said_by("Visite à Calais", "12, quai de la Digue, Calais")


def test_an_answer_says_how_many_come() -> None:
    assert obstacles_to_answer("yes", 2) == []
    assert obstacles_to_answer("", None) == [EventWrong.NO_ANSWER, EventWrong.PEOPLE]
    assert obstacles_to_answer("oui", 0) == [EventWrong.NO_ANSWER, EventWrong.PEOPLE]


def test_the_kit_goes_to_who_meant_to_come_or_asked() -> None:
    assert wants_kit(Answer.YES, came=False, asked=False)
    assert wants_kit(Answer.NO, came=False, asked=True)
    assert not wants_kit(Answer.NO, came=False, asked=False)
    assert not wants_kit(Answer.YES, came=True, asked=True)


def test_guests_are_counted_with_those_they_bring() -> None:
    counted = tally([("yes", 3, True), ("yes", 1, False), ("maybe", 2, False), ("", 1, False)])

    assert counted == Tally(guests=4, yes=2, maybe=1, silent=1, people=4, came=1)
