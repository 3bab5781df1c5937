"""Our counts against those of others: twitter-text for X, ICU in a browser for all networks."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from twitter_text import parse_tweet

from comms.channels.rules.counting import LIMITS, count, x_weight
from comms.channels.rules.endings import LISTED
from tests.channels.test_counting import SAMPLES
from tests.peers import browser

STATIC = Path(__file__).parents[2] / "static" / "js"
MORE = [
    "Voir exemple.io et exemple.fr/page(1).",
    "fin.Puis",
    "fin.Et ensuite",
    "a@b.fr",
    "@ada exemple.fr",
    "@ada@social.org, bonsoir",
    "#calais.fr",
    "#DroitÀLEau",
    "https://exemple.org/a?b=c&d=é",
    "https://exemple.org/été",
    "https://ar.wikipedia.org/wiki/كاليه ثم",
    "http://localhost:5000/x",
    "https://exemple.org:8080/x",
    "(https://exemple.org/a_(b))",
    "« https://exemple.org »",
    "www.exemple.co.uk",
    "exemple.org,https://exemple.net",
    "©",
    "™ et ®",
    "☎ 01 99 00 12 34",
    "❤",
    "👩🏿\u200d⚕\ufe0f",
    "🏳\ufe0f\u200d🌈",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "🇫🇷🇬🇧",
    "ሰላም https://exemple.org/ሰላም",
    "exemple.museum",
    "münchen.de",
    "a.b.c.org",
    "-exemple.org",
    "x_exemple.org",
    "$exemple.org",
    "exemple.org@",
    "14.30",
    "M.Dupont",
    "\u200f#وسم",
    "https://exemple.org/»",
    "1 226 expulsions en un an : 98 en février, 14 h 30.",
    "۱٬۲۲۶ اخراج در یک سال",
    "١٬٢٢٦ عملية إخلاء في عام واحد https://exemple.org",
]
# Younger than twitter-text 3, which takes them apart; X itself counts each as one sign.
YOUNGER = ["🧑\u200d🧑\u200d🧒", "🫱🏼\u200d🫲🏿"]
TEXTS = [text for text, *_ in SAMPLES if text] + MORE


def test_the_table_has_eighty_texts_in_eleven_scripts() -> None:
    letters = {sign for text in TEXTS for sign in text if sign.isalpha()}
    scripts = {unicodedata.name(sign).split()[0] for sign in letters}

    assert len(set(TEXTS)) >= 80
    assert len(scripts) >= 11


@pytest.mark.parametrize("text", TEXTS)
def test_x_weighs_as_twitter_text_does(text: str) -> None:
    assert x_weight(text) == parse_tweet(text).weightedLength


@pytest.mark.parametrize("text", YOUNGER)
def test_an_emoji_younger_than_twitter_text_is_one_sign(text: str) -> None:
    assert x_weight(text) == 2


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """Return a page that has our scripts, of a site that does not exist."""
    with browser.chromium() as made:
        yield _page(made)


def _page(made: Browser) -> Page:
    page = made.new_page()

    def give(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            script = (STATIC / name).read_text()
            route.fulfill(body=script, content_type="text/javascript")
        elif name == LISTED.name:
            route.fulfill(body=LISTED.read_text(), content_type="text/plain")
        else:
            route.fulfill(body="<!doctype html><title>.</title>", content_type="text/html")

    page.route("**/*", give)
    page.goto("http://voix.test/")
    return page


@pytest.mark.slow
@pytest.mark.peer
@pytest.mark.parametrize("network", sorted(LIMITS))
def test_the_browser_counts_as_the_server_does(page: Page, network: str) -> None:
    texts = [*TEXTS, *YOUNGER, "a" * 3000, "\n".join(TEXTS)]

    counted = page.evaluate(
        """async ([network, texts]) => {
          const { count, learnEndings } = await import("/js/counting.js");
          await learnEndings();
          return JSON.stringify(texts.map((text) => count(network, text)));
        }""",
        [network, texts],
    )

    found = dict(zip(texts, json.loads(counted), strict=True))
    assert found == {text: count(network, text).count for text in texts}
