"""Testimonies: written down as agreed, shown to few, withdrawn; each page asked by everyone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from comms.core import clock
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.rights import College, Role
from comms.testimonies import queries, service
from comms.testimonies.models import Testimony
from comms.testimonies.rules import Draft, TestimonyWrong, obstacles
from tests.conftest import NOW
from tests.figures.bank import acts
from tests.testimonies.voices import FORM, WORDS, told


def _testimony(app, number: int) -> Testimony:
    with app.app_context():
        return db.session.get_one(Testimony, number)


def test_everything_a_testimony_lacks_is_said_at_once():
    assert obstacles(Draft("Amal !")) == [
        TestimonyWrong.BAD_KEY,
        TestimonyWrong.NO_ALIAS,
        TestimonyWrong.NO_WORDS,
        TestimonyWrong.NO_USE,
        TestimonyWrong.NO_LANGUAGE,
        TestimonyWrong.NO_END,
        TestimonyWrong.NO_HOLDER,
    ]


def test_a_testimony_is_written_down_and_sealed(app, cast):
    holder = cast.actor("lea", Role.APPROVER, College.STAFF).id

    answer = cast.browser("ines").post("/testimonies/new", data={**FORM, "held_by": holder})

    page = cast.browser("ines").get(answer.location).text
    assert WORDS.partition(",")[0] in page
    assert "30 juin 2030" in page
    assert acts(app)[-1] == "testimony.added"
    with app.app_context():
        row = db.session.execute(text("select * from testimonies")).one()
        assert not any("19 ans" in str(cell) or "Nour" in str(cell) for cell in row)


def test_who_gives_no_key_gets_one_that_says_nothing_of_the_person(app, cast):
    holder = cast.actor("ines").id

    for _each in range(2):
        cast.browser("ines").post("/testimonies/new", data={**FORM, "key": "", "held_by": holder})

    with app.app_context():
        keys = db.session.scalars(select(Testimony.key).order_by(Testimony.id)).all()
    assert keys == ["temoignage-1", "temoignage-2"]


def test_no_key_comes_back_of_somebody_whom_a_restore_took_away(app, cast):
    with app.app_context():
        Register().add(No.WITHDRAWAL, ["testimony:temoignage-1"])  # after the backup was taken

    number = told(app, cast, key="")

    with app.app_context():
        assert db.session.get_one(Testimony, number).key == "temoignage-2"


def test_who_interpreted_and_who_keeps_the_contact_is_shown_to_few(app, cast):
    number = told(app, cast)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    seen = {
        name: "Nour" in cast.browser(name).get(f"/testimonies/{number}").text
        for name in ("ines", "omar")
    }

    assert seen == {"ines": True, "omar": False}
    assert "Nour" in lea.get(f"/testimonies/{number}").text
    edited = cast.browser("omar").get(f"/testimonies/{number}/edit", follow_redirects=True)
    assert "Nour" not in edited.text
    cast.browser("omar").post(f"/testimonies/{number}/edit", data={**FORM, "alias": "Autre"})
    with app.app_context():
        assert queries.agreed(db.session.get_one(Testimony, number)).alias == "A., 19 ans"


def test_what_was_agreed_to_is_changed_by_who_keeps_it(app, cast):
    number = told(app, cast)
    ines = cast.actor("ines").id

    cast.browser("ines").post(
        f"/testimonies/{number}/edit", data={**FORM, "for_networks": "on", "held_by": ines}
    )

    assert _testimony(app, number).for_networks
    assert acts(app)[-1] == "testimony.changed"


def test_who_withdraws_has_their_words_cleared_at_once(app, cast):
    number = told(app, cast)

    cast.browser("omar").post(f"/testimonies/{number}/withdraw")

    now = _testimony(app, number)
    assert (now.sealed, now.withdrawn_at, now.key) == (None, NOW, "a-19")
    page = cast.browser("ines").get(f"/testimonies/{number}").text
    assert "Les mots de la fiche ont été effacés" in page
    assert "19 ans" not in page
    assert acts(app)[-1] == "testimony.withdrawn"


def test_words_go_when_the_agreement_has_ended_for_long(app, cast):
    over = told(app, cast, until=date(2029, 1, 1))
    lasts = told(app, cast, key="b-20")

    with app.app_context(), clock.fixed(NOW + timedelta(days=1)):
        cleared = service.forget_ended()
        db.session.commit()

    assert cleared == 1
    assert _testimony(app, over).sealed is None
    assert _testimony(app, lasts).sealed


def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast):
    answer = cast.browser("ines").post("/testimonies/new", data={**FORM, "until": "un jour"})

    assert answer.status_code == 422
    assert "A., 19 ans" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Testimony)).all() == []


PAGES = ("/testimonies", "/testimonies/1", "/testimonies/new", "/testimonies/1/edit")
DEEDS = ("/testimonies/new", "/testimonies/1/edit", "/testimonies/1/withdraw")


def test_a_guest_sees_none_of_it(app, cast):
    told(app, cast)
    gus = cast.browser("gus", Role.GUEST)

    assert {gus.get(path).status_code for path in PAGES} == {403}
    assert {gus.post(path, data=FORM).status_code for path in DEEDS} == {403}


def test_a_stranger_is_led_to_the_door(app, cast):
    told(app, cast)
    browser = app.test_client()

    assert all(browser.get(path).location.startswith("/login") for path in PAGES)
    assert {browser.post(path, data=FORM).status_code for path in DEEDS} == {401}


def test_who_keeps_it_opens_every_page(app, cast):
    told(app, cast)

    assert {cast.browser("ines").get(path).status_code for path in PAGES} == {200}


@pytest.mark.parametrize("deed", ["", "/edit"])
def test_one_that_does_not_exist_is_not_found(cast, deed):
    assert cast.browser("ines").get(f"/testimonies/9{deed}").status_code == 404
    assert cast.browser("ines").post("/testimonies/9/withdraw").status_code == 404


def test_the_wrong_method_is_refused(app, cast):
    number = told(app, cast)

    assert cast.browser("ines").get(f"/testimonies/{number}/withdraw").status_code == 405
