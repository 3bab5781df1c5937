"""When a source was not read is remembered, though it is read again."""

from datetime import datetime, timedelta

from sqlalchemy import event, select

from comms.core import clock
from comms.core.db import db
from comms.monitoring.intake.service import forgetting
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.sources.service import following
from comms.monitoring.sources.service import outages as outages_of
from tests.conftest import NOW
from tests.monitoring.intake.test_polling import again, polled
from tests.monitoring.said import numbered, source
from tests.peers.web import Web

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def outages() -> list[tuple[int | None, datetime, datetime, str]]:
    rows = db.session.scalars(select(Outage).order_by(Outage.id))
    return [(each.source_id, each.since, each.until, each.kind) for each in rows]


def test_an_outage_lasts_from_the_first_failure_to_the_next_success(here, web: Web) -> None:
    made = source(web.page("/a", numbered(1)))
    polled()
    web.page("/a", "", 503)
    polled(HOUR)
    polled(3 * HOUR)
    assert again(made).unread_since == NOW + HOUR
    assert outages() == []

    web.page("/a", numbered(1))
    polled(5 * HOUR)

    assert again(made).unread_since is None
    assert outages() == [(made, NOW + HOUR, NOW + 5 * HOUR, "source.site_fails")]


def test_a_source_that_only_says_nothing_new_is_read_again_too(here, web: Web) -> None:
    made = source(web.conditional("/a", numbered(1), '"1"'))
    polled()
    following.pause(again(made), actor=None)
    with clock.fixed(NOW + 3 * HOUR):
        following.resume(again(made), actor=None)
    assert again(made).unread_since == NOW

    polled(4 * HOUR)

    assert web.asked[-1].headers["if-none-match"] == '"1"'
    assert outages() == [(made, NOW, NOW + 4 * HOUR, "source.paused")]
    assert again(made).unread_since is None


def test_a_source_that_was_gone_was_not_read_since_it_first_said_so(here, web: Web) -> None:
    made = source(web.page("/a", numbered(1)))
    polled()
    web.page("/a", "", 410)
    polled(HOUR)
    polled(25 * HOUR)
    web.page("/a", numbered(1))
    with clock.fixed(NOW + 3 * DAY):
        following.resume(again(made), actor=None)

    polled(3 * DAY)

    assert outages() == [(made, NOW + HOUR, NOW + 3 * DAY, "source.gone")]


def test_what_is_let_go_is_missed_no_longer(here, web: Web) -> None:
    made = source(web.page("/a", "", 404))
    polled()

    with clock.fixed(NOW + DAY):
        following.remove(again(made), actor=None)

    assert outages() == [(made, NOW, NOW + DAY, "source.not_found")]
    assert again(made).unread_since is None


def test_a_machine_that_slept_is_remembered_once_and_no_source_is_blamed(here, web: Web) -> None:
    for path in ("/a", "/b"):
        source(web.page(path, numbered(1)))
    polled()

    polled(3 * DAY, every=False)
    polled(3 * DAY + 10 * HOUR, every=False)

    assert outages() == [(None, NOW, NOW + 3 * DAY, "source.unread")]


def test_a_round_that_died_as_it_woke_tells_the_same_sleep_with_a_later_end(here) -> None:
    for hours in (72, 73):
        outages_of.sleep(NOW, NOW + timedelta(hours=hours))

    assert outages() == [(None, NOW, NOW + 73 * HOUR, "source.unread")]


def test_all_that_was_suspended_is_no_sleep_of_the_machine(here, web: Web) -> None:
    made = source(web.page("/a", numbered(1)))
    polled()
    following.pause(again(made), actor=None)
    with clock.fixed(NOW + 3 * DAY):
        following.resume(again(made), actor=None)

    polled(3 * DAY, every=False)

    assert outages() == [(made, NOW, NOW + 3 * DAY, "source.paused")]


def test_sources_that_stay_well_cost_no_statement_more(here, web: Web) -> None:
    for path in ("/a", "/b", "/c"):
        source(web.conditional(path, numbered(1), f'"{path}"'))
    asked: list[str] = []
    polled()
    listens = (db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    event.listen(*listens)
    try:
        polled(HOUR)
    finally:
        event.remove(*listens)

    said = [each for each in asked if not each.startswith("BEGIN")]
    assert [each[:14] for each in said] == ["UPDATE sources"] * 2  # taken, and written down


def test_outages_are_forgotten_with_the_articles_of_their_days(here) -> None:
    made = source("https://un.example/rss")
    for days in (100, 80):
        over = NOW - timedelta(days=days)
        db.session.add(Outage(source_id=made, since=over - DAY, until=over, kind="http.too_slow"))
    db.session.commit()

    forgetting.forget_old()

    assert [until for _, _, until, _ in outages()] == [NOW - timedelta(days=80)]
    assert db.session.get(Source, made) is not None
