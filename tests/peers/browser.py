"""Chromium as Debian ships it, driven by Playwright, and axe as the judge of what it shows."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.peers.waiting import absent

GRAVE = {"serious", "critical"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser while the block lasts; skip (in CI fail) where there is none.

    The one without a screen draws the same pages for half of the processor.
    """
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        absent("chromium (Debian package)")
    with sync_playwright() as playwright:
        # Tests may run as root, whose processes Chromium's sandbox refuses.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def grave(page: Page) -> list[str]:
    """Return what axe finds serious or critical on a page, one line each."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{page.url} {each['id']}: {each['help']} {node['target']}"
        for each in found["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"][:3]
    ]
