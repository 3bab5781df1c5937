"""What a stranger or a machine gets at the door."""

from datetime import timedelta

import pytest
from flask import Flask

from comms.core import turns
from comms.core.db import db
from comms.core.paths import is_own_path
from tests.conftest import NOW


@pytest.mark.parametrize("path", ["/", "/calendar?month=2030-03", "/contacts/3"])
def test_a_path_of_ours_leads_back(path: str):
    assert is_own_path(path)


@pytest.mark.parametrize("path", ["", "//evil.example", "/\\evil.example", "https://x", "/\nx"])
def test_what_a_browser_may_read_as_a_host_does_not_lead_back(path: str):
    assert not is_own_path(path)


def test_the_language_is_kept_in_the_browser(app: Flask):
    browser = app.test_client()

    answer = browser.get("/language/en?next=/calendar")

    assert (answer.status_code, answer.location) == (303, "/calendar")
    with browser.session_transaction() as kept:
        assert kept["lang"] == "en"


def test_the_language_switch_leads_nobody_away(app: Flask):
    assert app.test_client().get("/language/en?next=//evil.example").location == "/"


def test_a_language_we_do_not_speak_does_not_exist(app: Flask):
    assert app.test_client().get("/language/xx").status_code == 404


def test_a_machine_that_is_well_says_so(app: Flask):
    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json) == (200, {"ok": True, "database": True, "jobs": True})


def test_a_silent_clock_is_told_without_a_name(app: Flask):
    with app.app_context():
        turns.enter("send mail", NOW - timedelta(minutes=11))

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json["jobs"]) == (503, False)
    assert b"mail" not in answer.data


def test_a_database_that_fails_is_told(app: Flask):
    with app.app_context():
        turns.Turn.__table__.drop(db.engine)

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json["database"]) == (503, False)


def test_search_engines_are_shown_the_press_page_alone(app: Flask):
    assert "Disallow: /\n" in app.test_client().get("/robots.txt").text


def test_a_telephone_may_keep_us(app: Flask):
    answer = app.test_client().get("/manifest.webmanifest")

    assert answer.mimetype == "application/manifest+json"
    assert answer.json["icons"][0]["src"].startswith("/static/img/mark.svg")
