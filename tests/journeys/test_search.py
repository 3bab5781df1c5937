"""The search opens whom one typed last, however quickly one presses Enter."""

import pytest
from flask import Flask
from playwright.sync_api import Route, expect

from comms.core.db import db
from tests.cast import Cast
from tests.contacts.bringing import person
from tests.journeys.people import Office

pytestmark = [pytest.mark.peer, pytest.mark.slow]


def test_enter_pressed_at_once_opens_the_name_that_stands_there(
    app: Flask, cast: Cast, office: Office
) -> None:
    nour = cast.actor("nour")
    with app.test_request_context():
        for given, family in (("Selam", "Haile"), ("Luc", "Roussel")):
            person(nour, given=given, family=family)
        db.session.commit()
    page = office.page(cast.browser("ines"))

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.goto("/contacts")
    search = page.locator("[data-searches*='/contacts']").first
    search.fill("haile")
    expect(page.locator(".hits a").first).to_contain_text("Haile")
    page.route("**/contacts?part=1&q=rou*", late)
    search.fill("roussel")
    search.press("Enter")

    expect(page.get_by_role("heading", name="Luc Roussel")).to_be_visible()
