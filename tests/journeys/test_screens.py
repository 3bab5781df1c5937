"""Every main page as people see it: lived in, in both languages, small, dark, and one in Arabic."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from comms.core.db import db
from comms.pieces.models import Piece
from tests import looking
from tests.conftest import own_database
from tests.looking import DESK, SMALL, Visitor
from tests.peers import Opened, opened

pytestmark = [pytest.mark.peer, pytest.mark.slow]
PAGES = [
    "/", "/calendar", "/pieces", "/posts/new", "/releases/new", "/media", "/campaigns",
    "/contacts", "/contacts/1", "/contacts/1/edit", "/contacts/new", "/contacts/import",
    "/contacts/lists", "/contacts/lists/1?with=2", "/contacts/calls", "/contacts/outlets",
    "/contacts/outlets/1", "/contacts/silent", "/contacts/register", "/contacts/requests",
    "/watch", "/watch/new", "/watch/1", "/watch/sources", "/watch/sources/3", "/mentions",
    "/mentions/1", "/mentions/1/newsroom", "/mentions/new", "/press-review",
    "/settings", "/settings/members", "/account", "/notices", "/search?q=cal",
    "/figures", "/figures/1", "/figures/new", "/figures/import", "/testimonies", "/testimonies/1",
    "/testimonies/new", "/figures/shared/1", "/calendar/days", "/reports/campaign/1",
    "/events/1", "/advocacy/campaigns/1", "/ideas", "/tasks", "/handover", "/morning", "/nowhere",
]  # fmt: skip
STRANGE = [
    "/login", "/reset", "/set-up/no-such-link", "/objection/1-0", "/signature/no-such-link",
    "/kit/no-such-link",
    "/figures/public/ce-que-nous-comptons-a-la-frontiere",
]  # fmt: skip


@pytest.fixture(scope="module")
def lived_in(
    tmp_path_factory: pytest.TempPathFactory,
    empty_databases: Callable[[str], str],
    worker_id: str,
) -> Flask:
    folder = tmp_path_factory.mktemp("lived-in") / "instance"
    return looking.lived_in(
        own_database(folder, empty_databases("sqlite"), f"lived_in_{worker_id}")
    )


@pytest.fixture(scope="module")
def house(lived_in: Flask) -> Iterator[Opened]:
    """Serve it."""
    with opened(lived_in.extensions["settings"]) as house:
        yield house


@pytest.fixture(scope="module")
def cookies(lived_in: Flask) -> dict[str, str]:
    return {lang: looking.signed_in(lived_in, lang) for lang in ("fr", "en")}


@pytest.fixture(scope="module")
def pages(lived_in: Flask) -> list[str]:
    """Return the main pages, with those of one post, one release, and a text in Arabic."""
    number = looking.arabic(lived_in)
    with lived_in.app_context():
        kinds = {piece.kind: piece.id for piece in db.session.query(Piece).order_by(-Piece.id)}
    own = [f"/posts/{kinds['post']}", f"/releases/{kinds['release']}"]
    own += looking.shared(lived_in)
    both = [f"/review/{each}" for each in kinds.values()]
    rest = [f"/pieces/{kinds['release']}/history", f"/releases/{number}", f"/review/{number}"]
    return [*PAGES, *own, *both, *rest]


LOOKS: dict[str, dict[str, Any]] = {
    "fr, on a desk": {"locale": "fr-FR", "viewport": DESK},
    "en, on a small telephone, dark": {
        "locale": "en-GB",
        "viewport": SMALL,
        "color_scheme": "dark",
    },
}


@pytest.mark.parametrize("looks", LOOKS)
def test_nothing_grave_stands_in_the_way_of_anyone(
    chromium: Browser, house: Opened, cookies: dict[str, str], pages: list[str], looks: str
) -> None:
    visitor = Visitor(chromium, house, cookies[looks[:2]], **LOOKS[looks])

    found = [wrong for path in pages for wrong in visitor.look(path)]

    assert found == []


@pytest.mark.parametrize("looks", LOOKS)
def test_a_stranger_finds_the_door_in_order(chromium: Browser, house: Opened, looks: str) -> None:
    stranger = Visitor(chromium, house, "", **LOOKS[looks])

    assert [wrong for path in STRANGE for wrong in stranger.look(path)] == []


def test_a_page_in_english_is_in_english(
    chromium: Browser, house: Opened, cookies: dict[str, str]
) -> None:
    visitor = Visitor(chromium, house, cookies["fr"], locale="en-GB")
    visitor.look("/")
    assert visitor.page.locator("html").get_attribute("lang") == "fr"  # what the member chose
    visitor.page.get_by_role("link", name="English").first.click()

    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert "Calendar" in visitor.page.locator("nav").inner_text()


def test_a_text_in_arabic_runs_from_right_to_left_inside_a_french_page(
    chromium: Browser, house: Opened, cookies: dict[str, str], pages: list[str]
) -> None:
    visitor = Visitor(chromium, house, cookies["fr"], **LOOKS["fr, on a desk"])
    visitor.look(pages[-1])

    assert visitor.page.locator("html").get_attribute("dir") in (None, "ltr")
    title = visitor.page.locator(".sheet h1, .sheet h2", has_text="كاليه").first
    assert title.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_first_page_is_light(chromium: Browser, house: Opened, cookies: dict[str, str]) -> None:
    """All of it, as it travels: the page, styles, scripts, pictures."""
    visitor = Visitor(chromium, house, cookies["fr"], **LOOKS["fr, on a desk"])
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
