"""Every page in English: as each role, from door to door, no French shows but what people wrote.

What people wrote in these tests has no accent, so that French of ours cannot hide behind it.
"""

import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, Rule

from comms.core import options
from comms.core.db import db
from comms.core.rights import Role
from tests import pictures
from tests.cast import Cast
from tests.house import sentences
from tests.writing import (
    LATER,
    SOON,
    approved,
    channel,
    post_form,
    press_list,
    release_form,
    written,
)

pytestmark = pytest.mark.anywhere
SHORTEST = 12  # shorter sentences may be words of English too
PLACE = re.compile(r"%\(\w+\)[sd]")
LINK = re.compile(r'\s(?:href|src|action)="(/[^"]*)"')
ACCENTED = re.compile(r"[^\s<>\"=]*[àâæçéèêëîïôœùûü«»][^\s<>\"=]*", re.IGNORECASE)
# Names of languages, each in its own, and of papers.
OURS = {"Français", "français", "Türkçe", "Libération", "L’Humanité"}
MOST_OF_A_KIND = 6  # pages of one address are alike


@pytest.fixture(scope="module")
def french() -> frozenset[str]:
    """Return the parts of French sentences that no English page may hold."""
    said = [
        form
        for message in sentences.kept()
        if message.id and message.string
        for form in (message.id if isinstance(message.id, (tuple, list)) else (message.id,))
    ]
    english = {message.string for message in sentences.kept()}
    parts = (part.strip() for form in said if form not in english for part in PLACE.split(form))
    return frozenset(part for part in parts if len(part) > SHORTEST)


@pytest.fixture
def lived_in(app: Flask, cast: Cast) -> Flask:
    """Return an application in which every kind of thing was written once, in plain letters."""
    with app.app_context():
        options.put("association", "Tide Watch")
        for name in options.DEFAULTS:  # what the house writes of its own is in its own language
            if name.startswith(("template.", "questions.", "house_words")):
                options.put(name, "Who knows → tide")
        db.session.commit()
    story, loop = str(channel(app, network="instagram")), str(channel(app, "Loop"))
    early, all_of_them = (
        str(press_list(app, name, f"{name}@press.example")) for name in ("Early", "All")
    )
    post = post_form(lang="en", text="Water is cut.", channels=[story, loop], at=SOON)
    release = release_form(lang="en", title="Another night", body="Teams saw.", contacts="Ada")
    release |= {"at": LATER, "lists": [all_of_them], "embargo_at": SOON, "embargo_lists": [early]}
    approved(cast, "post", post)
    approved(cast, "release", release)
    ines = cast.browser("ines")
    written(ines, "release", {**release, "title": "Draft", "place": ""})
    asked = written(ines, "post", post)
    ines.post(f"/review/{asked}/ask")
    lea = cast.browser("lea", Role.APPROVER)
    lea.post(f"/review/{asked}/changes", data={"text": "Which beach?"})
    ines.post("/campaigns/new", data={"name": "Water", "goal": "Taps.", "starts_on": "2030-03-01"})
    ines.post("/watch/new", data={"name": "Us", "mode": "query", "query": '"Tide Watch"'})
    said = {"title": "On air", "outlet": "Harbour Radio", "medium": "radio", "day": "2030-03-11"}
    ines.post("/mentions/new", data=said)
    ines.post("/media", data={"file": (io.BytesIO(pictures.jpeg()), "beach.jpg")})
    cast.browser("ada", Role.ADMIN).post(
        "/settings/members", data={"email": "new@press.example", "name": "New", "role": "author"}
    )
    return app


def _walk(app: Flask, browser: FlaskClient) -> Iterator[tuple[str, str]]:
    """Yield the pages found from the plain addresses on: the path and the page."""
    ways = app.url_map.bind("localhost")
    waiting = sorted(str(rule) for rule in app.url_map.iter_rules() if _is_plain(rule))
    seen, of_a_kind = set(waiting), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path)
        page = answer.text if answer.mimetype == "text/html" else ""
        if page and not answer.location:
            yield path, html.unescape(page)
        for found in [answer.location or "", *map(html.unescape, LINK.findall(page))]:
            kind = _endpoint(ways, found)
            if kind and found not in seen and of_a_kind[kind] < MOST_OF_A_KIND:
                seen.add(found)
                of_a_kind[kind] += 1
                waiting.append(found)


def _is_plain(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and not rule.arguments


def _endpoint(ways: MapAdapter, path: str) -> str:
    """Return what answers a GET there; nothing for what changes the language or is no page."""
    try:
        endpoint = str(ways.match(urlsplit(path).path, method="GET")[0])
    except HTTPException:
        return ""
    return "" if endpoint in {"static", "desk.speak"} else endpoint


def _french_in(page: str, french: frozenset[str]) -> list[str]:
    plain = " ".join(page.replace("\u202f", " ").replace("\u00a0", " ").split())
    left = [part for part in french if part in plain]
    return left + [word for word in ACCENTED.findall(plain) if word not in OURS]


@pytest.mark.parametrize("role", [None, *Role])
def test_no_french_shows_to_who_reads_english(
    lived_in: Flask, cast: Cast, french: frozenset[str], role: Role | None
) -> None:
    browser = cast.browser("reader", role) if role else lived_in.test_client()
    browser.get("/language/en")

    pages = dict(_walk(lived_in, browser))

    assert len(pages) > (5 if role else 1)
    left = [f"{path}: {word}" for path in pages for word in _french_in(pages[path], french)]
    assert left == []
