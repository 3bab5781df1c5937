"""Mentions are sorted by single letters, as fast as somebody types them."""

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from tests.cast import Cast
from tests.journeys.people import Office
from tests.monitoring.articles import arrives, watch

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture
def page(app: Flask, cast: Cast, office: Office) -> Page:
    """Return a browser in which Inès has three mentions to sort."""
    with app.app_context():
        watch("Nom", "HRO")
        for number in (1, 2, 3):
            arrives(f"HRO {number}", f"Selon HRO, {number} opérations.")
    page = office.page(cast.browser("ines"))
    page.goto("/mentions")
    return page


def _states(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Mention.state).order_by(Mention.id)))


def test_a_letter_typed_before_the_answer_decides_nothing_of_the_same_mention(
    app: Flask, page: Page
) -> None:
    def hurried(route: Route) -> None:
        page.keyboard.press("x")  # the line is slow, its author is not
        route.continue_()

    page.route("**/mentions/sort", hurried, times=1)

    page.keyboard.press("g")

    expect(page.locator("main")).to_contain_text("Gardée")
    page.wait_for_load_state()  # a key pressed before the page's script is there goes nowhere
    page.keyboard.press("x")
    expect(page.locator("main")).to_contain_text("Écartée")
    assert _states(app) == ["new", "dismissed", "kept"]
