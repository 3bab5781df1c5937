"""Campaigns: begun, changed, closed; each page asked by everyone."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.campaigns.models import Campaign
from comms.campaigns.rules import CampaignWrong, elapsed, obstacles
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from tests.conftest import NOW

FORM = {
    "name": "Droit à l’eau",
    "goal": "Un point d’eau par lieu de vie.",
    "starts_on": "2030-03-01",
    "ends_on": "2030-06-20",
}
FIRST, LAST = date(2030, 3, 1), date(2030, 3, 10)


def test_a_campaign_needs_a_name():
    assert obstacles("  ", "", None, None) == [CampaignWrong.NO_NAME]


def test_a_campaign_does_not_end_before_it_begins():
    assert obstacles("Eau", "", LAST, FIRST) == [CampaignWrong.ENDS_FIRST]


def test_one_day_is_a_period():
    assert obstacles("Eau", "", FIRST, FIRST) == []


def test_how_much_of_a_period_is_over():
    days = (date(2030, 2, 1), date(2030, 3, 6), date(2030, 4, 1))

    assert [elapsed(FIRST, LAST, day) for day in days] == [0.0, 0.5, 1.0]


def test_a_period_without_an_end_has_no_share():
    assert elapsed(FIRST, None, LAST) is None


@pytest.fixture
def begun(app: Flask, cast) -> int:
    answer = cast.browser("ines").post("/campaigns/new", data=FORM)
    assert answer.status_code == 303
    return int(answer.location.rsplit("/", 1)[1])


def _campaign(app: Flask, number: int) -> Campaign:
    with app.app_context():
        return db.session.get_one(Campaign, number)


def _acts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditLine.act).order_by(AuditLine.id)))


def test_a_campaign_is_begun_with_its_goal_and_its_period(app, cast, begun):
    page = cast.browser("ines").get(f"/campaigns/{begun}").text

    assert "Un point d’eau par lieu de vie." in page
    assert "du 1er mars 2030 au 20 juin 2030" in page
    assert "Droit à l’eau" in cast.browser("ines").get("/campaigns").text
    assert "campaign.begun" in _acts(app)


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"starts_on_said": "un de ces jours"},
        {"ends_on": "2029-01-01"},
        {"goal": "x" * 3000},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast, change):
    answer = cast.browser("ines").post("/campaigns/new", data={**FORM, **change})

    assert answer.status_code == 422
    assert (change.get("name") or FORM["name"]) in answer.text
    assert "Droit" in answer.text or "name" in change
    with app.app_context():
        assert db.session.scalars(select(Campaign)).all() == []


def test_a_campaign_is_changed(app, cast, begun):
    answer = cast.browser("ines").post(f"/campaigns/{begun}/edit", data={**FORM, "ends_on": ""})

    assert answer.status_code == 303
    assert _campaign(app, begun).ends_on is None


def test_a_closed_campaign_stays_as_it_was_until_it_is_taken_up_again(app, cast, begun):
    ines = cast.browser("ines")
    ines.post(f"/campaigns/{begun}/close")

    refused = ines.post(f"/campaigns/{begun}/edit", data={**FORM, "name": "Autre"})
    ines.post(f"/campaigns/{begun}/reopen")
    taken = ines.post(f"/campaigns/{begun}/edit", data={**FORM, "name": "Autre"})

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert _campaign(app, begun).name == "Autre"
    assert _acts(app)[-3:] == ["campaign.closed", "campaign.reopened", "campaign.changed"]


def test_the_pieces_that_serve_it_stand_on_its_page(app, cast, begun):
    with app.app_context():
        db.session.add(
            Piece(
                kind="post",
                title="L’eau coupée",
                lang="fr",
                folded="",
                campaign_id=begun,
                author_id=cast.actor("ines").id,
                made_at=NOW,
                touched_at=NOW,
            )
        )
        db.session.commit()

    page = cast.browser("ines").get(f"/campaigns/{begun}").text

    assert "L’eau coupée" in page
    assert "brouillon" in page


PAGES = ("/campaigns", "/campaigns/new", "/campaigns/1", "/campaigns/1/edit")
DEEDS = ("/campaigns/new", "/campaigns/1/edit", "/campaigns/1/close", "/campaigns/1/reopen")


def test_a_guest_reads_and_does_nothing(cast, begun):
    gus = cast.browser("gus", Role.GUEST)

    assert {gus.get(path).status_code for path in PAGES} == {403}
    assert {gus.post(path, data=FORM).status_code for path in DEEDS} == {403}


def test_a_stranger_is_led_to_the_door(app, begun):
    browser = app.test_client()

    assert all(browser.get(path).location.startswith("/login") for path in PAGES)
    assert {browser.post(path, data=FORM).status_code for path in DEEDS} == {401}


def test_a_campaign_that_does_not_exist_is_not_found(cast, begun):
    ines = cast.browser("ines")

    assert ines.get("/campaigns/99").status_code == 404
    assert ines.get("/campaigns/99/edit").status_code == 404
    assert ines.post("/campaigns/99/close").status_code == 404


def test_closing_needs_a_post(cast, begun):
    assert cast.browser("ines").get(f"/campaigns/{begun}/close").status_code == 405


def test_an_empty_page_says_what_it_is_for(cast):
    page = cast.browser("ines").get("/campaigns").text

    assert "Une campagne réunit ce qui sert un même but" in page
