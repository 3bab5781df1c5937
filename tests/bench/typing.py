"""`python -m tests.bench.typing`: how a key answers in a text of 20,000 characters, in Chromium.

A key takes from its press to the picture after it; the live page from the last key to the answer
of the server, with the silence it waits for.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from comms.core.settings import read
from comms.factory import make_app
from tests.cast import Cast
from tests.peers import Running, browser
from tests.writing import channel

LONG = "\n\n".join(["Les équipes ont observé 98 opérations, et **412 tentes** saisies. " * 3] * 99)
KEY, LIVE, SILENCE = 50.0, 300.0, 120.0  # milliseconds; the last before a live page is asked for
CHANNEL = "Story Instagram"
WATCHED = """() => {
  window.took = [];
  document.addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - began)));
  });
}"""


def main() -> int:
    """Measure a release and a post; 1 when keys or the live page are slower than they may be."""
    with tempfile.TemporaryDirectory() as folder:
        house = Running(Path(folder) / "instance", COMMS_JOBS="off")
        app = make_app(read(house.environ))
        channel(app, CHANNEL, has_address=False)
        held = Cast(app).browser("ines").get_cookie("voix")
        assert held is not None
        house.start(60)
        try:
            with browser.chromium() as chromium:
                page = _page(chromium, house.url, held.value)
                return max([_typed(page, f"/{kind}/new") for kind in ("releases", "posts")])
        finally:
            house.stop()


def _page(chromium: Browser, url: str, cookie: str) -> Page:
    context = chromium.new_context(base_url=url, locale="fr-FR")
    context.add_cookies([{"name": "voix", "value": cookie, "url": url}])
    return context.new_page()


def _typed(page: Page, path: str) -> int:
    """Type a sentence at the end of a long text, and print how it went."""
    page.goto(path)
    if path.startswith("/posts"):
        page.get_by_label(CHANNEL).check()
    field = page.locator("#f-body, #f-text")
    field.fill(LONG[:20_000])
    page.wait_for_timeout(2500)
    page.evaluate(WATCHED)
    field.press("Control+End")
    page.keyboard.type(" Une phrase tapée assez vite, puis une autre encore.", delay=40)
    lives = []
    for _ in range(5):
        with page.expect_response("**/preview") as live:
            page.keyboard.type("!")
        live.value.finished()
        lives.append(SILENCE + live.value.request.timing["responseEnd"])
    keys, live_page = statistics.quantiles(page.evaluate("window.took"), n=20), max(lives)
    told = "   TOO SLOW" if keys[-1] > KEY or live_page > LIVE else ""
    print(
        f"{path:16} a key p50 {keys[9]:5.1f} p95 {keys[-1]:5.1f} ms (at most {KEY:g})"
        f"   live page {live_page:5.0f} ms (at most {LIVE:g}){told}"
    )
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
