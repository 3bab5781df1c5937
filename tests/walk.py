"""`python -m tests.walk`: every page a link leads to, in each look, and what is wrong there.

From the first page it follows links, twice to each kind of address, in French and English, on a
desk and on a telephone, light and dark; again where a text runs from right to left; and without
script, where every control that shows must do something.
"""

import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Error
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from comms.core.db import db
from comms.core.settings import read
from comms.factory import House
from comms.ideas.service import dropping
from tests import looking
from tests.cast import Cast
from tests.looking import DESK, TELEPHONE, Visitor
from tests.peers import Running, browser

DARK, LIGHT = "dark", "light"
LOOKS: dict[str, dict[str, Any]] = {
    "fr, 1280 px": {"viewport": DESK, "color_scheme": LIGHT},
    "en, 1280 px, dark": {"viewport": DESK, "color_scheme": DARK},
    "fr, 390 px, dark": {"viewport": TELEPHONE, "color_scheme": DARK},
    "en, 390 px": {"viewport": TELEPHONE, "color_scheme": LIGHT},
    "fr, 1280 px, without script": {"viewport": DESK, "java_script_enabled": False},
    "en, 390 px, without script": {"viewport": TELEPHONE, "java_script_enabled": False},
}
OF_A_KIND = 2  # pages of one kind of address
NOT_PAGES = ("/static/", "/language/", "/healthz", "/robots.txt", "/manifest")
IS_FILE = re.compile(
    r"\.(csv|ics|atom|pdf|docx|xlsx|json|opml|md|txt|html|vcf|zip)$"
    r"|/export|/file|/small|/visual/|/logo/"
)
SAVED = "Download is starting"  # a file to keep is no page
DOORS = ("/login", "/reset", "/set-up/no-such-link", "/objection/1-0", "/nowhere")


def main(asked: list[str]) -> int:
    """Print what is wrong by look, and how many pages were seen; 1 when something is."""
    with tempfile.TemporaryDirectory() as folder:
        house = Running(Path(folder) / "instance", COMMS_JOBS="off")
        app = looking.lived_in(read(house.environ))
        app.open_pages()
        first = [*_arabic_pages(app), "/", *looking.shared(app), *DOORS]
        house.start(60)
        try:
            with browser.chromium() as chromium:
                walks = [_walk(chromium, house, app, looks, first) for looks in asked]
        finally:
            house.stop()
    return max(walks)


def _arabic_pages(app: Flask) -> list[str]:
    """Return the pages of a text that runs from right to left, and the page that runs so whole."""
    number = looking.arabic(app)
    actor = Cast(app).actor("ines")
    with app.app_context():
        _link, secret = dropping.open_link("équipe de nuit", 7, actor=actor)
        db.session.commit()
    ours = [f"/releases/{number}", f"/review/{number}", f"/pieces/{number}/history"]
    return [*ours, f"/ideas/drop/{secret}?lang=ar", f"/ideas/drop/{secret}?lang=fr"]


def _walk(chromium: Browser, house: Running, app: House, looks: str, first: list[str]) -> int:
    visitor = Visitor(chromium, house, looking.signed_in(app, looks[:2]), **LOOKS[looks])
    seen, wrong, leftward = _go(visitor, app, first)
    print(f"{looks}: {seen} pages, {leftward} of them with a text from right to left", flush=True)
    for each in wrong:
        print(f"  {each}")
    visitor.context.close()
    return 1 if wrong else 0


def _go(visitor: Visitor, app: House, first: list[str]) -> tuple[int, list[str], int]:
    """Follow links from page to page; return how many were seen and what was wrong."""
    ways = app.url_map.bind("127.0.0.1")
    todo, known, kinds = list(first), set(first), Counter[str]()
    wrong: list[str] = []
    seen = leftward = 0
    while todo:
        path = todo.pop(0)
        kind = _kind(ways, path)
        if kind is None or kinds[kind] >= OF_A_KIND:
            continue
        kinds[kind] += 1
        try:
            wrong += visitor.look(path)
        except Error as trouble:
            if SAVED not in str(trouble):
                wrong.append(f"{path}: {trouble}")
            continue
        seen += 1
        leftward += visitor.page.locator("[dir=rtl]").count() > 0
        found = [each for each in _links(visitor) if each not in known]
        known.update(found)
        todo += found
    return seen, list(dict.fromkeys(wrong)), leftward


def _links(visitor: Visitor) -> list[str]:
    hrefs: list[str] = visitor.page.eval_on_selector_all(
        "a[href^='/']", "all => all.map(each => each.getAttribute('href').split('#')[0])"
    )
    return list(dict.fromkeys(hrefs))


def _kind(ways: MapAdapter, path: str) -> str | None:
    """Return the kind of address this is, with the names of what it asks; None: it is no page."""
    address, _, asked = path.partition("?")
    if address.startswith(NOT_PAGES) or IS_FILE.search(address):
        return None
    try:
        endpoint, _values = ways.match(address, method="GET")
    except RequestRedirect:
        return None
    except HTTPException:
        endpoint = address
    return f"{endpoint}?{sorted(part.split('=')[0] for part in asked.split('&'))}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(LOOKS)))
