"""Before one writes: whom we wrote to lately, who works side by side, who sleeps."""

from datetime import timedelta

from flask import Flask

from comms.contacts import queries, service
from comms.contacts.rules.courtesy import Care, Reader, Remark, remarks
from comms.contacts.rules.kinds import Spoken
from comms.core.db import db
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.book import person, role
from tests.writing import SOON, press_list, release_form, written

AMEL, BASILE = Reader(1, "Amel", ("La Voix",)), Reader(2, "Basile", ("La Voix", "Delta"))


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


def test_a_mail_noted_by_hand_counts_and_discreet_people_are_not_named(
    here: Flask, cast: Cast
) -> None:
    nour, lea = cast.actor("nour"), cast.actor("lea")
    listed = service.open_list("Littoral", actor=nour)
    amel = person(nour, given="Amel", family="A", emails="a@e.org", roles=role("La Voix"))
    secret = person(
        nour, given="Zoé", family="Z", emails="z@e.org", roles=role("La Voix"), is_discreet=True
    )
    service.put_on(listed, [amel.id, secret.id], actor=nour)
    service.note(amel, Spoken.MAIL, "écrit", NOW - timedelta(days=1), actor=nour)
    db.session.commit()

    hers = queries.courtesy([listed.id], NOW, {}, member_id=lea.id)
    mine = queries.courtesy([listed.id], NOW, {secret.id: NOW}, member_id=nour.id)

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
