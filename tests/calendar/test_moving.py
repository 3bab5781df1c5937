"""A piece put on another day: the rules of the form, and nothing leaves that nobody approved."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.cast import Cast
from tests.writing import SOON, approved, channel, post_form, press_list, release_form, written

PARIS = ZoneInfo("Europe/Paris")


def _stands(app: Flask, number: int) -> tuple[str, str]:
    """Return the state of a piece and the hour it leaves at, in Paris."""
    with app.app_context():
        piece = db.session.get_one(Piece, number)
        assert piece.due_at is not None
        return piece.state, f"{piece.due_at.astimezone(PARIS):%Y-%m-%dT%H:%M}"


def _move(cast: Cast, number: int, day: str, **more: object) -> str:
    fields = {"day": day, "base": 1, "back": "/calendar", **more}
    browser = cast.browser("ines")
    answer = browser.post(f"/calendar/{number}/move", data=fields)
    return browser.get("/calendar").text if answer.status_code == 303 else answer.text


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return a draft for 12 March, half past ten."""
    form = post_form(at=SOON, channels=channel(app))
    return written(cast.browser("ines"), "post", form)


def test_a_draft_goes_to_another_day_at_the_same_hour(app, cast, post):
    page = _move(cast, post, "2030-03-20")

    assert _stands(app, post) == (State.DRAFT, "2030-03-20T10:30")
    assert "est déplacé" in page


def test_another_day_takes_the_approval_back_and_says_so(app, cast):
    number = approved(cast, "post", post_form(at=SOON, channels=channel(app)))

    page = _move(cast, number, "2030-03-20")

    assert _stands(app, number) == (State.REVIEW, "2030-03-20T10:30")
    assert "demande une nouvelle validation" in page


def _undone(browser: FlaskClient, number: int, day: str) -> str:
    """Move a piece, and press the button of the message; return where it leads."""
    browser.post(f"/calendar/{number}/move", data={"day": day, "base": 1})
    page = browser.get("/calendar").text
    told = re.search(r'<div class="done undo">.*?</form>', page, re.DOTALL)
    assert told is not None
    fields = dict(re.findall(r'name="(\w+)"\s+value="([^"]*)"', told[0]))
    way: str = re.findall(r'action="([^"]+)"', told[0])[0]
    browser.post(way, data=fields)
    return way


def test_a_move_is_undone_from_its_message(app, cast, post):
    way = _undone(cast.browser("ines"), post, "2030-04-02")

    assert way == f"/calendar/{post}/move"
    assert _stands(app, post) == (State.DRAFT, SOON)


def test_undoing_gives_no_approval_back(app, cast):
    number = approved(cast, "post", post_form(at=SOON, channels=channel(app)))
    _undone(cast.browser("ines"), number, "2030-03-20")

    assert _stands(app, number) == (State.REVIEW, SOON)


def test_what_would_go_back_into_the_past_has_nothing_to_undo(app, cast, post):
    with clock.fixed(clock.now() + timedelta(days=1)):
        page = _move(cast, post, "2030-03-20")

    assert "est déplacé" in page
    assert "done undo" not in page


def test_an_hour_somebody_else_gave_meanwhile_is_kept(app, cast, post):
    form = post_form(at="2030-03-25T18:00", channels="1", base="1")
    cast.browser("lea", Role.APPROVER).post(f"/posts/{post}", data=form)

    page = _move(cast, post, "2030-03-20")

    assert "rien n’a été déplacé" in page
    assert _stands(app, post)[1] == "2030-03-25T18:00"


def test_what_leaves_under_embargo_keeps_its_distance(app, cast):
    lists = {"lists": press_list(app, "Tous", "a@presse.example")}
    first = {"embargo_lists": press_list(app, "Avant", "b@presse.example")}
    form = release_form(at="2030-03-14T06:00", embargo_at="2030-03-13T18:00", **lists, **first)
    number = written(cast.browser("ines"), "release", form)

    _move(cast, number, "2030-03-20")

    with app.app_context():
        plan = queries.content(db.session.get_one(Piece, number)).plan
        embargo = next(each.at for each in plan.sendings if each.key == "embargo")
        assert plan.at is not None
        assert embargo is not None
        assert (plan.at.wall, embargo.wall) == ("2030-03-20T06:00", "2030-03-19T18:00")


def test_what_leaves_under_embargo_does_not_land_in_the_past(app, cast):
    lists = {"lists": press_list(app, "Tous", "a@presse.example")}
    first = {"embargo_lists": press_list(app, "Avant", "b@presse.example")}
    form = release_form(at="2030-03-14T18:00", embargo_at="2030-03-13T06:00", **lists, **first)
    number = written(cast.browser("ines"), "release", form)

    page = _move(cast, number, "2030-03-13")

    assert "sous embargo tomberait à une heure déjà passée" in page
    assert _stands(app, number) == (State.DRAFT, "2030-03-14T18:00")
    with app.app_context():
        db.session.get_one(Piece, number).left = ["embargo"]
        db.session.commit()
    assert "est déplacé" in _move(cast, number, "2030-03-13"), "what has left is not asked"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2030-03-11", "déjà passés"),
        ("", "Choisissez un jour"),
        ("demain", "Choisissez un jour"),
        ("2030-02-30", "Choisissez un jour"),
        ("9999-12-31", "Choisissez un jour"),
    ],
)
def test_what_is_no_day_to_leave_on_moves_nothing(app, cast, post, day, said):
    page = _move(cast, post, day)

    assert said in page
    assert _stands(app, post)[1] == SOON


def test_an_hour_the_clock_jumps_over_is_refused(app, cast):
    form = post_form(at="2030-03-20T02:30", channels=channel(app))
    number = written(cast.browser("ines"), "post", form)

    page = _move(cast, number, "2030-03-31")

    assert "n’existe pas" in page
    assert _stands(app, number)[1] == "2030-03-20T02:30"


@pytest.mark.parametrize(("fold", "utc"), [("0", 0), ("1", 1)])
def test_an_hour_that_exists_twice_is_asked(app, cast, fold, utc):
    form = post_form(at="2030-03-20T02:30", channels=channel(app))
    number = written(cast.browser("ines"), "post", form)

    asked = _move(cast, number, "2030-10-27")
    _move(cast, number, "2030-10-27", fold=fold)

    assert "existe deux fois" in asked
    with app.app_context():
        due = db.session.get_one(Piece, number).due_at
    assert due == datetime(2030, 10, 27, utc, 30, tzinfo=due.tzinfo)


def test_what_is_out_does_not_move(app, cast, post):
    with app.app_context():
        db.session.get_one(Piece, post).state = State.PUBLISHED
        db.session.commit()

    page = _move(cast, post, "2030-03-20")

    assert _stands(app, post) == (State.PUBLISHED, SOON)
    assert f"/calendar/{post}/move" not in page


def test_words_changed_meanwhile_are_kept(app, cast, post):
    form = post_form(at=SOON, channels="1", text="L’eau est revenue.", base="1")
    cast.browser("lea", Role.APPROVER).post(f"/posts/{post}", data=form)

    _move(cast, post, "2030-03-20")

    with app.app_context():
        kept = queries.content(db.session.get_one(Piece, post))
        assert kept.words["text"] == "L’eau est revenue."
    assert _stands(app, post)[1] == "2030-03-20T10:30"


def test_who_may_not_write_moves_nothing(app, cast, post):
    fields = {"day": "2030-03-20", "base": 1}

    assert (
        cast.browser("omar", Role.GUEST).post(f"/calendar/{post}/move", data=fields).status_code
        == 403
    )
    assert app.test_client().post(f"/calendar/{post}/move", data=fields).status_code == 401
    assert cast.browser("ines").post("/calendar/999/move", data=fields).status_code == 404
    assert cast.browser("ines").get(f"/calendar/{post}/move").status_code == 405
    assert _stands(app, post)[1] == SOON


def test_nobody_is_led_out_of_the_house(cast, post):
    answer = cast.browser("ines").post(
        f"/calendar/{post}/move",
        data={"day": "2030-03-20", "base": 1, "back": "https://evil.example"},
    )

    assert answer.location.startswith("/")


@pytest.mark.parametrize("view", ["", "week", "columns", "list"])
def test_every_way_to_look_shows_the_same_pieces(app, cast, post, view):
    with clock.fixed(clock.now() + timedelta(hours=1)):
        page = cast.browser("ines").get(f"/calendar?view={view}").text

    assert "L’eau est coupée" in page


def test_a_week_is_turned_by_its_number(cast, post):
    ines = cast.browser("ines")

    week = ines.get("/calendar?view=week&week=2030-W11").text
    last = ines.get("/calendar?view=week&week=2032-W53").text

    assert "Du 11 au 17 mars 2030" in week
    assert "week=2030-W10" in week
    assert "Du 27 décembre au 2 janvier 2033" in last
    assert ines.get("/calendar?view=week&week=2030-W53").status_code == 404
    assert ines.get("/calendar?view=week&week=2030-W00").status_code == 404
