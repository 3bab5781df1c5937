"""Every main page as people see it: lived in, in both languages, small, dark, and one in Arabic."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from comms import cli
from comms.core.db import db
from comms.core.rights import Role
from comms.cosigning.models import Collection, PartnerKit
from comms.cosigning.service import links
from comms.factory import make_app
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.conftest import own_database
from tests.journeys.people import PATIENCE
from tests.peers import Running, running
from tests.peers.browser import grave
from tests.writing import release_form, written

pytestmark = [pytest.mark.peer, pytest.mark.slow]
PAGES = [
    "/", "/calendar", "/pieces", "/posts/new", "/releases/new", "/media", "/campaigns",
    "/contacts", "/contacts/1", "/contacts/1/edit", "/contacts/new", "/contacts/import",
    "/contacts/lists", "/contacts/lists/1?with=2", "/contacts/calls", "/contacts/outlets",
    "/contacts/outlets/1", "/contacts/silent", "/contacts/register", "/contacts/requests",
    "/watch", "/watch/new", "/watch/1", "/mentions", "/mentions/1", "/mentions/new",
    "/settings", "/settings/members", "/account", "/notices", "/search?q=cal",
    "/figures", "/figures/1", "/figures/new", "/figures/import", "/testimonies", "/testimonies/1",
    "/testimonies/new", "/figures/shared/1", "/calendar/days", "/reports/campaign/1",
    "/morning", "/nowhere",
]  # fmt: skip
STRANGE = [
    "/login", "/reset", "/set-up/no-such-link", "/objection/1-0", "/signature/no-such-link",
    "/kit/no-such-link",
    "/figures/public/ce-que-nous-comptons-a-la-frontiere",
]  # fmt: skip
SPEAK = "/language/"
ARABIC = "كاليه: ليلة أخرى في العراء"


@pytest.fixture(scope="module")
def lived_in(
    tmp_path_factory: pytest.TempPathFactory, empty_database: str, worker_id: str
) -> Flask:
    """Return the invented association after a month of work."""
    folder = tmp_path_factory.mktemp("lived-in") / "instance"
    app = make_app(own_database(folder, empty_database, f"lived_in_{worker_id}"))
    cli.install(app)
    loaded = app.test_cli_runner().invoke(args=["demo", "load", "--json"])
    assert loaded.exit_code == 0, loaded.output
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture(scope="module")
def house(lived_in: Flask) -> Iterator[Running]:
    """Serve it, without its jobs."""
    settings = lived_in.extensions["settings"]
    ours = {"DATABASE_URL": settings.database_url, "COMMS_JOBS": "off"}
    with running(settings.folder, **ours) as house:
        yield house


class Visitor:
    """A browser in which somebody is signed in, without having typed a word."""

    def __init__(self, browser: Browser, house: Running, cookie: str, **looks: object) -> None:
        self.context: BrowserContext = browser.new_context(**looks)  # type: ignore[arg-type]  # as Playwright names them
        self.context.set_default_timeout(PATIENCE)
        if cookie:
            self.context.add_cookies([{"name": "voix", "value": cookie, "url": house.url}])
        self.house, self.page = house, self.context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def look(self, path: str) -> list[str]:
        """Open a page; return what is wrong with it."""
        self.page.goto(self.house.url + path)
        return [*grave(self.page), *_too_wide(self.page), *_twice(self.page), *self.troubles]


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


@pytest.fixture(scope="module")
def cookie(lived_in: Flask) -> str:
    held = Cast(lived_in).browser("nadia", Role.ADMIN).get_cookie("voix")
    assert held is not None
    return held.value


@pytest.fixture(scope="module")
def pages(lived_in: Flask) -> list[str]:
    """Return the main pages, with those of one post, one release, and a text in Arabic."""
    ines = Cast(lived_in).browser("ines")
    form = release_form(lang="ar", title=ARABIC, body="شهدت الفرق 98 عملية إخلاء.\n\n> ماء وسقف.")
    arabic = written(ines, "release", form)
    with lived_in.app_context():
        kinds = {piece.kind: piece.id for piece in db.session.query(Piece).order_by(-Piece.id)}
    own = [f"/posts/{kinds['post']}", f"/releases/{kinds['release']}"]
    own += _shared(lived_in)
    both = [f"/review/{number}" for number in kinds.values()]
    rest = [f"/pieces/{kinds['release']}/history", f"/releases/{arabic}", f"/review/{arabic}"]
    return [*PAGES, *own, *both, *rest]


def _shared(app: Flask) -> list[str]:
    """Return the pages of a statement and of a kit: ours, those of a partner who signs again."""
    with app.app_context():
        statement, kit = db.session.query(Collection).one(), db.session.query(PartnerKit).one()
        again = next(each for each in statement.invitations if each.partner == "Droits au Nord")
        private = [links.make(each) for each in (again, kit.invitations[0])]
        db.session.commit()
        ours = [f"/statements/{statement.piece_id}", f"/kits/{kit.piece_id}"]
        return [*ours, *("/" + each.split("/", 3)[3] for each in private)]


LOOKS = {
    "french, on a desk": {"locale": "fr-FR", "viewport": {"width": 1280, "height": 900}},
    "english, on a telephone, dark": {
        "locale": "en-GB",
        "viewport": {"width": 320, "height": 640},
        "color_scheme": "dark",
    },
}


@pytest.mark.parametrize("looks", LOOKS)
def test_nothing_grave_stands_in_the_way_of_anyone(
    chromium: Browser, house: Running, cookie: str, pages: list[str], looks: str
) -> None:
    visitor = Visitor(chromium, house, cookie, **LOOKS[looks])
    visitor.page.goto(f"{house.url}{SPEAK}{looks[:2]}")

    found = [wrong for path in pages for wrong in visitor.look(path)]

    assert found == []


@pytest.mark.parametrize("looks", LOOKS)
def test_a_stranger_finds_the_door_in_order(chromium: Browser, house: Running, looks: str) -> None:
    stranger = Visitor(chromium, house, "", **LOOKS[looks])

    assert [wrong for path in STRANGE for wrong in stranger.look(path)] == []


def test_a_page_in_english_is_in_english(chromium: Browser, house: Running, cookie: str) -> None:
    visitor = Visitor(chromium, house, cookie, locale="en-GB")
    visitor.look("/")
    assert visitor.page.locator("html").get_attribute("lang") == "fr"  # what the member chose
    visitor.page.get_by_role("link", name="English").first.click()

    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert "Calendar" in visitor.page.locator("nav").inner_text()


def test_a_text_in_arabic_runs_from_right_to_left_inside_a_french_page(
    chromium: Browser, house: Running, cookie: str, pages: list[str]
) -> None:
    visitor = Visitor(chromium, house, cookie, **LOOKS["french, on a desk"])
    visitor.look(pages[-1])

    assert visitor.page.locator("html").get_attribute("dir") in (None, "ltr")
    title = visitor.page.locator(".sheet h1, .sheet h2", has_text="كاليه").first
    assert title.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_first_page_is_light(chromium: Browser, house: Running, cookie: str) -> None:
    """All of it, as it travels: the page, styles, scripts, pictures."""
    visitor = Visitor(chromium, house, cookie, **LOOKS["french, on a desk"])
    weighed: list[int] = []
    visitor.page.on("response", lambda answer: weighed.append(_weight(answer)))

    visitor.page.goto(house.url, wait_until="networkidle")
    first, weighed[:] = sum(weighed), []
    visitor.page.goto(f"{house.url}/contacts", wait_until="networkidle")

    assert first <= 120_000
    assert sum(weighed) <= 30_000


def _weight(answer) -> int:
    sizes = answer.request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])


@pytest.fixture(autouse=True)
def _closed(chromium: Browser) -> Iterator[None]:
    yield
    for context in chromium.contexts:
        context.close()
