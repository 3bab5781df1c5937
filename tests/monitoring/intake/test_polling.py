"""Asking the sources, politely, and keeping what they say."""

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network

import pytest
from sqlalchemy import func, select

from comms.adapters.feeds import FeedTrouble
from comms.adapters.http import Policy
from comms.core import clock, events
from comms.core.db import db
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry
from comms.monitoring.intake.service import polling
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import State
from tests.conftest import NOW
from tests.hearing import listening
from tests.monitoring.articles import watch
from tests.monitoring.said import item, numbered, rss, source
from tests.peers.web import Web

Report = polling.Report
OWN = (ip_network("127.0.0.0/8"),)


def polled(after: timedelta = timedelta(0), *, every: bool = True) -> Report:
    """Poll some time after NOW."""
    with clock.fixed(NOW + after):
        report = polling.poll_all() if every else polling.poll_due()
    report.seconds = 0.0
    return report


def again(number: int) -> Source:
    return db.session.get_one(Source, number)


def entries() -> int:
    return db.session.scalar(select(func.count()).select_from(Entry)) or 0


def test_a_round_keeps_what_is_new_and_says_so(here, web: Web) -> None:
    source(web.page("/a", numbered(1, 2, 3)))

    assert polled() == Report(feeds=1, entries_new=3)
    assert polled() == Report(feeds=1, unchanged=1)

    web.page("/a", rss([item(4), item(3, "Corrigé"), item(2)]))
    assert polled() == Report(feeds=1, entries_new=1, entries_updated=1)


def test_two_feeds_of_one_article_are_one_entry(here, web: Web) -> None:
    source(web.page("/a", numbered(1)))
    source(web.page("/b", numbered(1, 2)))

    assert polled().entries_new == 2
    assert entries() == 2


def test_a_link_that_hides_no_address_ends_no_round(here, web: Web) -> None:
    watch("Nom", "HRO")
    wrapped = "https://www.google.com/url?url=https://[x/"
    hides = f"<item><title>HRO à Calais</title><link>{wrapped}</link><guid>9</guid></item>"
    source(web.page("/a", rss([hides])))
    source(web.page("/b", numbered(1, 2, 3)))

    assert polled().entries_new == 4


def test_what_breaks_over_one_source_marks_it_and_keeps_the_others(here, web: Web) -> None:
    bad = source(web.page("/a", rss([item(9, "Casse")])))
    source(web.page("/b", numbered(1, 2, 3)))

    def breaks(event: events.EntriesArrived) -> None:
        if any(said["title"] == "Casse" for said in event.said.values()):
            raise ValueError("Invalid IPv6 URL")

    with listening(events.EntriesArrived, breaks):
        assert polled().entries_new == 3
    assert again(bad).trouble == FeedTrouble.UNREADABLE


def test_only_what_is_due_is_asked(here, web: Web) -> None:
    made = source(web.page("/a", numbered(1)))

    assert polled(every=False).feeds == 1
    assert polled(timedelta(minutes=9), every=False).feeds == 0
    assert again(made).due_at >= NOW + timedelta(minutes=10)
    assert polled(timedelta(hours=4), every=False).feeds == 1


def test_validators_go_back_as_they_came_and_304_keeps_nothing(here, web: Web) -> None:
    odd = 'W/"é-less; odd , value"'.replace("é", "e")
    source(web.conditional("/a", numbered(1), odd))

    polled()
    assert polled(timedelta(hours=1)) == Report(feeds=1, unchanged=1)
    assert "if-none-match" not in web.asked[0].headers
    assert web.asked[1].headers["if-none-match"] == odd


def test_the_whole_feed_is_asked_for_once_a_day(here, web: Web) -> None:
    source(web.conditional("/a", numbered(1), '"lies"'))
    polled()
    web.conditional("/a", numbered(1, 2), '"lies"')

    assert polled(timedelta(hours=1)).unchanged == 1
    assert polled(timedelta(hours=25)).entries_new == 1


def test_an_unchanged_last_modified_hides_nothing_when_the_etag_changed(here, web: Web) -> None:
    old = {"Last_Modified": "Mon, 11 Mar 2030 10:00:00 GMT"}
    source(web.page("/a", numbered(1), ETag='"1"', **old))
    polled()
    web.page("/a", numbered(1, 2), ETag='"2"', **old)

    assert polled(timedelta(hours=1)).entries_new == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_is_left_alone_even_with_all(
    here, web: Web, status: int
) -> None:
    made = source(web.page("/a", "", status, Retry_After="7200"))

    assert polled() == Report(feeds=1, failed=1)
    assert polled(timedelta(hours=1)) == Report()
    assert again(made).due_at == NOW + timedelta(hours=2)
    assert polled(timedelta(hours=3)).feeds == 1


def test_a_source_that_fails_is_asked_more_and_more_rarely_and_recovers(here, web: Web) -> None:
    made = source(web.page("/a", "", 500))
    for hour in range(3):
        polled(timedelta(hours=hour))
    wait = again(made).due_at - NOW - timedelta(hours=2)
    assert again(made).trouble == "source.site_fails"
    assert wait >= timedelta(minutes=75)

    web.page("/a", numbered(1))
    polled(timedelta(hours=3))
    assert (again(made).failures, again(made).trouble) == (0.0, None)


def test_a_page_in_place_of_a_feed_is_told(here, web: Web) -> None:
    made = source(web.page("/a", "<html><body>Maintenance</body></html>"))

    assert polled() == Report(feeds=1, failed=1)
    assert again(made).trouble == "feed.not_a_feed"


def test_an_address_inside_this_network_is_told_and_never_asked(here) -> None:
    made = source("http://10.1.2.3/rss")

    assert polled().failed == 1
    assert again(made).trouble == "http.address_private"


def test_a_source_gone_twice_a_day_apart_is_asked_no_more(here, web: Web) -> None:
    made = source(web.page("/a", "", 410))

    polled()
    assert again(made).state == State.ACTIVE
    polled(timedelta(hours=2))
    assert again(made).state == State.ACTIVE
    polled(timedelta(hours=26))
    assert again(made).state == State.GONE
    assert polled(timedelta(hours=60)).feeds == 0


def test_a_permanent_redirect_is_believed_after_five_times_over_two_days(here, web: Web) -> None:
    web.page("/new", numbered(1))
    made = source(web.redirect("/a", "/new", 301))

    for hour in (0, 12, 24, 36, 47):
        polled(timedelta(hours=hour))
        assert again(made).url.endswith("/a")
    polled(timedelta(hours=60))
    assert again(made).url == web.url("/new")
    assert again(made).moved_from == web.url("/a")


def test_a_permanent_redirect_to_something_else_is_never_believed(here, web: Web) -> None:
    made = source(web.page("/a", numbered(1)))
    polled()
    web.page("/other", rss([item(9, link="https://autre.example/9")]))
    web.redirect("/a", "/other", 301)

    for hour in range(0, 72, 12):
        web.page("/other", rss([item(9, link=f"https://autre.example/{hour}")]))
        polled(timedelta(hours=hour))
    assert again(made).url.endswith("/a")


def test_a_paused_source_is_not_asked(here, web: Web) -> None:
    source(web.page("/a", numbered(1)), state=State.PAUSED)

    assert polled() == Report()
    assert web.asked == []


@pytest.fixture
def heard(here) -> Iterator[list[events.EntriesArrived]]:
    arrived: list[events.EntriesArrived] = []

    def hear(event: events.EntriesArrived) -> None:
        assert db.session.scalar(select(func.count()).select_from(Entry))
        arrived.append(event)
        event.tally["mentions_new"] += 1

    with listening(events.EntriesArrived, hear):
        yield arrived


def test_what_arrived_is_announced_in_the_same_transaction(heard, web: Web) -> None:
    source(web.page("/a", numbered(1, 2)))
    report = polled()
    web.page("/a", rss([item(3), item(1, "Corrigé")]))
    polled()

    first, second = heard
    assert len(first.entry_ids) == 2
    assert first.changed_ids == ()
    assert report.mentions_new >= 1
    assert second.changed_ids[0] in second.entry_ids
    assert len(second.entry_ids) == 2


def test_twenty_hostile_sources_keep_nothing_of_thirty_healthy_ones_out(here, web: Web) -> None:
    hostile = [web.slow, web.mute, web.endless, lambda path: web.bomb(path, 30)]
    for number in range(20):
        source(hostile[number % 4](f"/bad{number}"))
    for number in range(30):
        source(web.page(f"/good{number}", numbered(number)))

    impatient = Policy(allowed=OWN, seconds=3.0)
    report = polling.poll(queries.take_all(NOW, polling.LEASE), impatient)

    assert (report.failed, report.entries_new) == (20, 30)
