"""Who is at a piece now: a page that stands open says so, for a minute."""

from datetime import timedelta

from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.pieces.models import Presence
from tests.conftest import NOW
from tests.writing import post_form, written


def test_who_has_a_piece_open_is_said_to_the_others(app, cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    number = written(ines, "post", post_form())

    alone = ines.post(f"/pieces/{number}/here").text
    told = lea.post(f"/pieces/{number}/here").text
    page = ines.get(f"/posts/{number}").text

    assert alone.strip() == ""
    assert "Ines écrit ici aussi" in told  # she saved it a moment ago
    assert "Lea lit ici" in page
    assert "Lea lit ici" in ines.get(f"/review/{number}").text


def test_of_two_who_read_one_says_they_read(cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    number = written(ines, "post", post_form())
    for reader in (lea, cast.browser("omar")):
        reader.post(f"/pieces/{number}/here")

    assert "Lea, Omar lisent ici" in ines.get(f"/posts/{number}").text


def test_who_went_is_not_said_and_not_kept(app, cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    number = written(ines, "post", post_form())
    lea.post(f"/pieces/{number}/here")

    with clock.fixed(NOW + timedelta(seconds=80)):
        soon = ines.get(f"/posts/{number}").text
    with clock.fixed(NOW + timedelta(minutes=6)):
        ines.post(f"/pieces/{number}/here")

    assert "lit ici" not in soon
    with app.app_context():
        assert len(db.session.scalars(select(Presence)).all()) == 1


def test_who_left_after_writing_or_whose_account_is_closed_writes_no_more(app, cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    number = written(ines, "post", post_form())
    path, minutes = f"/pieces/{number}/here", timedelta(minutes=5)

    with clock.fixed(NOW + minutes):
        ines.post(path)
        there = lea.post(path).text
        gone = ines.post(path, data={"gone": "1"})
        left = lea.post(path).text
        ines.post(path)
        cast.browser("ada", Role.ADMIN).post(
            f"/handover/{cast.actor('ines').id}/close", data={"leaves": "1"}
        )
        closed = lea.post(path).text

    assert gone.status_code == 200
    assert "Ines écrit ici aussi" in there
    assert "Ines" not in left + closed


def test_who_says_it_again_is_there_once(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    for _time in range(3):
        ines.post(f"/pieces/{number}/here")

    with app.app_context():
        assert len(db.session.scalars(select(Presence)).all()) == 1


def test_who_may_say_so(app, cast):
    number = written(cast.browser("ines"), "post", post_form())
    path = f"/pieces/{number}/here"

    assert cast.browser("gus", Role.GUEST).post(path).status_code == 403
    assert app.test_client().post(path).status_code == 401
    assert cast.browser("ines").post("/pieces/999/here").status_code == 404
    assert cast.browser("ines").get(path).status_code == 405
