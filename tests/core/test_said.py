"""Hours as people say them; what is not clear is asked, never guessed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comms.core.refusal import Refused
from comms.core.said import delay, read, read_day

NOW = datetime(2030, 3, 12, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))  # a Tuesday


FORMS = [
    ("jeudi 6 h", "2030-03-14T06:00"),
    ("Jeudi à 6h30", "2030-03-14T06:30"),
    ("jeudi prochain 18 h", "2030-03-14T18:00"),
    ("mardi 9 h", "2030-03-19T09:00"),  # today is Tuesday: the coming one
    ("lundi en huit 9h", "2030-03-25T09:00"),
    ("jeudi 14 mars 6 h", "2030-03-14T06:00"),
    ("le 14 mars à 6 h 05", "2030-03-14T06:05"),
    ("14 mars 2031 6h", "2031-03-14T06:00"),
    ("1er avril 9h", "2030-04-01T09:00"),
    ("2 janvier 9h", "2031-01-02T09:00"),
    ("12/3 14h30", "2030-03-12T14:30"),
    ("12/03/2030 14:30", "2030-03-12T14:30"),
    ("5/4/31 8h", "2031-04-05T08:00"),
    ("14.3. 6h", "2030-03-14T06:00"),
    ("demain 8h", "2030-03-13T08:00"),
    ("demain matin, 8 h", "2030-03-13T08:00"),
    ("demain midi", "2030-03-13T12:00"),
    ("après-demain à 18 h", "2030-03-14T18:00"),
    ("aujourd’hui 17h", "2030-03-12T17:00"),
    ("ce soir 20 h", "2030-03-12T20:00"),
    ("18h", "2030-03-12T18:00"),
    ("le 14 à 6 h", "2030-03-14T06:00"),
    ("le 3 à 6 h", "2030-04-03T06:00"),
    ("dans 2 heures", "2030-03-12T12:00"),
    ("dans 45 minutes", "2030-03-12T10:45"),
    ("dans 3 jours à 9 h", "2030-03-15T09:00"),
    ("dans 2 semaines 9h", "2030-03-26T09:00"),
    ("samedi 23 mars 2030 à 23 h 59", "2030-03-23T23:59"),
    ("2030-03-14 06:00", "2030-03-14T06:00"),
    ("2030-03-14T06:00", "2030-03-14T06:00"),
    ("Thursday 6am", "2030-03-14T06:00"),
    ("thu 6:30 pm", "2030-03-14T18:30"),
    ("next Friday at 18:00", "2030-03-15T18:00"),
    ("Monday week 9am", "2030-03-25T09:00"),
    ("14 March 6am", "2030-03-14T06:00"),
    ("March 14th, 2031 at 6:30 pm", "2031-03-14T18:30"),
    ("the 14th at noon", "2030-03-14T12:00"),
    ("tomorrow 8am", "2030-03-13T08:00"),
    ("the day after tomorrow at 9:00", "2030-03-14T09:00"),
    ("tonight 8pm", "2030-03-12T20:00"),
    ("today 12pm", "2030-03-12T12:00"),
    ("tomorrow 12am", "2030-03-13T00:00"),
    ("in 3 days at 9am", "2030-03-15T09:00"),
    ("in 2 hours", "2030-03-12T12:00"),
]


@pytest.mark.parametrize(("said", "meant"), FORMS)
def test_what_people_say_is_understood(said: str, meant: str) -> None:
    assert read(said, NOW) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "jeudi",
        "demain matin",
        "9h",  # past today
        "vendredi 14 mars 6 h",  # the fourteenth is a Thursday
        "30 février 6 h",
        "32/3 6h",
        "jeudi 25 h",
        "jeudi 6 h 75",
        "jeudi 13pm",
        "jeudi vers 6 h",
        "jeudi 6 h ou 7 h",
        "minuit",
        "6",
        "bientôt",
        "jeudi 6 h 14/3 15/3",
        "\u0000 6 h",
        "9" * 500,
    ],
)
def test_what_is_not_clear_is_refused(said: str) -> None:
    with pytest.raises(Refused):
        read(said, NOW)


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(said: str) -> None:
    try:
        meant = read(said, NOW)
    except Refused:
        return
    assert datetime.fromisoformat(meant)


@given(st.integers(min_value=1, max_value=1_500_000))
def test_what_is_read_back_in_full_is_read_again(minutes: int) -> None:
    at = NOW.replace(tzinfo=None) + timedelta(minutes=minutes)
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    said = f"{at.day} {months.split()[at.month - 1]} {at.year} à {at.hour} h {at.minute:02d}"

    assert read(said, NOW) == at.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hier", "2030-03-11"),
        ("avant-hier", "2030-03-10"),
        ("yesterday", "2030-03-11"),
        ("il y a un mois", "2030-02-12"),
        ("il y a deux semaines", "2030-02-26"),
        ("il y a 10 jours", "2030-03-02"),
        ("three days ago", "2030-03-09"),
        ("a year ago", "2029-03-12"),
        ("lundi dernier", "2030-03-11"),
        ("last Tuesday", "2030-03-05"),
        ("dans un mois", "2030-04-12"),
        ("in a week", "2030-03-19"),
        ("vendredi", "2030-03-15"),
    ],
)
def test_a_day_that_is_over_may_be_said_too(typed: str, day: str) -> None:
    assert read_day(typed, NOW).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [("vendredi", "2030-03-08"), ("mardi", "2030-03-12"), ("15/3", "2029-03-15"),
     ("12 mars", "2030-03-12"), ("le 20", "2030-02-20"), ("20 mars 2030", "2030-03-20")],
)  # fmt: skip
def test_of_a_day_that_is_over_the_last_one_is_meant(typed: str, day: str) -> None:
    assert read_day(typed, NOW, back=True).isoformat() == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30", date(2030, 4, 11)),
        ("30 jours", date(2030, 4, 11)),
        ("3 semaines", date(2030, 4, 2)),
        ("un mois", date(2030, 4, 12)),
        ("sous deux mois", date(2030, 5, 12)),
        ("10 months", date(2031, 1, 12)),
        ("un an", date(2031, 3, 12)),
        ("15 avril", None),
        ("", None),
    ],
)
def test_a_delay_counts_from_a_day(typed: str, day: date | None) -> None:
    assert delay(typed, NOW.date()) == day


def test_a_month_after_the_last_day_is_the_last_day() -> None:
    assert delay("1 mois", date(2030, 1, 31)) == date(2030, 2, 28)


def test_an_hour_that_is_over_is_not_read() -> None:
    with pytest.raises(Refused):
        read("hier 11 h", NOW)


OVER = [
    ("9 h", "2030-03-12T09:00"),
    ("hier 18 h", "2030-03-11T18:00"),
    ("lundi 9h30", "2030-03-11T09:30"),
    ("il y a 20 minutes", "2030-03-12T09:40"),
    ("2 hours ago", "2030-03-12T08:00"),
    ("maintenant", "2030-03-12T10:00"),
    ("12/3 8h", "2030-03-12T08:00"),
]


@pytest.mark.parametrize(("text", "wall"), OVER)
def test_an_hour_that_is_over_is_said_as_people_do(text: str, wall: str) -> None:
    assert read(text, NOW, back=True) == wall


@pytest.mark.parametrize("text", ["18 h", "dans 2 heures", "hier"])
def test_what_is_yet_to_come_is_not_over(text: str) -> None:
    with pytest.raises(Refused):
        read(text, NOW, back=True)
