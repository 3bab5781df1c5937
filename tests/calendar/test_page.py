"""The month on the page: in the association's zone, for guests too, light when it is full."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.forms import STATES
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.conftest import NOW
from tests.writing import press_list, release_form, written


def _piece(app: Flask, author: int, title: str, due: datetime, state: str = State.DRAFT) -> int:
    with app.app_context():
        made = Piece(
            kind="post",
            state=state,
            title=title,
            lang="fr",
            folded=title,
            author_id=author,
            due_at=due,
            made_at=NOW,
            touched_at=NOW,
        )
        db.session.add(made)
        db.session.commit()
        return made.id


@pytest.fixture
def ines(cast) -> int:
    return cast.actor("ines").id


def test_a_piece_stands_on_its_day_with_its_hour_and_its_state(app, cast, ines):
    number = _piece(app, ines, "Une nuit de plus", NOW + timedelta(hours=3), State.SCHEDULED)

    page = cast.browser("ines").get("/calendar").text

    assert "Mars 2030" in page
    assert "Une nuit de plus" in page
    assert "13\u00a0h" in page
    assert f'href="/review/{number}"' in page
    assert "chip sea scheduled" in page


def test_the_last_evening_of_a_month_stays_in_it(app, cast, ines):
    _piece(app, ines, "Le soir du 31", datetime(2030, 3, 31, 21, 30, tzinfo=UTC))
    browser = cast.browser("ines")

    assert "Le soir du 31" in browser.get("/calendar?month=2030-03").text
    april = browser.get("/calendar?month=2030-04").text
    assert "Avril 2030" in april
    assert "Le soir du 31" not in april


def test_days_follow_the_zone_of_the_association(app, cast, ines):
    _piece(app, ines, "Le soir du 31", datetime(2030, 3, 31, 21, 30, tzinfo=UTC))
    with app.app_context():
        options.put("zone", "Indian/Mayotte")
        db.session.commit()

    assert "Le soir du 31" in cast.browser("ines").get("/calendar?month=2030-04").text


def test_a_piece_without_an_hour_is_not_shown(app, cast, ines):
    with app.app_context():
        piece = db.session.get_one(Piece, _piece(app, ines, "Sans heure", NOW))
        piece.due_at = None
        db.session.commit()

    _piece(app, ines, "Avec une heure", NOW)

    page = cast.browser("ines").get("/calendar").text

    assert "Avec une heure" in page
    assert "Sans heure" not in page


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_said_in_words(app, cast, ines, state: State):
    _piece(app, ines, "Un contenu", NOW, state)

    answer = cast.browser("ines").get("/calendar?view=list")

    assert answer.status_code == 200
    row = answer.text.partition("Un contenu")[2].partition("</span>")[0]
    with app.test_request_context():
        assert row.endswith(f">{STATES[state]}")


@pytest.mark.parametrize("view", ["", "list"])
def test_a_guest_sees_titles_and_opens_nothing(app, cast, ines, view: str):
    number = _piece(app, ines, "Une nuit de plus", NOW, State.REVIEW)

    page = cast.browser("gus", Role.GUEST).get(f"/calendar?view={view}").text

    assert "Une nuit de plus" in page
    assert f"/review/{number}" not in page
    assert f"/pieces/{number}" not in page


def test_one_sees_what_one_writes_alone(app, cast, ines):
    _piece(app, cast.actor("karim").id, "De Karim", NOW)
    _piece(app, ines, "D’Inès", NOW)

    page = cast.browser("ines").get("/calendar?mine=1").text

    assert "D’Inès" in page
    assert "De Karim" not in page


def test_today_and_the_days_that_matter_are_marked(cast):
    page = cast.browser("ines").get("/calendar").text

    assert page.count('aria-current="date"') == 2  # the day, and « ce mois »
    assert "droits des femmes" in page


def test_a_month_shows_the_days_beside_it_and_what_stands_there(app, cast, ines):
    _piece(app, ines, "Le 30 avril", datetime(2030, 4, 30, 9, tzinfo=UTC))
    browser = cast.browser("ines")

    may = browser.get("/calendar?month=2030-05").text

    assert 'data-day="2030-04-29"' in may  # the Monday before the first of May
    assert 'data-day="2030-06-02"' in may
    assert "Le 30 avril" in may
    assert "Le 30 avril" not in browser.get("/calendar?month=2030-05&view=list").text


def test_a_day_is_in_the_order_of_its_hours_whatever_stands_there(app, cast, ines):
    _piece(app, ines, "Le matin", datetime(2030, 3, 20, 8, tzinfo=UTC))
    _piece(app, ines, "Le soir", datetime(2030, 3, 20, 19, tzinfo=UTC))
    early = {"embargo_at": "2030-03-20T12:00", "embargo_lists": press_list(app, "A", "a@b.example")}
    written(cast.browser("ines"), "release", release_form(at="2030-03-21T06:00", **early))

    for view in ("", "list", "week&week=2030-W12"):
        page = cast.browser("ines").get(f"/calendar?view={view}").text
        places = [page.index(title) for title in ("Le matin", "Sous embargo", "Le soir")]
        assert places == sorted(places)


def test_what_was_given_up_has_not_left(app, cast, ines):
    _piece(app, ines, "Un contenu", NOW, State.DROPPED)

    page = cast.browser("ines").get("/calendar?view=columns").text

    assert "Partis <b>0</b>" in page
    assert "Abandonnés <b>1</b>" in page


def test_months_are_turned(cast):
    page = cast.browser("ines").get("/calendar?month=2030-12").text

    assert "month=2030-11" in page
    assert "month=2031-01" in page


def test_a_month_with_nothing_says_what_it_is_for(cast):
    page = cast.browser("ines").get("/calendar?month=2031-01&view=list").text

    assert "Rien n’est prévu ce mois-ci" in page


@pytest.mark.parametrize("month", ["2030-13", "x", "-1", "9999-01"])
def test_a_month_that_does_not_exist_is_not_found(cast, month: str):
    assert cast.browser("ines").get(f"/calendar?month={month}").status_code == 404


def test_a_stranger_is_led_to_the_door(app):
    assert app.test_client().get("/calendar").location.startswith("/login")


def test_the_calendar_is_only_looked_at(cast):
    assert cast.browser("ines").post("/calendar").status_code == 405


def test_a_title_is_never_markup(app, cast, ines):
    _piece(app, ines, '"><script>x</script>', NOW)

    assert "<script>x" not in cast.browser("ines").get("/calendar").text


def test_five_hundred_pieces_in_a_month_are_light_and_quick(app, cast, ines):
    with app.app_context():
        for number in range(500):
            due = NOW.replace(day=1) + timedelta(hours=number * 1.4)
            title = f"Contenu {number} : les expulsions de la semaine à Calais et à Grande-Synthe"
            db.session.add(
                Piece(
                    kind="release" if number % 3 else "post",
                    state=list(State)[number % 8],
                    title=title,
                    lang="fr",
                    folded=title,
                    author_id=ines,
                    due_at=due,
                    made_at=clock.now(),
                    touched_at=clock.now(),
                )
            )
        db.session.commit()

    answer = cast.browser("ines").get("/calendar")

    assert answer.text.count("Contenu 4") > 50
    assert len(gzip.compress(answer.data)) < 100_000
