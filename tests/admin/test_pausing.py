"""« Tout suspendre »: anyone who may send, in one tap; nothing leaves until it goes on."""

import pytest
from flask.testing import FlaskClient

from comms.core import options
from comms.core.rights import College, Role


@pytest.fixture
def lea(cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


def _is_paused(app) -> bool:
    with app.app_context():
        return bool(options.get("paused"))


def test_an_approver_stops_everything_and_every_page_says_so(app, cast, lea):
    answer = lea.post("/settings/pause")

    assert (answer.status_code, answer.location) == (303, "/")
    assert _is_paused(app)
    assert "Tout est suspendu" in cast.browser("ines").get("/").text


def test_an_approver_lets_things_leave_again(app, lea):
    lea.post("/settings/pause")
    page = lea.get("/").text

    answer = lea.post("/settings/resume", data={"back": "/notices"})

    assert "Relancer" in page
    assert answer.location == "/notices"
    assert not _is_paused(app)


def test_the_way_back_leads_nobody_away(lea):
    assert lea.post("/settings/pause", data={"back": "//evil.example"}).location == "/"


def test_the_settings_say_who_stopped(cast, lea):
    lea.post("/settings/pause")

    assert (
        "Suspendu par Lea" in cast.browser("zoe", Role.ADMIN, College.STAFF).get("/settings").text
    )


def test_who_may_only_write_stops_nothing(app, cast):
    ines = cast.browser("ines")

    assert ines.post("/settings/pause").status_code == 403
    assert ines.post("/settings/resume").status_code == 403
    assert not _is_paused(app)


def test_a_stranger_stops_nothing(app):
    assert app.test_client().post("/settings/pause").status_code == 401
    assert not _is_paused(app)


def test_stopping_needs_a_post(lea):
    assert lea.get("/settings/pause").status_code == 405
