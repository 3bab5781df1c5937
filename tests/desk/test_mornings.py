"""Aujourd'hui by mail in the morning: once a day, at the hour of one's own clock, if wanted."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from comms.accounts.models import Member
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.desk.rules import Wish, morning_of
from comms.desk.service import promise
from comms.notices.models import Notice
from comms.notices.rules import Kind
from comms.notices.service.carrying import carry_due
from comms.tasks import service as tasks
from tests.conftest import NOW, posted
from tests.writing import channel, post_form, written

PARIS, KABUL = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kabul")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TITLE = "L’eau est coupée à Loon-Plage."
MORNING = datetime(2030, 3, 13, 6, 10, tzinfo=UTC)  # ten past seven in Paris


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2030-03-13T05:59", PARIS, None),
        ("2030-03-13T06:00", PARIS, "2030-03-13"),
        ("2030-03-13T11:59", PARIS, "2030-03-13"),
        ("2030-03-13T12:00", PARIS, None),
        ("2030-03-13T02:30", KABUL, "2030-03-13"),
        ("2030-07-01T05:00", PARIS, "2030-07-01"),
        ("2030-03-16T06:00", PARIS, None),  # a Saturday
    ],
)
def test_the_morning_is_that_of_ones_own_clock(now, zone, day):
    wish = Wish(7, only_workdays=True)

    found = morning_of(wish, zone, LONG_AGO, datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert (found.isoformat() if found else None) == day


def test_a_morning_whose_hour_the_clocks_jump_over_still_comes_once():
    troll = ZoneInfo("Antarctica/Troll")  # jumps from one to three
    wish, begin = Wish(4), datetime(2030, 3, 30, tzinfo=UTC)
    minutes = (begin + timedelta(minutes=5 * each) for each in range(3 * 288))

    days = [day for each in minutes if (day := morning_of(wish, troll, LONG_AGO, each))]

    assert sorted({each.isoformat() for each in days}) == ["2030-03-30", "2030-03-31", "2030-04-01"]


def test_what_was_asked_for_after_its_hour_begins_tomorrow():
    asked = MORNING + timedelta(hours=1)

    assert morning_of(Wish(7), PARIS, asked, asked) is None
    assert morning_of(Wish(7), PARIS, asked, MORNING + timedelta(days=1)) is not None


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def lea(app, cast):
    """Return Léa's browser: she wants her mail at seven, and a post waits for her."""
    browser = cast.browser("lea", Role.APPROVER, College.STAFF)
    ines = cast.browser("ines")
    number = written(ines, "post", post_form(at="2030-03-14T18:00", channels=channel(app)))
    ines.post(f"/review/{number}/ask")
    browser.post("/morning", data={"wanted": "1", "hour": "7"})
    return browser


def _mornings() -> list[Notice]:
    db.session.expire_all()
    return list(db.session.scalars(select(Notice).where(Notice.kind == Kind.MORNING)))


def _turn() -> None:
    promise()
    db.session.commit()
    carry_due()


def test_it_comes_once_and_says_what_waits(here, box, cast, lea):
    secret = "Rappeler Zarmina au 06 39 98 00 11"
    me = cast.actor("lea", Role.APPROVER, College.STAFF)
    tasks.add(tasks.Draft(secret, me.id, NOW.date()), actor=me)
    db.session.commit()

    for minutes in (0, 5, 60):
        with clock.fixed(MORNING + timedelta(minutes=minutes)):
            _turn()

    (mail,) = [each for each in box.to("lea@exemple.org") if "vous atten" in each.subject]
    text = mail.mail.get_content()
    assert TITLE in text
    assert "Zarmina" not in text  # a task is counted, and read on the page
    assert "/morning" in text


def test_days_without_a_line_bring_one_mail_and_not_many(here, cast, lea):
    for days in range(4):  # no door is open: nothing leaves
        with clock.fixed(MORNING + timedelta(days=days)):
            promise()
            db.session.commit()

    states = [each.state for each in _mornings()]
    assert states == [Way.EXPIRED, Way.EXPIRED, Way.EXPIRED, Way.DUE]


def test_nothing_comes_when_nothing_waits_unless_that_is_wanted(here, box, cast):
    gus, noe = cast.browser("gus", Role.GUEST), cast.browser("noe", Role.GUEST)
    gus.post("/morning", data={"wanted": "1", "hour": "7"})
    noe.post("/morning", data={"wanted": "1", "hour": "7", "even_empty": "1"})

    with clock.fixed(MORNING):
        _turn()

    assert box.to("gus@exemple.org") == []
    (mail,) = box.to("noe@exemple.org")
    assert "rien ne vous attend" in mail.subject


def test_it_is_off_until_asked_for_and_can_be_ended(here, cast, lea):
    refused = lea.post("/morning", data={"wanted": "1", "hour": "23"})
    lea.post("/morning", data={"hour": "7"})
    cast.browser("anne", Role.APPROVER, College.BOARD)

    with clock.fixed(MORNING):
        promise()

    assert refused.status_code == 422
    assert _mornings() == []


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("", "8\u00a0h, Paris"),
        ("Europe/London", "8\u00a0h, Paris · 7\u00a0h à Londres"),
        ("Asia/Kabul", "8\u00a0h, Paris · 11\u00a0h\u00a030 à Kaboul"),
        ("Pacific/Noumea", "8\u00a0h, Paris · 18\u00a0h à Nouméa"),
    ],
)
def test_an_hour_is_read_back_on_both_clocks(cast, zone, said):
    ines = cast.browser("ines")
    ines.post("/account", data={"name": "Inès", "lang": "fr", "zone": zone})

    told = ines.get("/calendar/hour?said=demain 8h").json["told"]

    assert told.endswith(said)


def test_a_reader_in_kabul_sees_the_hour_of_the_house_and_their_own(app, cast, lea):
    ines = cast.browser("ines")
    ines.post("/account", data={"name": "Inès", "lang": "fr", "zone": "Asia/Kabul"})
    refused = ines.post("/account", data={"name": "Inès", "lang": "fr", "zone": "Mars/Base"})
    page = ines.get("/posts/1").text
    english = ines.get("/calendar", headers={"Accept-Language": "en"}).text

    assert refused.status_code == 422
    assert 'value="Mars/Base"' in refused.text
    for text in (page, english):
        assert "à Kaboul" in text
    assert "à Kaboul" not in lea.get("/posts/1").text
    with app.app_context():
        assert db.session.scalars(select(Member.zone).where(Member.zone != "")).all() == [
            "Asia/Kabul"
        ]
