"""An hour that is said is read back in full, with a script and without."""

from datetime import datetime

import pytest
from flask import Flask

from comms.core.db import db
from comms.core.rights import Role
from comms.pieces import queries
from comms.pieces.models import Piece
from tests.core.test_said import FORMS
from tests.writing import SOON, post_form, written


def _ask(cast, **words: str):
    return cast.browser("ines").get("/calendar/hour", query_string=words)


def test_what_is_understood_is_said_in_full_with_its_place(cast):
    answer = _ask(cast, said="jeudi 6 h", zone="Europe/Paris")

    assert answer.json["wall"] == "2030-03-14T06:00"
    assert answer.json["told"] == "jeudi 14 mars 2030, 6\u00a0h, Paris"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_form_is_read_back_in_full_in_both_languages(cast, lang):
    """The tests' clock says ten in Paris, as that of the forms does."""
    ines = cast.browser("ines")
    ines.post("/account", data={"name": "Inès", "lang": lang})

    for said, meant in FORMS:
        told = ines.get("/calendar/hour", query_string={"said": said}).json
        assert told == {"wall": meant, "told": _in_full(datetime.fromisoformat(meant), lang)}, said


def _in_full(at: datetime, lang: str) -> str:
    if lang == "en":
        return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}, Paris"
    first = "1er" if at.day == 1 else at.day
    minutes = f"\u00a0{at.minute:02d}" if at.minute else ""
    days = f"{WEEK[at.weekday()]} {first} {YEAR[at.month - 1]} {at.year}"
    return f"{days}, {at.hour}\u00a0h{minutes}, Paris"


YEAR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def test_it_is_the_clock_of_the_zone_that_counts(cast):
    assert _ask(cast, said="dans 1 heure", zone="Asia/Kabul").json["wall"] == "2030-03-12T14:30"


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("jeudi", "Europe/Paris"),
        ("", "Europe/Paris"),
        ("jeudi 6 h", "Mars/Base"),
        ("31 mars 2 h 30", "Europe/Paris"),
        ("27 octobre 2 h 30", "Europe/Paris"),
    ],
)
def test_what_cannot_be_meant_is_told_in_a_sentence(cast, said, zone):
    answer = _ask(cast, said=said, zone=zone)

    assert answer.status_code == 422
    assert len(answer.json["told"]) > 20


def test_without_a_script_the_server_understands_what_was_said(app: Flask, cast):
    number = written(cast.browser("ines"), "post", post_form(at="", at_said="jeudi 6 h"))

    with app.app_context():
        at = queries.content(db.session.get_one(Piece, number)).plan.at
        assert at is not None
        assert (at.wall, at.zone) == ("2030-03-14T06:00", "Europe/Paris")


def test_what_is_said_counts_before_what_was_picked(app: Flask, cast):
    number = written(cast.browser("ines"), "post", post_form(at=SOON, at_said="demain 8h"))

    with app.app_context():
        at = queries.content(db.session.get_one(Piece, number)).plan.at
        assert at is not None
        assert at.wall == "2030-03-13T08:00"


def test_who_may_not_write_is_read_nothing(app: Flask, cast):
    assert cast.browser("gus", Role.GUEST).get("/calendar/hour?said=18h").status_code == 403
    assert app.test_client().get("/calendar/hour?said=18h").status_code == 303
