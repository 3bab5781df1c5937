"""Ideas: proposed by anyone, written once, put aside; each page asked by everyone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.ideas import service
from comms.ideas.models import Idea
from comms.ideas.rules import LONGEST, Fate, IdeaWrong, obstacles
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.conftest import NOW
from tests.writing import post_form, written

WORDS = "Le pont de Grande-Synthe, un an après"


def test_an_idea_is_said_in_one_sentence() -> None:
    assert obstacles(" ", "") == [IdeaWrong.NO_WORDS]
    assert obstacles("x" * (LONGEST + 1), "") == [IdeaWrong.TOO_LONG]
    assert obstacles(WORDS, "avec les voisins") == []


@pytest.fixture
def idea(cast: Cast) -> int:
    """Return what Max, a volunteer, proposed."""
    form = {"words": WORDS, "detail": "Les voisins veulent parler."}
    assert cast.browser("max", Role.GUEST).post("/ideas", data=form).status_code == 303
    return 1


def _idea(app: Flask, number: int) -> Idea:
    with app.app_context():
        return db.session.get_one(Idea, number)


def test_a_volunteer_proposes_in_two_fields_and_the_others_see_it(app, cast, idea):
    page = cast.browser("ines").get("/ideas").text

    assert WORDS in page
    assert "Les voisins veulent parler." in page
    assert "Max" in page
    assert WORDS in cast.browser("ines").get("/").text


@pytest.mark.parametrize("change", [{"words": " "}, {"words": "x" * 300}, {"detail": "x" * 5000}])
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast, idea, change):
    form = {"words": "Autre idée", "detail": "dite autrement", **change}

    for path in ("/ideas", "/ideas/1"):
        answer = cast.browser("ines").post(path, data=form)

        assert answer.status_code == 422
        assert form["detail"] in answer.text
    assert _idea(app, 1).words == WORDS


@pytest.mark.parametrize(("kind", "path"), [("post", "/posts/1"), ("release", "/releases/1")])
def test_a_piece_begins_from_an_idea_once(app, cast, idea, kind, path):
    ines = cast.browser("ines")

    opened = ines.post(f"/ideas/{idea}/write", data={"kind": kind}, follow_redirects=True)
    again = ines.post(f"/ideas/{idea}/write", data={"kind": kind}, follow_redirects=True)

    assert opened.request.path == path
    assert WORDS in opened.text
    assert "Les voisins veulent parler." in opened.text
    assert "Quelqu’un a déjà commencé un contenu" in again.text
    with app.app_context():
        assert len(db.session.scalars(select(Piece)).all()) == 1
    assert (_idea(app, 1).fate, _idea(app, 1).piece) == (Fate.TAKEN, "piece:1")


def test_an_idea_is_put_aside_and_taken_up_again(app, cast, idea):
    ines = cast.browser("ines")

    ines.post(f"/ideas/{idea}/aside", data={"next": "/"})
    aside = _idea(app, idea).fate
    ines.post(f"/ideas/{idea}/again")

    assert (aside, _idea(app, idea).fate) == (Fate.ASIDE, Fate.OPEN)


def test_an_idea_comes_from_what_one_reads_in_one_click(app, cast):
    ines = cast.browser("ines")
    piece = written(ines, "post", post_form())

    ines.post(
        "/ideas", data={"words": "Un an après", "source": f"piece:{piece}", "next": "/pieces"}
    )

    board = ines.get("/ideas").text
    assert "L’eau est coupée" in board  # the title of what it comes from, and its address
    assert f"/pieces/{piece}" in board


def test_a_volunteer_sees_and_says_better_their_own_alone(app, cast, idea):
    with app.app_context():
        service.propose("Une idée interne", actor=cast.actor("ines"))
        db.session.commit()
    volunteer = cast.browser("max", Role.GUEST)

    board = volunteer.get("/ideas").text

    assert WORDS in board
    assert "Une idée interne" not in board
    assert volunteer.get("/ideas/2").status_code == 403
    assert volunteer.post("/ideas/2", data={"words": "x"}).status_code == 403
    assert volunteer.post("/ideas/1", data={"words": "Le pont"}).status_code == 303
    for act in ("write", "aside", "again"):
        assert volunteer.post(f"/ideas/1/{act}", data={"kind": "post"}).status_code == 403


def test_what_nobody_touched_for_two_years_is_deleted(app, cast, idea):
    with app.app_context():
        with clock.fixed(NOW + timedelta(days=729)):
            early = service.forget_old()
        with clock.fixed(NOW + timedelta(days=731)):
            late = service.forget_old()

    assert (early, late) == (0, 1)


def test_a_stranger_is_led_to_the_door_and_what_is_not_there_is_not_found(app, cast, idea):
    assert app.test_client().get("/ideas").status_code == 303
    ines = cast.browser("ines")
    assert ines.get("/ideas/99").status_code == 404
    assert ines.post("/ideas/99/write", data={"kind": "post"}).status_code == 404
    assert ines.post("/ideas/1/write", data={"kind": "nothing"}).status_code == 404
    assert ines.get("/ideas/1/aside").status_code == 405
