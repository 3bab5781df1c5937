"""Figures for partners: a page, CSV, Excel, JSON; on by who may, off at will."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from comms.core.db import db
from comms.core.rights import Role
from comms.figures import queries, service
from comms.figures.rules.record import Draft
from comms.figures.rules.series import belongs, stems
from tests.cast import Cast

SLUG = "/figures/public/expulsions-par-mois"
SERIES = {"title_fr": "Expulsions par mois", "title_en": "Evictions by month"}


@pytest.fixture
def lea(app: Flask, cast: Cast) -> FlaskClient:
    """Return Léa's browser, in a house with one checked figure in an open series."""
    figure(app, cast, "expulsions-2030-02", "98", "2030-02")
    lea = cast.browser("lea", Role.APPROVER)
    lea.post("/figures/shared", data={**SERIES, "keys": ["expulsions-2030-02"]})
    lea.post("/figures/shared/1/open")
    return lea


def figure(app: Flask, cast: Cast, key: str, value: str, period: str) -> None:
    ines, karim = cast.actor("ines"), cast.actor("karim")
    draft = Draft(
        key,
        {"fr": "expulsions", "en": "evictions"},
        value,
        period=period,
        place="=Calais",
        method="Vue par une équipe.",
        source="Registre",
    )
    with app.app_context():
        service.check(service.add(draft, actor=ines), actor=karim)
        db.session.commit()


def correct(app: Flask, cast: Cast, key: str, value: str) -> None:
    ines = cast.actor("ines")
    with app.app_context():
        kept = queries.by_key(key)
        assert kept is not None
        service.correct(kept, value, "relu", actor=ines)
        db.session.commit()


def test_the_next_month_belongs_to_a_series_and_another_count_does_not():
    of = stems([("expulsions-2030-02", "2030-02"), ("total", "2030")])

    assert of == {"expulsions"}
    assert belongs("expulsions-2030-03", "2030-03", (), of)
    assert belongs("total", "2030", ("total",), of)
    assert not belongs("tentes-2030-03", "2030-03", (), of)
    assert not belongs("expulsions", "", (), of)


def test_anybody_reads_it_in_two_languages_and_three_files(app, lea):
    stranger = app.test_client()

    page, english = stranger.get(f"{SLUG}?lang=fr"), stranger.get(f"{SLUG}?lang=en")
    csv = stranger.get(f"{SLUG}/csv?lang=fr").data.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(stranger.get(f"{SLUG}/xlsx").data)).active
    json = stranger.get(f"{SLUG}/json?lang=en").get_json()

    assert "février 2030" in page.text
    assert "Vue par une équipe." in page.text
    assert "Set-Cookie" not in page.headers
    assert "Evictions by month" in english.text
    assert "evictions" in english.text
    assert ";'=Calais;" in csv  # a spreadsheet computes nothing
    assert sheet is not None
    assert [cell.data_type for cell in sheet[2]][5] == "s"
    assert json["figures"][0] == {
        "key": "expulsions-2030-02",
        "label": "evictions",
        "value": "98",
        "unit": None,
        "period": "2030-02",
        "place": "=Calais",
        "definition": "Vue par une équipe.",
        "source": "Registre",
        "state": "checked",
        "checked_on": "2030-03-12",
        "corrected_on": None,
        "was": None,
        "became": None,
    }


def test_what_nobody_checked_is_not_told_and_a_correction_has_its_date(app, cast, lea):
    figure(app, cast, "expulsions-2030-03", "101", "2030-03")
    correct(app, cast, "expulsions-2030-02", "96")

    rows = app.test_client().get(f"{SLUG}/json").get_json()["figures"]

    assert [(each["key"], each["value"]) for each in rows] == [
        ("expulsions-2030-03", "101"),
        ("expulsions-2030-02", None),
    ]
    assert (rows[1]["was"], rows[1]["corrected_on"]) == ("98", "2030-03-12")


def test_a_value_nobody_checked_is_not_told_as_the_one_before_either(app, cast, lea):
    figure(app, cast, "expulsions-2030-03", "101", "2030-03")
    for value in ("666", "96"):
        correct(app, cast, "expulsions-2030-02", value)
    for value in ("7", "101"):
        correct(app, cast, "expulsions-2030-03", value)
    karim = cast.actor("karim")
    with app.app_context():
        for each in ("expulsions-2030-02", "expulsions-2030-03"):
            kept = queries.by_key(each)
            assert kept is not None
            service.check(kept, actor=karim)
        db.session.commit()

    rows = app.test_client().get(f"{SLUG}/json").get_json()["figures"]

    assert [(each["value"], each["was"]) for each in rows] == [("101", None), ("96", "98")]
    assert "666" not in app.test_client().get(SLUG).text


def test_it_goes_off_at_will_and_only_by_who_may(app, cast, lea):
    stranger, ines = app.test_client(), cast.browser("ines")
    assert ines.post("/figures/shared/1/shut").status_code == 403

    lea.post("/figures/shared/1/shut")

    assert stranger.get(SLUG).status_code == 404
    assert stranger.get(f"{SLUG}/csv").status_code == 404


def test_a_figure_says_where_it_is_given(app, lea):
    assert "série ouverte à qui a l’adresse" in lea.get("/figures/1").text


def test_words_nobody_has_checked_are_not_given_to_anybody(app, cast, lea):
    ines = cast.actor("ines")
    words = Draft("", {"fr": "Écrivez-nous"}, "", source="de Sami", method="m", place="p", unit="u")
    with app.app_context():
        kept = queries.by_key("expulsions-2030-02")
        assert kept is not None
        service.change(kept, words, actor=ines)
        db.session.commit()

    told = [app.test_client().get(each).text for each in (SLUG, f"{SLUG}/csv", f"{SLUG}/json")]

    assert not any("crivez-nous" in each or "Sami" in each for each in told)
    assert all("expulsions 2030 02" in each for each in told)
