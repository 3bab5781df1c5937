"""Following one source more, on its page and without."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from comms.accounts.rules.tries import Limit
from comms.accounts.service import tries
from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from comms.monitoring.intake.service import polling
from comms.monitoring.sources import queries
from comms.monitoring.sources.forms import ENGINES
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import Engine, learns, search_address
from comms.monitoring.sources.service import following
from tests.conftest import NOW
from tests.monitoring.said import numbered, source
from tests.peers.web import Web

PAGE = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="R"></head>'


def count(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Source)) or 0


def followed(app, url: str = "https://exemple.org/rss") -> int:
    with app.app_context():
        return source(url, title="Le Jour")


def state(app, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Source, number).state


def test_a_feed_is_found_at_its_own_address(here, web: Web) -> None:
    found = following.find(web.page("/rss", numbered(1)))

    assert (found.url, found.title) == (web.url("/rss"), "Le Journal")


def test_a_feed_is_found_on_the_page_that_announces_it_with_one_request(here, web: Web) -> None:
    found = following.find(web.page("/", PAGE))

    assert (found.url, found.title) == (web.url("/rss"), "")  # « R » names no outlet
    assert web.paths() == ["/"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("<html>rien</html>", 200, "source.no_feed_on_page"),
        ("", 200, "feed.empty"),
        ("", 404, "source.not_found"),
        ("", 403, "source.forbidden"),
    ],
)
def test_what_gives_no_feed_is_refused_with_its_reason(
    here, web: Web, body: str, status: int, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        following.find(web.page("/x", body, status))

    assert caught.value.obstacles == (code,)
    assert caught.value.sentences()


def test_an_author_follows_a_site(app, cast, web: Web) -> None:
    answer = cast.browser().post("/watch/sources/add", data={"url": web.page("/", PAGE)})

    assert (answer.status_code, answer.location) == (303, "/watch/sources")
    assert count(app) == 1


def test_one_look_at_a_time_for_each_member(app, cast, web: Web) -> None:
    ines = cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        taken = tries.take({f"sources:{ines.id}": Limit(1, timedelta(seconds=40))})

    refused = cast.browser("ines").post("/watch/sources/add", data={"url": web.page("/", PAGE)})
    with app.app_context():
        tries.give_back(taken)
        db.session.commit()
    taken_in = cast.browser("ines").post("/watch/sources/add", data={"url": web.page("/", PAGE)})

    assert (refused.status_code, taken_in.status_code) == (422, 303)
    assert web.url("/") in refused.text


def test_a_failed_look_leaves_the_door_open(app, cast) -> None:
    for _ in range(3):
        answer = cast.browser().post("/watch/sources/add", data={"url": "http://10.0.0.1/rss"})

        assert "réseau local" in answer.text


def test_an_address_inside_is_refused_in_clear_and_what_was_typed_stays(app, cast) -> None:
    answer = cast.browser().post("/watch/sources/add", data={"url": "http://10.0.0.1/rss"})

    assert answer.status_code == 422
    assert "réseau local" in answer.text
    assert "http://10.0.0.1/rss" in answer.text
    assert count(app) == 0


def test_a_source_followed_already_is_refused(app, cast, web: Web) -> None:
    browser, url = cast.browser(), web.page("/rss", numbered(1))
    browser.post("/watch/sources/add", data={"url": url})

    assert browser.post("/watch/sources/add", data={"url": url}).status_code == 422
    assert count(app) == 1


@pytest.mark.anywhere
def test_of_two_who_follow_a_source_at_one_instant_the_second_is_told(
    app, cast, web: Web, monkeypatch
) -> None:
    browser, url = cast.browser(), web.page("/rss", numbered(1))
    browser.post("/watch/sources/add", data={"url": url})
    monkeypatch.setattr(queries, "by_keys", lambda _keys: {})  # what each of them sees

    answer = browser.post("/watch/sources/add", data={"url": url})

    assert answer.status_code == 409
    assert "au même instant" in answer.text
    assert url in answer.text
    assert count(app) == 1


def test_a_list_is_brought_in_on_the_page_and_what_did_not_enter_is_said(app, cast) -> None:
    body = b'<opml><body><outline xmlUrl="https://a.org/rss"/><outline xmlUrl="file:///x"/></body></opml>'
    answer = cast.browser().post(
        "/watch/sources/import", data={"file": (io.BytesIO(body), "liste.opml")}
    )

    assert answer.status_code == 200
    assert "file:///x" in answer.text
    assert count(app) == 1


def test_a_file_that_is_no_list_is_refused_on_the_page(app, cast) -> None:
    bomb = b'<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;">]><opml/>'
    answer = cast.browser().post("/watch/sources/import", data={"file": (io.BytesIO(bomb), "x")})

    assert answer.status_code == 422
    assert "entités" in answer.text


def test_the_page_shows_sources_those_that_need_a_look_first(app, cast) -> None:
    followed(app)
    with app.app_context():
        source("https://b.example/rss", title="Cassée", trouble="source.not_found", status=404)

    page = cast.browser().get("/watch/sources").text
    assert page.index("Cassée") < page.index("Le Jour")
    assert "404" in page


def test_an_empty_page_says_what_it_is_for(app, cast) -> None:
    assert "la veille lit pour vous" in cast.browser().get("/watch/sources").text


def test_the_list_leaves_as_a_file(app, cast) -> None:
    followed(app)

    answer = cast.browser().get("/watch/sources/export")
    assert "https://exemple.org/rss" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("act", "after"),
    [("pause", "paused"), ("resume", "active"), ("remove", "removed"), ("ask", "active")],
)
def test_a_source_is_paused_taken_up_let_go_and_asked(app, cast, act: str, after: str) -> None:
    number = followed(app)

    answer = cast.browser().post(f"/watch/sources/{number}/{act}")
    assert (answer.status_code, state(app, number)) == (303, after)


def test_a_source_followed_from_a_page_takes_the_name_of_its_feed_or_of_a_person(
    app, cast, web: Web
) -> None:
    ines, page = cast.browser(), web.page("/", PAGE)
    web.page("/rss", numbered(1))
    ines.post("/watch/sources/add", data={"url": page})

    with app.app_context():
        polling.poll_all()
        first = db.session.scalars(select(Source)).one()
        named, number = first.title, first.id
    ines.post(f"/watch/sources/{number}/name", data={"title": " La  Gaz\x1bette\u202e "})

    with app.app_context():
        assert (named, db.session.get_one(Source, number).title) == ("Le Journal", "La Gazette")


def test_a_volunteer_reads_no_sources_and_changes_none(app, cast) -> None:
    number, guest = followed(app), cast.browser("bene", Role.GUEST)

    assert guest.get("/watch/sources").status_code == 403
    assert guest.post(f"/watch/sources/{number}/remove").status_code == 403
    assert guest.post("/watch/sources/add", data={"url": "https://a.org"}).status_code == 403
    assert state(app, number) == "active"


def test_a_stranger_is_led_to_the_door(app) -> None:
    assert app.test_client().get("/watch/sources").location.startswith("/login")
    assert app.test_client().post("/watch/sources/add").status_code == 401


def test_a_source_that_does_not_exist_is_not_changed(cast) -> None:
    assert cast.browser().post("/watch/sources/999/pause").status_code == 404
    assert cast.browser().post("/watch/sources/1/explode").status_code == 404


def test_reading_an_address_that_acts_does_nothing(app, cast) -> None:
    number = followed(app)

    assert cast.browser().get(f"/watch/sources/{number}/remove").status_code == 405
    assert state(app, number) == "active"


def test_every_act_leaves_its_trace(app, cast) -> None:
    number = followed(app)
    cast.browser().post(f"/watch/sources/{number}/pause")

    with app.app_context():
        lines = db.session.execute(select(AuditLine.act, AuditLine.object)).all()
    assert ("source.paused", f"source:{number}") in map(tuple, lines)
    assert not any("exemple.org" in thing for _, thing in lines)


def test_lost_sources_are_one_line_on_aujourdhui(app, cast) -> None:
    with app.app_context():
        for number in range(5):
            source(f"https://{number}.example/rss", title=f"Journal {number}", state="gone")

    page = cast.browser().get("/").text
    assert "5 sources ne donnent plus rien" in page
    assert page.count("Journal ") == 3


@pytest.mark.parametrize(
    ("is_lost", "pulse"),
    [
        (True, {"last_ok": None, "added_at": -2}),
        (False, {"last_ok": None, "added_at": 0}),
        (True, {"last_ok": -2, "newest_at": 0}),
        (False, {"newest_at": -40, "last_new": -1}),
        (False, {"newest_at": -1, "last_new": -40}),
        (True, {"newest_at": -40, "last_new": None}),
        (True, {"newest_at": None, "last_new": -40}),
        (True, {"newest_at": None, "last_new": None, "added_at": -40}),
        (False, {"newest_at": None, "last_new": None, "added_at": -20}),
        (False, {"newest_at": -5, "rhythm_minutes": 3 * 24 * 60}),
        (True, {"newest_at": -10, "rhythm_minutes": 3 * 24 * 60}),
        (False, {"newest_at": -40, "state": "paused"}),
        (False, {"newest_at": -40, "state": "removed"}),
    ],
)
def test_who_is_lost_is_told_by_the_pulse(app, is_lost, pulse) -> None:
    days = {"last_ok", "added_at", "newest_at", "last_new"}
    facts = {
        name: NOW + timedelta(days=value) if name in days and value is not None else value
        for name, value in {"last_ok": 0, "added_at": 0, **pulse}.items()
    }
    with app.app_context():
        source("https://a.example/rss", **facts)

        assert bool(queries.lost(NOW)) is is_lost


def test_a_source_nobody_has_read_for_days_is_not_said_to_answer(app, cast) -> None:
    with app.app_context():
        since = {"added_at": NOW - timedelta(days=9)}
        source("https://dort.example/rss", title="Dort", last_ok=NOW - timedelta(days=3), **since)
        source("https://jamais.example/rss", title="Jamais", **since)
        source("https://neuf.example/rss", title="Neuf")
        found = {each.source.title: each.facts for each in queries.healths(NOW) if not each.is_well}

    assert found == {"Dort": {"hours": 72}, "Jamais": {"hours": 216}}
    page = cast.browser().get("/watch/sources").text.replace("\xa0", " ")
    assert "Pas relevée depuis 72 heures" in page


def test_a_source_that_failed_an_hour_ago_alarms_nobody(app, cast) -> None:
    failing = {"trouble": "http.not_connected"}
    with app.app_context():
        source("https://a.example/rss", title="Le Jour", **failing)
        source("https://b.example/rss", title="Le Soir", last_ok=NOW - timedelta(days=2), **failing)

    page = cast.browser().get("/").text
    assert "1 source ne donne plus rien" in page
    assert ("Le Soir" in page, "Le Jour" in page) == (True, False)


def test_the_press_to_begin_with_is_followed_and_not_asked_yet(app, cast) -> None:
    browser = cast.browser()

    assert "Commencer avec la presse" in browser.get("/watch/sources").text
    assert browser.post("/watch/sources/starter").status_code == 303
    assert count(app) > 20
    assert "à vérifier" in browser.get("/watch/sources").text


def test_a_search_is_another_s_and_that_is_said(app, cast) -> None:
    assert "apprend ce que vous cherchez" in cast.browser().get("/watch/sources").text


def test_a_search_without_words_asks_for_them(app, cast) -> None:
    form = {"engine": "google", "words": " ", "lang": "fr"}

    assert cast.browser().post("/watch/sources/search", data=form).status_code == 422
    form = {"engine": "altavista", "words": "calais"}
    assert cast.browser().post("/watch/sources/search", data=form).status_code == 422
    assert count(app) == 0


def test_every_search_engine_has_its_name() -> None:
    assert set(ENGINES) == set(Engine)


def test_searches_have_their_addresses() -> None:
    found = {each: search_address(each, " droits & mer ", "fr", "h.example") for each in Engine}

    assert "q=droits+%26+mer&hl=fr&gl=FR&ceid=FR:fr" in found[Engine.GOOGLE]
    assert "q=droits+%26+mer&format=rss" in found[Engine.BING]
    assert found[Engine.MASTODON] == "https://h.example/tags/droits%20%26%20mer.rss"
    assert search_address(Engine.YOUTUBE, "UC1", "fr").endswith("channel_id=UC1")


def test_what_a_search_is_told_may_be_the_address_of_a_page() -> None:
    channel = "UC" + "a-b_c" * 4 + "dd"
    page = f"https://www.youtube.com/channel/{channel}/videos"

    assert search_address(Engine.YOUTUBE, page, "fr").endswith(f"channel_id={channel}")
    for host in ("https://h.example/", "h.example/explore", "h.example"):
        assert search_address(Engine.MASTODON, "#Calais", "fr", host) == (
            "https://h.example/tags/Calais.rss"
        )


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://news.google.com/rss/search?q=Amina", True),
        ("https://journal.example/?s=Amina&feed=rss2", True),
        ("https://journal.example/rss?lang=fr&search_keywords=Amina", True),
        ("https://journal.example/recherche/Amina.rss", True),
        ("https://journal.example/search.rss?sort=new", True),
        ("https://journal.example/researchers/feed?cats=1", False),
        ("https://journal.example/rss?key=7f3a", False),
    ],
)
def test_who_is_asked_by_a_search_learns_what_is_looked_for(address: str, is_one: bool) -> None:
    assert learns(address) is is_one


def test_sources_that_moved_are_one_notice_until_somebody_has_seen_it(app, cast) -> None:
    ines = cast.browser("ines")
    first, second = followed(app), followed(app, "https://autre.example/rss")
    with app.app_context():
        for number in (first, second):
            db.session.get_one(Source, number).moved_from = "https://avant.example/rss"
        db.session.commit()

    assert "2 sources ont changé d’adresse" in ines.get("/").text.replace("\xa0", " ")
    assert "https://avant.example/rss" in ines.get("/watch/sources").text

    for number in (first, second):
        ines.post(f"/watch/sources/{number}/see-move")

    assert "changé d’adresse" not in ines.get("/").text


def test_a_source_let_go_by_mistake_is_taken_back_from_the_next_page(app, cast) -> None:
    number, ines = followed(app), cast.browser()

    page = ines.post(f"/watch/sources/{number}/remove", follow_redirects=True).text
    let_go = state(app, number)
    ines.post(f"/watch/sources/{number}/resume")

    assert let_go == "removed"
    assert f'action="/watch/sources/{number}/resume"' in page
    assert state(app, number) == "active"


def test_the_other_feeds_of_a_page_are_offered(app, cast, web: Web) -> None:
    more = '<link rel="alternate" type="application/atom+xml" href="/atom" title="Commentaires">'
    web.page("/", PAGE + more)

    page = cast.browser("ines").post("/watch/sources/add", data={"url": web.url("/")}).text

    assert "Commentaires" in page
    assert f'value="{web.url("/atom")}"' in page
    assert count(app) == 1


def test_of_a_page_that_announces_none_links_that_look_so_are_offered(app, cast, web: Web) -> None:
    url = web.page("/", '<html><a href="/fil/rss">Le fil</a><a href="/une">Une</a>')

    page = cast.browser("ines").post("/watch/sources/add", data={"url": url})

    assert page.status_code == 422
    assert "n’annonce aucun flux" in page.text
    assert f'value="{web.url("/fil/rss")}"' in page.text
    assert f'value="{web.url("/une")}"' not in page.text
    assert (count(app), web.paths()) == (0, ["/"])


def test_of_a_page_whose_first_feed_is_followed_the_next_one_is(app, cast, web: Web) -> None:
    more = '<link rel="alternate" type="application/atom+xml" href="/atom" title="Local">'
    web.page("/", PAGE + more)
    followed(app, web.url("/rss"))

    answer = cast.browser("ines").post("/watch/sources/add", data={"url": web.url("/")})

    assert answer.status_code == 200
    assert count(app) == 2
    with app.app_context():
        assert web.url("/atom") in db.session.scalars(select(Source.url)).all()


def test_a_source_says_how_often_it_speaks_and_whom_a_search_tells(app, cast) -> None:
    with app.app_context():
        source(
            "https://exemple.org/rss", title="Jour", rhythm_minutes=300, second_readings=2, polls=9
        )
        source("https://www.youtube.com/feeds/videos.xml?channel_id=UCx", title="Chaîne")

    page = cast.browser("sylvie", Role.ADMIN).get("/watch/sources").text

    assert "un article toutes les 5 heures" in page
    assert "www.youtube.com apprend ce que vous cherchez." in page
    assert "2 relèves sur 9" in page
    assert "lecteur de secours 2 fois" in page
