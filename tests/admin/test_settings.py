"""What the association decides: kept, refused beside its field, told to the chain."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.channels.models import Channel
from comms.core import options
from comms.core.db import db
from comms.core.rights import College, Role

POSTS = (
    "/settings/association",
    "/settings/approvals",
    "/settings/lateness",
    "/settings/channels",
    "/settings/channels/1/close",
)
ASSOCIATION = {
    "association": "Veille Littoral",
    "zone": "Europe/Paris",
    "press_contact": "Ada Exemple",
    "boilerplate.fr": "Nous observons.",
    "boilerplate.en": "We observe.",
}


@pytest.fixture
def zoe(cast) -> FlaskClient:
    return cast.browser("zoe", Role.ADMIN, College.STAFF)


def _kept(app: Flask, name: str) -> Any:
    with app.app_context():
        return options.get(name)


def _acts(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        lines = db.session.scalars(select(AuditLine).order_by(AuditLine.id))
        return [(line.act, line.object) for line in lines]


def test_the_association_says_who_it_is(app, zoe):
    answer = zoe.post("/settings/association", data=ASSOCIATION)

    assert (answer.status_code, answer.location) == (303, "/settings#association")
    assert _kept(app, "association") == "Veille Littoral"
    assert ("option.changed", "option:association") in _acts(app)


def test_what_did_not_change_leaves_no_trace(app, zoe):
    zoe.post("/settings/association", data=ASSOCIATION)
    before = len(_acts(app))

    zoe.post("/settings/association", data=ASSOCIATION)

    assert len(_acts(app)) == before


def test_a_zone_that_does_not_exist_is_refused_beside_its_field(app, zoe):
    answer = zoe.post("/settings/association", data={**ASSOCIATION, "zone": "Mars/Olympus"})

    assert answer.status_code == 422
    assert "Mars/Olympus" in answer.text
    assert "Nous observons." in answer.text  # what was typed
    assert _kept(app, "association") == ""


def test_a_release_may_ask_for_two_of_the_staff(app, zoe):
    form = {"post_0": "any", "release_0": "staff", "release_1": "staff", "release_2": ""}

    assert zoe.post("/settings/approvals", data=form).status_code == 303
    assert _kept(app, "approvals.release") == ["staff", "staff"]
    assert _kept(app, "approvals.post") == [None]


def test_no_kind_leaves_without_an_approval(app, zoe):
    answer = zoe.post("/settings/approvals", data={"post_0": "board", "release_0": ""})

    assert answer.status_code == 422
    assert "au moins une" in answer.text
    assert _kept(app, "approvals.post") == [None]  # all or none


def test_an_unknown_college_is_no_approval(app, zoe):
    assert zoe.post("/settings/approvals", data={"post_0": "x"}).status_code == 422


@pytest.mark.parametrize("minutes", ["", "4", "-5", "1441", "soixante", "9" * 40, "٦٠٠٠٠٠٠"])
def test_a_lateness_that_cannot_be_meant_is_refused(app, zoe, minutes: str):
    form = {"late_minutes": minutes, "embargo_late_minutes": "10"}

    assert zoe.post("/settings/lateness", data=form).status_code == 422
    assert _kept(app, "late_minutes") == 60


def test_a_lateness_is_kept(app, zoe):
    zoe.post("/settings/lateness", data={"late_minutes": "30", "embargo_late_minutes": "5"})

    assert (_kept(app, "late_minutes"), _kept(app, "embargo_late_minutes")) == (30, 5)


def test_a_channel_by_hand_is_named(app, zoe):
    form = {"name": "Boucle Signal presse", "network": "", "note": "Le téléphone du bureau."}

    answer = zoe.post("/settings/channels", data=form)

    assert answer.status_code == 303
    assert "Boucle Signal presse" in zoe.get("/settings").text
    with app.app_context():
        assert db.session.scalars(select(Channel)).one().has_address is False


def test_two_channels_of_one_name_would_be_mistaken(zoe):
    zoe.post("/settings/channels", data={"name": "Story Instagram"})

    answer = zoe.post("/settings/channels", data={"name": "STORY instagram", "note": "Ma note"})

    assert answer.status_code == 422
    assert "Un canal s’appelle déjà" in answer.text
    assert "Ma note" in answer.text


def test_a_closed_channel_is_not_offered_any_more(app, zoe):
    zoe.post("/settings/channels", data={"name": "Story Instagram"})
    with app.app_context():
        number = db.session.scalars(select(Channel.id)).one()

    answer = zoe.post(f"/settings/channels/{number}/close")

    assert answer.status_code == 303
    assert '<strong dir="auto">Story' not in zoe.get("/settings").text


def test_a_colleague_who_may_not_decide_is_refused(cast):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    assert lea.get("/settings").status_code == 403
    assert {lea.post(path, data=ASSOCIATION).status_code for path in POSTS} == {403}


def test_a_stranger_is_led_to_the_door(app):
    browser = app.test_client()

    assert browser.get("/settings").location.startswith("/login")
    assert {browser.post(path).status_code for path in POSTS} == {401}


def test_a_channel_that_does_not_exist_is_not_closed(zoe):
    assert zoe.post("/settings/channels/99/close").status_code == 404


def test_deciding_needs_a_post(zoe):
    assert {zoe.get(path).status_code for path in POSTS} == {405}
