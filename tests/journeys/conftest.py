"""Whole stories: the application as people run it, on a database of its own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from comms.core.settings import Settings
from tests.conftest import NOW
from tests.journeys.people import Office
from tests.peers import Post, Running, browser, opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Run a browser; it is gone before other tests begin a loop of their own (asyncio)."""
    with browser.chromium() as made:
        yield made


@pytest.fixture
def office(settings: Settings, chromium: Browser) -> Iterator[Office]:
    """Open the pages of this test's database, without jobs, from NOW on."""
    with opened(settings, NOW) as house:
        yield Office(house, chromium)


@pytest.fixture
def running(settings: Settings, box: Post) -> Iterator[Callable[..., Running]]:
    """Return a way to name an application on this test's database; what was started is stopped."""
    named: list[Running] = []

    def name(**environ: str) -> Running:
        ours = {"DATABASE_URL": settings.database_url, "SMTP_URL": box.url}
        named.append(Running(settings.folder, **{**ours, **environ}))
        return named[-1]

    yield name
    for each in named:
        each.stop()
