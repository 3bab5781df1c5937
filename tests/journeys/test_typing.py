"""A text is saved as it is typed, and its author is never taken for somebody else."""

from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Error, Page, Route, expect

from comms.core.db import db
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.journeys.people import PATIENCE, Office
from tests.writing import SOON, approved, channel, post_form

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture
def page(app: Flask, cast: Cast, office: Office) -> Page:
    """Return a browser in which Inès is signed in, on a house of hers."""
    for name in ("Story Instagram", "Boucle Signal presse"):
        channel(app, name, has_address=False)
    return office.page(cast.browser("ines"))


def _slowly(page: Page) -> None:
    """Have the answer to every save arrive half a second late, as over a bad line."""

    def late(route: Route) -> None:
        is_script = route.request.headers.get("x-requested-with") == "fetch"
        if not is_script or "preview" in route.request.url:
            route.continue_()
            return
        answer = route.fetch()
        page.wait_for_timeout(500)
        with suppress(Error):  # the page may have gone on meanwhile
            route.fulfill(response=answer)

    page.route("**/posts/**", late)


def _write(page: Page, text: str) -> None:
    page.goto("/posts/new")
    page.get_by_label("Le message").fill(text)
    page.get_by_label("Heure de diffusion").fill("2030-03-12T12:30")
    page.get_by_label("Story Instagram").check()


def _pieces(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        return [
            {
                "state": piece.state,
                "asides": sum(each.is_aside for each in piece.revisions),
                "channels": piece.revisions[-1].content["plan"]["channels"],
            }
            for piece in db.session.query(Piece)
        ]


def test_who_asks_while_a_save_is_under_way_asks_for_all_they_typed_once(
    app: Flask, page: Page
) -> None:
    _slowly(page)
    _write(page, "L’eau est coupée.")
    page.wait_for_timeout(900)  # the first save is on its way
    page.get_by_label("Boucle Signal presse").check()

    page.get_by_role("button", name="Demander la validation").first.click()

    expect(page.locator("body")).to_contain_text("Ce qui part, quand et où", timeout=PATIENCE)
    assert _pieces(app) == [{"state": "review", "asides": 0, "channels": [1, 2]}]


def test_a_post_is_written_and_asked_for_by_keyboard_alone(app: Flask, page: Page) -> None:
    page.goto("/")
    page.wait_for_load_state()  # a key pressed before the page's script is there goes nowhere
    page.keyboard.press("c")
    expect(page.get_by_label("Le message")).to_be_focused()
    page.wait_for_load_state()
    page.keyboard.type("L’eau est coupée.")
    page.get_by_label("Story Instagram").press("Space")
    page.get_by_label("Ou dites-la").fill("demain 10h")
    page.get_by_label("Ou dites-la").press("Tab")

    page.keyboard.press("Control+Enter")

    expect(page.locator("body")).to_contain_text("Ce qui part, quand et où", timeout=PATIENCE)
    assert [each["state"] for each in _pieces(app)] == ["review"]


def test_an_account_of_mastodon_is_an_address_however_it_is_given(page: Page) -> None:
    page.goto("/watch/sources")
    page.wait_for_load_state()
    address = page.get_by_label("Adresse du site ou de son flux")

    address.fill("@collectif@mastodon.example")
    address.press("Tab")

    expect(address).to_have_value("https://mastodon.example/@collectif")


def test_what_is_typed_is_saved_without_a_button(app: Flask, page: Page) -> None:
    page.goto("/posts/new")
    page.get_by_label("Lien").fill("exemple.org/eau")
    page.get_by_label("Le message").fill("L’eau est coupée.")

    expect(page.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)
    page.reload()

    expect(page.get_by_label("Le message")).to_have_value("L’eau est coupée.")
    expect(page.get_by_label("Lien")).to_have_value("https://exemple.org/eau")
    assert [each["state"] for each in _pieces(app)] == ["draft"]


def test_without_a_line_the_words_stay_and_are_saved_when_it_is_back(
    app: Flask, page: Page
) -> None:
    _write(page, "L’eau est coupée.")
    expect(page.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)
    page.context.set_offline(True)
    page.get_by_label("Le message").fill("L’eau est coupée depuis trois jours.")
    expect(page.locator(".saved")).to_contain_text("Hors connexion", timeout=PATIENCE)

    page.context.set_offline(False)

    expect(page.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)
    page.reload()
    expect(page.get_by_label("Le message")).to_have_value("L’eau est coupée depuis trois jours.")
    place, cookies = page.url, page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("Le message").fill("L’eau est revenue.")
    expect(page.locator(".saved")).to_contain_text("trop ancienne", timeout=PATIENCE)
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_text("ouverte depuis trop longtemps")).to_be_visible()

    page.context.add_cookies(cookies)
    page.goto(place)

    expect(page.get_by_label("Le message")).to_have_value("L’eau est revenue.")


def test_after_a_clash_a_person_decides_and_nothing_is_saved_over(app: Flask, page: Page) -> None:
    _write(page, "L’eau est coupée.")
    expect(page.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Le message").fill("L’eau est revenue.")
    expect(other.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)

    page.get_by_label("Le message").fill("L’eau est rare.")
    expect(page.locator(".saved")).to_contain_text("gardée à part", timeout=PATIENCE)
    page.get_by_role("button", name="Enregistrer").click()

    expect(page.locator("body")).to_contain_text("les deux versions sont gardées")
    other.reload()
    expect(other.get_by_label("Le message")).to_have_value("L’eau est revenue.")


def test_what_is_pasted_from_word_comes_in_as_we_write_it(page: Page) -> None:
    page.goto("/releases/new")
    page.get_by_label("Texte : le premier paragraphe est le chapô").focus()

    page.evaluate(
        """() => {
          const held = new DataTransfer();
          held.setData("text/html", "<p>98 <del>évacuations</del><ins>expulsions</ins></p>"
            + "<ul><li><b>l’eau</b></li></ul>");
          held.setData("text/plain", "98 évacuationsexpulsions l’eau");
          const body = document.getElementById("f-body");
          body.value = "";
          body.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: held, bubbles: true, cancelable: true }));
        }"""
    )

    # The field holds the signs in letters nobody sees: what would be saved is what counts.
    saved = "() => new FormData(document.getElementById('write')).get('body')"
    page.wait_for_function(f"() => ({saved})().includes('eau')")
    assert page.evaluate(saved) == "98 expulsions\n\n- **l’eau**"


def test_a_comma_in_an_approved_text_is_saved_by_hand_and_the_approvals_fall(
    page: Page, app: Flask, cast: Cast
) -> None:
    number = approved(cast, "post", post_form(at=SOON, channels="1"))
    page.goto(f"/posts/{number}")
    expect(page.locator("[data-at=state]")).to_contain_text("prêt", timeout=PATIENCE)

    page.get_by_label("Le message").press("End")
    page.keyboard.type(",")
    expect(page.locator(".saved")).to_contain_text("Pas enregistré", timeout=PATIENCE)
    page.keyboard.press("Backspace")
    expect(page.locator(".saved")).to_contain_text("Version", timeout=PATIENCE)
    expect(page.locator("[data-at=state]")).to_contain_text("prêt")
    page.keyboard.type(",")
    page.keyboard.press("Control+s")

    expect(page.locator("[data-at=state]")).to_contain_text("en relecture", timeout=PATIENCE)
    expect(page.locator("[data-at=before]")).to_contain_text("Il manque une validation")
    expect(page.get_by_text("a fait tomber")).to_be_visible()


LONG = "\n\n".join(["Les équipes ont observé 98 opérations, et **412 tentes** saisies. " * 3] * 99)


@pytest.mark.parametrize("path", ["/releases/new", "/posts/new"])
def test_the_live_page_follows_a_long_text(page: Page, path: str) -> None:
    page.goto(path)
    if path.startswith("/posts"):
        page.get_by_label("Story Instagram").check()
    field = page.locator("#f-body, #f-text")
    field.fill(LONG[:20_000])
    field.press("Control+End")

    with page.expect_response("**/preview"):
        page.keyboard.type(" Une phrase de plus !")

    pane = page.locator("#write").get_attribute("data-pane")
    expect(page.locator(f"#{pane}")).to_contain_text("Une phrase de plus", timeout=PATIENCE)
