"""Noted by hand with its day and no hour, a mention shows its day everywhere, and no midnight."""

import io
import json
from datetime import UTC, datetime

import openpyxl
import pytest
from sqlalchemy import select

from comms import cli
from comms.core.db import db
from comms.core.languages import moment
from comms.core.rights import College, Role
from comms.monitoring.alerts.service.wording import _told
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import shown
from comms.monitoring.mentions.rules.standing import Medium
from tests.monitoring.mentions.test_by_hand import RADIO

DAY_ALONE = {**RADIO, "hour": ""}
DAY = "lundi 11 mars"
MIDNIGHT = "0\u00a0h"


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


@pytest.fixture
def page(ines) -> str:
    """Return the page of a broadcast noted with its day alone."""
    return ines.post("/mentions/new", data=DAY_ALONE).location


def test_a_moment_without_an_hour_is_its_day(here):
    at = datetime(2030, 3, 10, 23, tzinfo=UTC)

    assert moment(at) == f"{DAY}, {MIDNIGHT}"
    assert moment(at, has_hour=False) == DAY


def test_what_is_noted_without_a_day_has_no_hour_nor_has_paper():
    at = datetime(2030, 3, 11, 7, tzinfo=UTC)

    assert Mention(published=at, medium=Medium.RADIO).has_hour
    assert Mention(entry_id=1, medium=Medium.WEB).has_hour
    assert not Mention(medium=Medium.RADIO).has_hour
    assert not Mention(published=at, medium=Medium.PRINT).has_hour
    assert not Mention(published=at, medium=Medium.RADIO, is_day_alone=True).has_hour


def test_an_hour_given_as_midnight_is_midnight(ines):
    page = ines.post("/mentions/new", data={**RADIO, "hour": "00:00"}).location

    assert f"{DAY}, {MIDNIGHT}" in ines.get(page).text


@pytest.mark.parametrize("where", ["page", "list", "today", "form"])
def test_every_page_shows_the_day(ines, page, where):
    ines.post("/mentions/sort", data={"ids": page.rpartition("/")[2], "to": "new"})
    places = {"page": page, "list": "/mentions?state=all", "today": "/", "form": f"{page}/edit"}

    said = ines.get(places[where]).text

    assert ('value="2030-03-11"' if where == "form" else DAY) in said
    assert MIDNIGHT not in said
    assert 'value="00:00"' not in said


def test_put_right_it_keeps_its_day_or_takes_an_hour(ines, page):
    ines.post(f"{page}/edit", data={**DAY_ALONE, "outlet": "Radio Sud"})
    assert MIDNIGHT not in ines.get(page).text

    ines.post(f"{page}/edit", data=RADIO)

    assert f"{DAY}, 8\u00a0h\u00a005" in ines.get(page).text


@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_press_review_shows_the_day(ines, page, form):
    review = ines.post("/press-review", data={"days": 7}).location

    said = ines.get(f"{review}.{form}").text

    assert f"{DAY} 2030" in said
    assert MIDNIGHT not in said


def test_an_alert_tells_the_day(app, page):
    with app.test_request_context():
        (each,) = shown(db.session.scalars(select(Mention)).all())

        assert f"Radio du Littoral, {DAY}\n" in _told(each, "https://house.example/1")


def test_taken_away_it_says_the_day_and_a_program_is_given_its_beginning(app, cast, page):
    cli.install(app)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    def taken(form: str) -> bytes:
        return lea.post("/mentions/export", data={"form": form}).data

    sheet = openpyxl.load_workbook(io.BytesIO(taken("xlsx"))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["2030-03-11"]
    assert ";2030-03-11;" in taken("csv").decode()
    assert "Radio du Littoral · 2030-03-11 ·" in taken("md").decode()
    made = app.test_cli_runner().invoke(args=["mentions", "export"]).stdout_bytes
    assert json.loads(made)[0]["published"] == "2030-03-10T23:00:00Z"
