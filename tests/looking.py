"""The pages of a house that was lived in for a month, and a visitor who says what is wrong there.

The suite looks at the main ones; `python -m tests.walk` goes everywhere a link leads.
"""

from typing import Any, Protocol

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from comms import cli
from comms.accounts.models import Member
from comms.core.db import db
from comms.core.rights import Role
from comms.core.settings import Settings
from comms.cosigning.models import Collection, PartnerKit
from comms.cosigning.service import links
from comms.factory import House, make_app
from tests.cast import Cast
from tests.journeys.people import PATIENCE
from tests.peers.browser import grave
from tests.writing import release_form, written

ARABIC = "كاليه: ليلة أخرى في العراء"
DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
# What nothing can be done with: a button that no form takes, a field that nobody reads.
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea, a, [role=button]")]
  .filter(each => each.getClientRects().length && each.type !== "hidden")
  .filter(each => each.matches("a") ? !each.hasAttribute("href")
    : !(each.form || each.disabled || each.readOnly || each.popoverTargetElement))
  .map(each => each.outerHTML.slice(0, 120))"""


class Served(Protocol):
    """A house that answers at an address."""

    @property
    def url(self) -> str:
        """Return the address of its first page."""
        ...


class Visitor:
    """A browser in which somebody is signed in, without having typed a word."""

    def __init__(self, browser: Browser, house: Served, cookie: str, **looks: Any) -> None:
        self.context: BrowserContext = browser.new_context(**looks)
        self.context.set_default_timeout(PATIENCE)
        if cookie:
            self.context.add_cookies([{"name": "voix", "value": cookie, "url": house.url}])
        self.house, self.page = house, self.context.new_page()
        self.has_script = looks.get("java_script_enabled", True)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def look(self, path: str) -> list[str]:
        """Open a page; return what is wrong with it."""
        self.page.goto(self.house.url + path)
        return self.wrong()

    def wrong(self) -> list[str]:
        """Return what is wrong with the page that stands here."""
        judge = grave if self.has_script else _dead
        return [*judge(self.page), *_too_wide(self.page), *_twice(self.page), *self.troubles]


def _dead(page: Page) -> list[str]:
    """Name the controls that show without script and do nothing without it."""
    return [f"{page.url} does nothing without script: {each}" for each in page.evaluate(DEAD)]


def _too_wide(page: Page) -> list[str]:
    """Say when a page must be pushed sideways to be read."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{page.url} is {wide} px wide where {seen} are seen"] if wide > seen else []


def _twice(page: Page) -> list[str]:
    """Name the ids that stand twice on a page: a label would lead to the first of them."""
    ids: list[str] = page.eval_on_selector_all("[id]", "all => all.map(each => each.id)")
    return [
        f"{page.url} has #{each} twice" for each in sorted({i for i in ids if ids.count(i) > 1})
    ]


def lived_in(settings: Settings) -> House:
    """Return the invented association after a month of work."""
    app = make_app(settings)
    cli.install(app)
    loaded = app.test_cli_runner().invoke(args=["demo", "load", "--json"])
    assert loaded.exit_code == 0, loaded.output
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def signed_in(app: Flask, lang: str) -> str:
    """Return the cookie of an administrator who reads this language."""
    cast = Cast(app)
    someone = cast.actor(f"nadia-{lang}", Role.ADMIN)
    with app.app_context():
        db.session.get_one(Member, someone.id).lang = lang
        db.session.commit()
    held = cast.browser(f"nadia-{lang}").get_cookie("voix")
    assert held is not None
    return held.value


def arabic(app: Flask) -> int:
    """Write a release in Arabic; return its number."""
    form = release_form(lang="ar", title=ARABIC, body="شهدت الفرق 98 عملية إخلاء.\n\n> ماء وسقف.")
    return written(Cast(app).browser("ines"), "release", form)


def shared(app: Flask) -> list[str]:
    """Return the pages of a statement and of a kit: ours, those of a partner who signs again."""
    with app.app_context():
        statement, kit = db.session.query(Collection).one(), db.session.query(PartnerKit).one()
        again = next(each for each in statement.invitations if each.partner == "Droits au Nord")
        private = [links.make(each) for each in (again, kit.invitations[0])]
        db.session.commit()
        ours = [f"/statements/{statement.piece_id}", f"/kits/{kit.piece_id}"]
        return [*ours, *("/" + each.split("/", 3)[3] for each in private)]
