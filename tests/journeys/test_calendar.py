"""A piece is put on another day by hand and by keyboard; the server decides what that means."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.people import Office
from tests.writing import channel, post_form, written

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture
def page(app: Flask, cast: Cast, office: Office) -> Page:
    """Return a browser in which Inès looks at a month with one draft, on the twentieth."""
    ines = cast.browser("ines")
    written(ines, "post", post_form(at="2030-03-20T10:30", channels=channel(app)))
    page = office.page(ines, height=1200)
    page.goto("/calendar")
    return page


def test_by_keyboard(page: Page) -> None:
    page.locator("[data-moves]").focus()

    for key in ("m", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="Jeudi 4 avril")).to_be_visible()
    expect(page.get_by_role("heading", name="Avril 2030")).to_be_visible()  # the page has turned
    expect(page.locator("[data-day='2030-04-04'].target")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Mars 2030")).to_be_visible()
    expect(page.locator("[data-moves]")).to_be_focused()
    for key in ("m", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")

    expect(page.locator(".said")).to_contain_text("jeudi 4 avril")
    expect(page.locator("[data-day='2030-04-04'] .chip")).to_be_visible()
    expect(page.locator(".said > .done")).to_be_focused()
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("[data-day='2030-03-20'] .chip")).to_be_visible()


def test_one_who_gives_up_moves_nothing(page: Page) -> None:
    page.locator("[data-moves]").focus()

    for key in ("m", "ArrowRight", "Escape", "ArrowRight"):  # the last one turns the month
        page.keyboard.press(key)

    expect(page).to_have_url("/calendar?month=2030-04")
    page.go_back()
    expect(page.locator("[data-day='2030-03-20'] .chip")).to_be_visible()


def test_by_hand(page: Page) -> None:
    page.locator("[data-moves]").drag_to(page.locator("[data-day='2030-03-14']"))

    expect(page.locator("[data-day='2030-03-14'] .chip")).to_be_visible()
    expect(page.locator(".said")).to_contain_text("jeudi 14 mars")
    page.set_viewport_size({"width": 390, "height": 400})  # on a telephone one arrives at today
    page.get_by_role("link", name="Calendrier").first.click()
    expect(page).to_have_url("/calendar#today")
    expect(page.locator("#today")).to_be_in_viewport()
    assert page.evaluate("window.scrollY > 0")


def test_an_hour_that_is_said_is_read_back_and_saved(page: Page) -> None:
    page.goto("/posts/new")
    page.get_by_label("Le message").fill("L’eau est coupée.")

    page.get_by_label("Ou dites-la").fill("jeudi 6 h")

    expect(page.get_by_text("jeudi 14 mars 2030, 6 h, Paris")).to_be_visible()
    expect(page.get_by_label("Heure de diffusion")).to_have_value("2030-03-14T06:00")
    expect(page.locator(".saved")).to_contain_text("version 2")
    page.get_by_label("Ou dites-la").fill("jeudi 25 h")
    expect(page.get_by_text("n’est pas une heure")).to_be_visible()
    # What was picked before is not sent for what was said and not understood.
    assert page.get_by_label("Ou dites-la").evaluate("field => !field.validity.valid")
    page.goto("/calendar")
    expect(page.locator("[data-day='2030-03-14'] .chip")).to_be_visible()
