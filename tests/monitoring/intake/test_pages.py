"""Articles read where they stand: for who asked, as robots.txt allows, one a site and turn."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.intake.models import Entry
from comms.monitoring.intake.service import pages, polling
from comms.monitoring.mentions.models import Mention
from comms.monitoring.sources.models import Source
from tests.conftest import NOW
from tests.monitoring.articles import watch
from tests.monitoring.intake.test_polling import OWN
from tests.monitoring.said import item, rss, source
from tests.peers.web import Web

LONG = "Les équipes ont observé la destruction des abris à l’aube, sans solution de relogement. "
BODY = f"<article><h1>T</h1><p>{LONG * 5}</p><p>Selon HRO, c’est la centième fois.</p></article>"
PAGE = f"<!doctype html><html><head><title>T</title></head><body>{BODY}</body></html>"
HTML = {"content_type": "text/html"}


@pytest.fixture
def house(here):
    here.extensions["settings"] = replace(here.extensions["settings"], allow_nets=OWN)
    return here


def shows(web: Web, *paths: str, reads_pages: bool = True) -> None:
    """Follow a feed that shows these articles, and read it."""
    items = [item(n, link=web.url(path)) for n, path in enumerate(paths)]
    source(web.page("/rss", rss(items)), reads_pages=reads_pages)
    polling.poll_all()


def entries() -> list[Entry]:
    db.session.expire_all()
    return list(db.session.scalars(select(Entry).order_by(Entry.id)))


def paths(web: Web) -> list[str]:
    return [each.path for each in web.asked if each.path != "/rss"]


def test_a_watch_sees_the_whole_article(house, web: Web) -> None:
    watch("Nom", "HRO")
    web.page("/a", PAGE, **HTML)
    shows(web, "/a")
    before = db.session.scalars(select(Mention)).all()

    assert pages.read_due() == 1

    assert before == []
    assert "centième" in entries()[0].page
    assert db.session.scalars(select(Mention.title)).all() == ["Article 0"]
    assert paths(web) == ["/robots.txt", "/a"]
    assert pages.read_due() == 0


def test_what_robots_may_not_read_is_not_read(house, web: Web) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /a")
    web.page("/a", PAGE, **HTML)
    shows(web, "/a")

    assert pages.read_due() == 0
    assert paths(web) == ["/robots.txt"]


def test_a_site_that_fails_to_say_is_left_alone(house, web: Web) -> None:
    web.page("/robots.txt", "", 503)
    web.page("/a", PAGE, **HTML)
    shows(web, "/a")

    assert (pages.read_due(), paths(web)) == (0, ["/robots.txt"])


def test_one_page_of_a_site_at_a_turn_and_each_once(house, web: Web) -> None:
    for path in ("/a", "/b"):
        web.page(path, PAGE, **HTML)
    shows(web, "/a", "/b")

    assert [pages.read_due() for _ in range(3)] == [1, 1, 0]
    assert sorted(paths(web)) == ["/a", "/b", "/robots.txt"]


def test_only_for_sources_that_were_chosen_and_for_new_articles(house, web: Web) -> None:
    web.page("/a", PAGE, **HTML)
    shows(web, "/a", reads_pages=False)

    assert pages.read_due() == 0
    db.session.scalars(select(Source)).one().reads_pages = True
    db.session.commit()
    with clock.fixed(NOW + timedelta(days=3)):
        assert pages.read_due() == 0
    assert paths(web) == []


def test_a_page_that_says_less_or_is_none_changes_nothing(house, web: Web) -> None:
    web.page("/a", "<html><body>x</body></html>", **HTML)
    shows(web, "/a")

    assert pages.read_due() == 0
    assert entries()[0].page == ""


def test_of_a_page_for_subscribers_the_teaser_is_no_text(house, web: Web) -> None:
    watch("Nom", "centième")
    watch("Titre", "Article")
    told = '{"@type": "NewsArticle", "isAccessibleForFree": false, "description": "Le chapô long."}'
    script = f'<script type="application/ld+json">{told}</script></head>'
    web.page("/a", PAGE.replace("</head>", script), **HTML)
    shows(web, "/a")
    before = db.session.scalars(select(Mention.is_paid)).all()

    assert pages.read_due() == 1

    (entry,) = entries()
    assert (entry.page, entry.is_paid) == ("<p>Le chapô long.</p>", True)
    mention = db.session.scalars(select(Mention)).one()
    assert (before, mention.is_paid, mention.paid_how) == ([False], True, "page")


def test_the_feed_that_shows_it_again_takes_nothing_away(house, web: Web) -> None:
    web.page("/a", PAGE, **HTML)
    shows(web, "/a")
    pages.read_due()

    with clock.fixed(NOW + timedelta(hours=1)):
        report = polling.poll_all()

    assert report.entries_updated == 0
    assert "centième" in entries()[0].page


def test_people_choose_it_on_the_page_of_the_sources(app, cast) -> None:
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        number = source("https://a.example/rss")
    browser = cast.browser("ines")

    assert browser.post(f"/watch/sources/{number}/read-pages").status_code == 303
    assert "Ne plus lire les articles entiers" in browser.get("/watch/sources").text
    assert browser.post(f"/watch/sources/{number}/leave-pages").status_code == 303
    with app.app_context():
        assert not db.session.get_one(Source, number).reads_pages
