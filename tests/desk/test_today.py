"""Aujourd'hui: two people see two pages; the first day says what to do."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.publishing import service as publishing
from tests.conftest import NOW
from tests.writing import SOON, channel, post_form


@pytest.fixture
def asked(app, cast) -> int:
    form = post_form(text="Une nuit de plus dehors", at=SOON, channels=[channel(app)], then="ask")
    answer = cast.browser("ines").post("/posts/new", data=form)
    return int(answer.location.rsplit("/", 1)[1])


def _lea(cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


def test_two_people_see_what_waits_for_each(cast, asked):
    ines, lea = cast.browser("ines").get("/").text, _lea(cast).get("/").text

    assert "en relecture" in ines
    assert "à valider" in lea
    assert "à valider" not in ines
    assert "à valider" in lea.partition("Attend votre décision")[2].partition("</section>")[0]
    assert "Attend votre décision" not in ines
    mine, _, theirs = ines.partition("Chez les autres")
    assert "Une nuit de plus" not in mine.partition("<main")[2]
    assert "Une nuit de plus" in theirs


def test_a_title_in_another_language_says_which(cast):
    ines = cast.browser("ines")
    ines.post("/posts/new", data=post_form(text="Calais", lang="en"))

    assert "post · anglais · Ines" in ines.get("/").text


def test_a_stranger_is_led_to_the_door(app, asked):
    answer = app.test_client().get("/")

    assert (answer.status_code, answer.location) == (303, "/login")


def test_a_guest_sees_no_piece(cast, asked):
    page = cast.browser("gus", Role.GUEST)

    assert page.get("/").status_code == 200
    assert "Une nuit de plus" not in page.get("/").text


def test_today_is_only_looked_at(cast):
    assert cast.browser("ines").post("/").status_code == 405


@pytest.fixture
def planned(cast, asked) -> int:
    lea = _lea(cast)
    shown = lea.get(f"/review/{asked}").text.partition('name="hash" value="')[2].partition('"')[0]
    lea.post(f"/review/{asked}/approve", data={"hash": shown})
    return asked


def test_what_leaves_today_stands_with_its_hour(cast, planned):
    page = _lea(cast).get("/").text

    assert "À paraître aujourd’hui" in page
    assert "10\u00a0h\u00a030" in page
    assert "Tout suspendre" in page


def test_who_may_not_send_may_not_stop_everything(cast, planned):
    assert "Tout suspendre" not in cast.browser("ines").get("/").text


def test_the_first_day_says_what_to_do(cast):
    page = cast.browser("ines").get("/").text

    assert "Pour commencer" in page
    assert page.count("Commencer") == 4
    assert "Inviter qui écrit" not in page


def test_the_first_day_of_the_administration_begins_with_people(cast):
    page = cast.browser("chef", Role.ADMIN).get("/").text

    assert page.index("Inviter qui écrit") < page.index("Importer vos contacts")
    assert 'href="/settings/members"' in page


def test_what_is_done_is_said_to_be_done(cast, asked):
    assert cast.browser("ines").get("/").text.count("Commencer") == 3


def test_a_guest_is_not_asked_to_furnish_the_house(cast):
    page = cast.browser("gus", Role.GUEST).get("/").text

    assert "Pour commencer" not in page
    assert "Rien ne vous attend" in page


def test_the_number_beside_the_entry_is_of_what_must_be_decided(app, cast, planned):
    with clock.fixed(NOW + timedelta(hours=3)):
        with app.app_context():
            publishing.look_after_due()
            db.session.commit()
        lea = _lea(cast).get("/notices").text
        guest = cast.browser("gus", Role.GUEST).get("/").text

    assert "<b>1</b>" in lea
    assert "<b>1</b>" not in guest


def test_a_database_that_fails_is_said_on_a_page_that_asks_it_nothing(app, cast):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    ines = cast.browser("ines")
    with app.app_context():
        db.metadata.tables["notices"].drop(db.engine)

    answer = ines.get("/")

    assert answer.status_code == 500
    assert "L’incident est noté" in answer.text
