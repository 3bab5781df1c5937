"""The people of a story, each in a browser of their own, doing what people do on a page."""

import re
from datetime import timedelta

import pyotp
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.journeys.rehearsal import Rehearsal
from tests.peers import Opened

PATIENCE = 20_000  # milliseconds: the machine may be busy with other tests
PASSPHRASE = "quatre tentes au bord du canal"


class Office:
    """A house whose pages are open, and its people, each signed in."""

    def __init__(self, house: Opened, chromium: Browser) -> None:
        self.house, self.chromium = house, chromium

    def page(self, member: FlaskClient, height: int = 720) -> Page:
        """Return a page of Chromium in which the member of a test browser is signed in."""
        held = member.get_cookie("voix")
        assert held is not None
        context = self.chromium.new_context(
            base_url=self.house.url, locale="fr-FR", viewport={"width": 1280, "height": height}
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "voix", "value": held.value, "url": self.house.url}])
        return context.new_page()


class Person:
    """One member in front of one browser."""

    def __init__(self, browser: Browser, house: Rehearsal, email: str) -> None:
        context = browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)
        self.browser, self.house, self.email = browser, house, email
        self.secret = ""
        house.before_stop.append(self.leave)

    def _hear(self, message) -> None:
        if message.type == "error" and "422" not in message.text:
            self.troubles.append(f"{message.text} {message.location.get('url', '')}")

    def leave(self) -> None:
        """Turn away from the house; nothing asks it any more."""
        self.page.goto("about:blank")

    def beside(self, email: str) -> "Person":
        """Return somebody else, in front of another browser."""
        return Person(self.browser, self.house, email)

    def open(self, path: str) -> Page:
        """Go to a page of the house."""
        self.page.goto(path if path.startswith("http") else self.house.app.url + path)
        return self.page

    def choose_passphrase(self) -> None:
        """Type a pass-phrase twice."""
        self.page.get_by_label("Phrase de passe", exact=True).fill(PASSPHRASE)
        self.page.get_by_label("La même, encore une fois").fill(PASSPHRASE)

    def set_second_factor_up(self) -> None:
        """Read the secret shown, type the code of the telephone, note the codes for paper."""
        self.page.get_by_text("Sans appareil photo").click()
        self.secret = self.page.locator(".secret").inner_text().replace(" ", "")
        self.page.get_by_label("Code à six chiffres").fill(self.code())
        self.page.get_by_role("button", name="Confirmer").click()
        expect(self.page.locator("#codes li")).to_have_count(10)
        self.page.get_by_role("button", name="C’est noté").click()

    def code(self) -> str:
        """Return what the telephone shows; the server's clock starts a moment after ours."""
        return pyotp.TOTP(self.secret).at(self.house.now() - timedelta(seconds=2))

    def sign_in(self) -> None:
        """Come in by the door, with the telephone where a role asks for it."""
        self.open("/login")
        self.page.get_by_label("Adresse électronique").fill(self.email)
        self.page.get_by_label("Phrase de passe", exact=True).fill(PASSPHRASE)
        self.press("Entrer")
        if self.secret:
            self.page.get_by_label("Code affiché par votre application").fill(self.code())
            self.press("Entrer")
        self.sees("Aujourd’hui")

    def take(self, link: str, name: str = "") -> None:
        """Open a link that opens once, and become a member by it."""
        self.open(link)
        if name:
            self.page.get_by_label(re.compile("^Votre nom")).fill(name)
        self.choose_passphrase()
        self.page.get_by_role("button", name="Rejoindre").click()

    def press(self, button: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Look for words on the page; wait for them a moment."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE)

    def misses(self, words: str) -> None:
        """See that words are not there."""
        expect(self.page.locator("body")).not_to_contain_text(words)
