"""Fifteen partners sign one text by private links: it changes, they are asked again, it closes."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from comms.core.rights import College, Role
from tests.cast import Cast
from tests.cosigning.partners import partners
from tests.journeys.people import PATIENCE
from tests.peers import Post, Running, wait_for
from tests.peers.browser import grave
from tests.writing import release_form, written

pytestmark = [pytest.mark.peer, pytest.mark.slow]
NAMES = [f"Rive {number}" for number in range(1, 16)]
SAYING, DECLINING, SILENT = NAMES[12], NAMES[13], NAMES[14]
SIGNING = NAMES[:9]
CHANGED = "Les équipes ont observé plusieurs opérations.\n\n## Ce que nous demandons\n\nL’eau."
LINK = re.compile(r"http://127\.0\.0\.1:\d+/signature/[\w-]+")


class Collecting:
    """A house that runs with its jobs, a mail server, and browsers without accounts."""

    def __init__(self, house: Running, box: Post, chromium: Browser) -> None:
        self.house, self.box, self.chromium = house, box, chromium

    def page(self, cookie: str = "", **looks: object) -> Page:
        context = self.chromium.new_context(base_url=self.house.url, locale="fr-FR", **looks)  # type: ignore[arg-type]  # as Playwright names them
        context.set_default_timeout(PATIENCE)
        if cookie:
            context.add_cookies([{"name": "voix", "value": cookie, "url": self.house.url}])
        return context.new_page()

    def link(self, name: str, mails: int = 1) -> str:
        """Return the link in the last mail a partner got."""
        address = f"{name.casefold().replace(' ', '-')}@exemple.org"
        wait_for(lambda: len(self.box.to(address)) >= mails, 60, f"mail to {name}")
        body = self.box.to(address)[-1].mail.get_body(("plain",))
        assert body is not None
        found = LINK.search(body.get_content())
        assert found
        return found[0]


@pytest.fixture
def scene(app: Flask, running: Callable[..., Running], box: Post, chromium: Browser) -> Collecting:
    """Return a house in which fifteen partners are known, its mail and its browsers."""
    partners(app, *NAMES)
    house = running(COMMS_NOW="2030-03-12T09:00Z")
    house.environ["PUBLIC_URL"] = house.url
    house.start()
    return Collecting(house, box, chromium)


def test_fifteen_partners_sign_and_sign_again_and_see_nothing_of_each_other(
    cast: Cast, scene: Collecting
) -> None:
    number = written(cast.browser("ines"), "release", release_form())
    ines = scene.page(_cookie(cast.browser("ines")))
    lea = scene.page(_cookie(cast.browser("lea", Role.APPROVER, College.STAFF)))
    stranger = scene.page(java_script_enabled=False)

    _ask(lea, number)
    links = _answer_once(scene, stranger)
    _change(ines, number)
    _ask_again(lea)
    again = _answer_again(scene, stranger)
    _close(lea, number)

    for link in (links[SILENT], links[SIGNING[0]], again[SIGNING[0]]):
        answer = stranger.goto(link)
        assert answer is not None
        assert answer.status == 410
        assert "quarante opérations" not in stranger.content()
    assert {len(scene.box.to(each.to)) for each in scene.box.all()} == {1, 2}


def _answer_once(scene: Collecting, stranger: Page) -> dict[str, str]:
    links = {name: scene.link(name) for name in NAMES}
    assert len(set(links.values())) == len(NAMES)
    for name in SIGNING:
        _sign(stranger, links[name], name)
    _say(stranger, links[SAYING])
    _decline(stranger, links[DECLINING])
    _look_at_another_s(stranger, links[SILENT])
    return links


def _ask_again(page: Page) -> None:
    page.reload()
    expect(page.get_by_text("9 signatures ne valent plus")).to_be_visible()
    page.get_by_role("button", name="Redemander les signatures").click()


def _answer_again(scene: Collecting, stranger: Page) -> dict[str, str]:
    links = {name: scene.link(name, mails=2) for name in SIGNING}
    _see_the_change(scene.page(viewport={"width": 390, "height": 800}), links[SIGNING[0]])
    for name in SIGNING[:4]:
        _sign(stranger, links[name], name, "Signer à nouveau")
    return links


def _close(page: Page, number: int) -> None:
    page.reload()
    page.get_by_role("button", name="Clore et écrire les signataires").click()
    expect(page.get_by_text("collecte close", exact=True)).to_be_visible()
    page.goto(f"/releases/{number}")
    expect(page.locator(".sheet .signed li")).to_have_count(4)


def _cookie(browser) -> str:  # type: ignore[no-untyped-def]  # a FlaskClient
    held = browser.get_cookie("voix")
    assert held is not None
    return str(held.value)


def _ask(page: Page, number: int) -> None:
    page.goto(f"/releases/{number}")
    held: list[Route] = []  # who is quick types before the script is there
    page.route("**/hour.js*", lambda route: held.append(route))
    with page.expect_request("**/hour.js*"):
        page.get_by_role("link", name="Signatures des partenaires").click()
    page.get_by_label("Ou dites-la, comme « jeudi 6 h »").fill("20 mars 18 h")
    expect(page.get_by_role("button", name="Ouvrir la collecte")).to_be_visible()
    for each in held:
        each.continue_()
    page.unroute("**/hour.js*")
    expect(page.get_by_text("mercredi 20 mars")).to_be_visible()
    page.get_by_role("button", name="Ouvrir la collecte").click()
    page.get_by_role("checkbox", name="Toutes celles de cette liste").check()
    page.get_by_role("button", name="Inviter à signer").click()
    expect(page.get_by_text("Un mail part vers 15 associations")).to_be_visible()


def _sign(page: Page, link: str, name: str, button: str = "Signer") -> None:
    page.goto(link)
    page.get_by_label("Qui signe (facultatif)").fill(f"Nour {name}")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("C’est signé, merci.")).to_be_visible()


def _say(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Votre remarque").fill("Le mot « crise » nous gêne.")
    page.get_by_role("button", name="Envoyer la remarque").click()
    expect(page.get_by_text("Les autres associations ne la voient pas.")).to_be_visible()


def _decline(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_text("Ne pas signer").click()
    page.get_by_label("Un mot (facultatif)").fill("Pas cette fois.")
    page.get_by_role("button", name="Nous ne signons pas").click()
    expect(page.get_by_text("Vous avez décliné")).to_be_visible()


def _look_at_another_s(page: Page, link: str) -> None:
    """A partner's page tells nothing of what others answered, said, or are called."""
    page.goto(link)
    seen = page.content()
    assert "Nour Rive" not in seen
    assert "crise" not in seen
    assert "Pas cette fois" not in seen
    assert page.context.cookies() == []


def _change(page: Page, number: int) -> None:
    page.goto(f"/releases/{number}")
    page.get_by_label(re.compile("^Texte")).fill(CHANGED)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Version 2").first).to_be_visible()


def _see_the_change(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Le texte a changé depuis votre signature")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("plusieurs")
    expect(page.locator("del").first).to_have_text("des")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave(page) == []
