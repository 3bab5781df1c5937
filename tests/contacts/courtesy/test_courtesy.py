"""Before one writes: whom we wrote to lately, who works side by side, who sleeps."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service import keeping
from comms.contacts.courtesy import queries as courtesy
from comms.contacts.courtesy.rules.remarks import Care, Reader, Remark, Workplace, remarks
from comms.contacts.courtesy.rules.whereabouts import Closing, closings, zone_of
from comms.contacts.lists import service as listing
from comms.core import clock
from comms.core.db import db
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import in_book, person, role
from tests.writing import SOON, press_list, release_form, written

VOICE, DELTA = Workplace("La Voix"), Workplace("Delta")
AMEL, BASILE = Reader(1, "Amel", (VOICE,)), Reader(2, "Basile", (VOICE, DELTA))


def test_nothing_to_say_is_nothing() -> None:
    assert remarks([AMEL], NOW) == []


def test_two_of_one_newsroom_are_named_once() -> None:
    assert remarks([AMEL, BASILE], NOW) == [Remark(Care.TOGETHER, ("Amel", "Basile"), "La Voix")]


def test_two_days_ago_is_lately_and_four_are_not() -> None:
    two, four = (Reader(3, "Chadia", (), NOW - timedelta(days=n)) for n in (2, 4))

    assert remarks([two, four], NOW) == [Remark(Care.LATELY, ("Chadia",))]


def test_the_night_ends_at_six() -> None:
    assert [bool(remarks([AMEL], NOW.replace(hour=hour))) for hour in (21, 22, 3, 5, 6)] == [
        *(False, True, True, True),
        False,
    ]


def test_who_sleeps_elsewhere_is_named_and_who_is_awake_there_is_not() -> None:
    far = Reader(3, "Farid", zone="Asia/Kabul")  # half past four hours ahead of 19 h in Paris
    near = Reader(4, "Nadia", zone="America/New_York")
    evening = NOW.astimezone(ZoneInfo("Europe/Paris")).replace(hour=19)
    night = evening.replace(hour=23)

    assert remarks([AMEL, far], evening) == [Remark(Care.NIGHT, ("Farid",))]
    assert remarks([near], night) == []
    assert remarks([AMEL, near], night) == [Remark(Care.NIGHT, ("Amel",))]


def test_a_newsroom_is_left_in_peace_in_its_last_hour() -> None:
    voice = Workplace("La Voix", "bouclage 17 h – 18 h 30")
    amel, basile = Reader(1, "Amel", (voice,)), Reader(2, "Basile", (voice, DELTA))
    together = Remark(Care.TOGETHER, ("Amel", "Basile"), "La Voix")

    found = remarks([amel, basile], NOW.replace(hour=18))

    assert found == [Remark(Care.CLOSING, ("Amel", "Basile"), "La Voix"), together]
    assert remarks([amel], NOW.replace(hour=16)) == remarks([amel], NOW.replace(hour=19)) == []


def test_a_deadline_counts_by_the_clock_of_who_works_there() -> None:
    london = Reader(1, "Amy", (Workplace("The Gazette", "17:00-18:00"),), zone="Europe/London")
    paris = NOW.astimezone(ZoneInfo("Europe/Paris"))

    assert remarks([london], paris.replace(hour=17, minute=30)) == []
    assert [each.care for each in remarks([london], paris.replace(hour=18, minute=30))] == [
        Care.CLOSING
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17 h – 18 h 30", [Closing("17:00", "18:30")]),
        ("entre 16h et 17h", [Closing("16:00", "17:00")]),
        ("16-18 h", [Closing("16:00", "18:00")]),
        ("bouclage 18h", [Closing("17:00", "18:00")]),
        ("before 5pm", [Closing("16:00", "17:00")]),
        ("23 h à 1 h", [Closing("23:00", "01:00")]),
        ("hebdo : le jeudi 16 h", [Closing("15:00", "16:00", "4")]),
        ("mardi et jeudi, 12 h", [Closing("11:00", "12:00", "24")]),
        ("quand c’est prêt", []),
        ("", []),
    ],
)
def test_deadlines_are_read_as_people_write_them(typed: str, read: list[Closing]) -> None:
    assert list(closings(typed)) == read


def test_a_clock_is_known_by_country_then_by_telephone() -> None:
    assert zone_of("Royaume-Uni", ["+33612345678"]) == "Europe/London"
    assert zone_of("Afghanistan", ["+93701234567"]) == "Asia/Kabul"
    assert zone_of("", ["+447911123456"]) == "Europe/London"
    assert zone_of("", ["+33639980011", "rien"]) is None


def test_a_card_says_that_it_is_night_where_the_person_lives(app: Flask, cast: Cast) -> None:
    with clock.fixed(NOW.replace(hour=21, minute=0)):
        kabul = in_book(app, cast, phones="+93 70 123 4567")
        paris = in_book(app, cast, phones="06 39 98 00 12", given="Anne")
        shown = cast.browser("nour").get(f"/contacts/{kabul}").text
        here = cast.browser("nour").get(f"/contacts/{paris}").text

    assert "il est 01:30 : il fait nuit" in shown.replace("\xa0", " ")
    assert "mieux vaut appeler le matin" in here
    assert "il fait nuit" not in cast.browser("nour").get(f"/contacts/{paris}").text


def test_a_mail_noted_by_hand_counts_and_discreet_people_are_not_named(
    here: Flask, cast: Cast
) -> None:
    nour, lea = cast.actor("nour"), cast.actor("lea")
    listed = listing.open_list("Littoral", actor=nour)
    amel = person(nour, given="Amel", family="A", emails="a@e.org", roles=role("La Voix"))
    secret = person(
        nour, given="Zoé", family="Z", emails="z@e.org", roles=role("La Voix"), is_discreet=True
    )
    listing.put_on(listed, [amel.id, secret.id], actor=nour)
    keeping.note(amel, Spoken.MAIL, "écrit", NOW - timedelta(days=1), actor=nour)
    db.session.commit()

    _, hers = courtesy.courtesy([listed.id], NOW, {}, reader_id=lea.id)
    _, mine = courtesy.courtesy([listed.id], NOW, {secret.id: NOW}, reader_id=nour.id)

    assert hers == [Remark(Care.LATELY, ("Amel A",))]
    assert mine == [
        Remark(Care.LATELY, ("Amel A", "Zoé Z")),
        Remark(Care.TOGETHER, ("Amel A", "Zoé Z"), "La Voix"),
    ]


def test_a_planned_release_says_what_to_think_of(app: Flask, cast: Cast) -> None:
    listed = press_list(app, "Littoral", "a@redaction.example")
    ines = cast.browser("ines")
    by_day = written(ines, "release", release_form(at=SOON, lists=listed))
    by_night = written(ines, "release", release_form(at="2030-03-12T23:30", lists=listed))

    assert "Avant d’écrire" not in ines.get(f"/review/{by_day}").text
    assert "tombe la nuit" in ines.get(f"/review/{by_night}").text.replace("\xa0", " ")
