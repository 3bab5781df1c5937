"""Each is told at a pace of their own: at once, hourly, daily, weekly; not at night."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.alerts.models import AlertHabits, AlertMail
from comms.monitoring.alerts.rules import GATHERED, Habits, leaves_at, tells_since
from comms.monitoring.alerts.service import queuing, wishing
from comms.monitoring.alerts.service.carrying import carry_due
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.models import Watch, Wish
from comms.monitoring.watches.rules.paces import Pace
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, watch

PARIS = ZoneInfo("Europe/Paris")  # NOW is Tuesday 12 March 2030, 10 h there
USUAL = Habits(PARIS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, 3, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def test_each_pace_has_its_hour() -> None:
    found = {pace: leaves_at(pace, USUAL, NOW) for pace in Pace}

    assert found == {
        Pace.ONCE: NOW + GATHERED,
        Pace.HOURLY: at(12, 11),
        Pace.DAILY: at(13, 8),
        Pace.WEEKLY: at(18, 8),
    }
    assert leaves_at(Pace.DAILY, replace(USUAL, hour=11), NOW) == at(12, 11)


@pytest.mark.parametrize(
    ("pace", "habits", "now", "leaves"),
    [
        (Pace.ONCE, replace(USUAL, quiet=(22, 7)), at(12, 23), at(13, 7)),
        (Pace.ONCE, replace(USUAL, quiet=(22, 7)), at(13, 3), at(13, 7)),
        (Pace.ONCE, replace(USUAL, quiet=(9, 12)), at(12, 10), at(12, 12)),
        (Pace.HOURLY, replace(USUAL, quiet=(22, 7)), at(12, 21, 30), at(13, 7)),
        (Pace.ONCE, replace(USUAL, only_workdays=True), at(16, 10), at(18, 0)),
        (Pace.ONCE, replace(USUAL, only_workdays=True, quiet=(22, 7)), at(16, 10), at(18, 7)),
        (Pace.DAILY, replace(USUAL, only_workdays=True), at(15, 9), at(18, 8)),
        (Pace.DAILY, USUAL, at(30, 9), datetime(2030, 3, 31, 6, tzinfo=UTC)),  # clocks go forward
        (Pace.ONCE, Habits(ZoneInfo("Asia/Kabul"), quiet=(22, 7)), at(12, 20), at(13, 3, 30)),
    ],
)  # fmt: skip
def test_nothing_leaves_when_it_is_not_wanted(pace, habits, now, leaves) -> None:

    assert abs(leaves_at(pace, habits, now) - leaves) <= GATHERED


def test_a_mail_that_sums_up_tells_of_the_watch_since_the_last_a_week_at_most() -> None:
    hours, days = timedelta(hours=30), timedelta(days=1)

    assert tells_since(Pace.DAILY, NOW - hours, NOW) == NOW - hours
    assert tells_since(Pace.DAILY, None, NOW) == NOW - days
    assert tells_since(Pace.WEEKLY, None, NOW) == NOW - 7 * days
    assert tells_since(Pace.DAILY, NOW - 30 * days, NOW) == NOW - 7 * days


@pytest.fixture
def ines(here, cast):
    return cast.actor("ines")


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


def mails() -> list[AlertMail]:
    db.session.expire_all()
    return list(db.session.scalars(select(AlertMail).order_by(AlertMail.id)))


def _wish(made: Watch, pace: Pace, member, **wanted) -> None:
    wishing.choose(Wanted(**wanted), {made.id: pace}, actor=member)
    db.session.commit()


def test_a_day_of_mentions_is_one_mail_in_the_morning(ines) -> None:
    _wish(watch("Nom", "HRO"), Pace.DAILY, ines)

    arrives("HRO 1")
    with clock.fixed(NOW + timedelta(hours=8)):
        arrives("HRO 2")

    (mail,) = mails()
    assert (mail.kind, mail.pace, mail.due_at) == ("digest", "daily", at(13, 8))


def test_a_story_two_watches_catch_leaves_by_the_first_mail(ines) -> None:
    _wish(watch("Nom", "HRO"), Pace.WEEKLY, ines)
    _wish(watch("Lieu", "Calais"), Pace.ONCE, ines)

    arrives("HRO à Calais")

    assert [mail.pace for mail in mails()] == ["once"]


def test_an_empty_digest_says_what_was_watched_and_what_was_not(box, ines) -> None:
    _wish(watch("Notre nom", "HRO"), Pace.DAILY, ines, even_empty=True)
    secret = watch("Le nom de A.", "Amina", told=(ines.id,))
    watches.keep_quiet(secret, is_sensitive=True, actor=ines)
    _wish(secret, Pace.DAILY, ines, even_empty=True)
    gone = {"added_at": NOW - timedelta(days=40), "due_at": NOW, "last_ok": NOW - timedelta(days=9)}
    db.session.add(Source(url="http://x.example", url_key="x", title="Le Muet", **gone))
    told = {"added_at": NOW, "due_at": NOW}
    here = {**told, "last_ok": NOW, "last_new": NOW}
    db.session.add(Source(url="http://y.example", url_key="y", title="Le Bavard", **here))
    asleep = Source(url="http://z.example", url_key="z", title="La Pause", state="paused", **here)
    db.session.add(asleep)
    db.session.add(Source(url="http://w.example", url_key="w", title="Le Nouveau", **told))
    db.session.commit()

    assert (queuing.promise(), queuing.promise()) == (1, 0)
    db.session.commit()
    with clock.fixed(at(13, 8, 1)):
        assert carry_due() == 1

    (mail,) = box.to("ines@exemple.org")
    text = mail.mail.get_body(("plain",)).get_content().replace("\xa0", " ").replace("\u202f", " ")
    assert "rien de nouveau" in mail.subject
    assert "Notre nom" in text
    assert "1 source répond." in text
    assert "Ce qui n’a pas été lu : La Pause, Le Muet, Le Nouveau." in text
    assert "Amina" not in text
    assert "Le nom de A." not in text


def test_a_digest_tells_the_outages_since_the_last_one(box, ines) -> None:
    _wish(watch("Notre nom", "HRO"), Pace.DAILY, ines, even_empty=True)
    later = NOW + timedelta(days=2)
    well = {"added_at": NOW, "due_at": NOW, "last_ok": later, "last_new": later}
    ends = {"Le Nord": -30, "Le Sud": 6, "Le Bref": 6}  # hours from NOW
    for name, end in ends.items():
        made = Source(url=f"http://{name}", url_key=name, title=name, **well)
        db.session.add(made)
        db.session.flush()
        until = NOW + timedelta(hours=end)
        began = until - timedelta(hours=3 if name == "Le Bref" else 48)
        db.session.add(Outage(source_id=made.id, since=began, until=until, kind="feed.empty"))
    for name, since in (("Le Jeune", 20), ("Le Perdu", -60)):  # it failed just now; for days
        failing = {"unread_since": NOW + timedelta(hours=since), "trouble": "feed.empty"}
        read = {"last_ok": failing["unread_since"], "added_at": NOW - timedelta(days=9)}
        more = {**well, **failing, **read}
        db.session.add(Source(url=f"http://{name}", url_key=name, title=name, **more))
    db.session.commit()

    for day in (13, 14):
        with clock.fixed(at(day, 7)):
            queuing.promise()
            db.session.commit()
        with clock.fixed(at(day, 8, 1)):
            assert carry_due() == 1

    first, second = (each.mail.get_body(("plain",)) for each in box.to("ines@exemple.org"))
    text, next_day = (each.get_content().replace("\xa0", " ") for each in (first, second))
    assert "Le Sud : non lu du 10 au 12 mars (flux illisible)." in text
    assert "Le Perdu : non lu depuis le 9 mars (flux illisible)." in text
    assert not any(each in text for each in ("Le Nord", "Le Bref", "Le Jeune"))
    assert "Le Sud" not in next_day
    assert "Le Perdu" in next_day


def test_nobody_who_did_not_ask_gets_an_empty_digest(ines, cast) -> None:
    _wish(watch("Nom", "HRO"), Pace.DAILY, ines)
    _wish(watch("Lieu", "Calais"), Pace.ONCE, cast.actor("lea"), even_empty=True)

    assert queuing.promise() == 0


def test_a_sensitive_watch_is_only_counted(box, ines) -> None:
    made = watch("Le nom de A.", "Amina", told=(ines.id,))
    watches.keep_quiet(made, is_sensitive=True, actor=ines)
    db.session.commit()

    arrives("Amina à Calais", "Amina parle.")
    with clock.fixed(NOW + timedelta(minutes=1)):
        assert carry_due() == 1

    (mail,) = box.to("ines@exemple.org")
    whole = mail.mail.as_string() + mail.mail.get_body(("plain",)).get_content()
    assert "Amina" not in whole
    assert "sensible" in mail.mail.get_body(("plain",)).get_content()


def test_after_a_gap_one_digest_leaves_not_none(box, ines) -> None:
    _wish(watch("Nom", "HRO"), Pace.DAILY, ines)
    arrives("HRO 1")

    with clock.fixed(NOW + timedelta(days=5)):
        assert carry_due() == 1


def test_one_chooses_on_the_page_and_what_was_typed_stays(app, cast) -> None:
    ines = cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        number = watch("Notre nom", "HRO").id
    browser = cast.browser("ines")
    form = {f"pace-{number}": "daily", "hour": "7", "quiet_from": "22", "quiet_to": "6",
            "zone": "Europe/London", "even_empty": "1"}  # fmt: skip

    page = browser.get("/alerts").text
    assert "Notre nom" in page
    assert '<option value="" selected>l’association (Paris)</option>' in page
    assert browser.post("/alerts", data=form).status_code == 303
    page = browser.get("/alerts").text
    assert '<option value="Europe/London" selected>Londres</option>' in page
    wrong = browser.post("/alerts", data={**form, "hour": "31"})
    assert browser.post("/alerts", data={**form, "quiet_to": "22"}).status_code == 422
    assert browser.post("/alerts", data={**form, "zone": "Mars"}).status_code == 422

    assert wrong.status_code == 422
    assert "31" in wrong.text
    with app.app_context():
        assert db.session.scalars(select(Wish.pace)).one() == "daily"
        kept = db.session.get_one(AlertHabits, ines.id)
        assert (kept.hour, kept.quiet_from, kept.zone, kept.even_empty) == (
            7, 22, "Europe/London", True,
        )  # fmt: skip
    browser.post("/alerts", data={**form, f"pace-{number}": ""})
    with app.app_context():
        assert db.session.scalars(select(Wish)).all() == []


def test_a_guest_does_not_choose(cast) -> None:
    cast.actor("max", Role.GUEST)

    assert cast.browser("max").get("/alerts").status_code == 403
    assert cast.browser("max").delete("/alerts").status_code == 405


def test_a_watch_is_made_sensitive_where_it_is_written(app, cast) -> None:
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        number = watch("Nom", "HRO").id
    told = cast.actor("ines").id
    form = {"name": "Nom", "mode": "query", "query": "HRO", "is_sensitive": "1", "told": told}

    assert cast.browser("ines").post(f"/watch/{number}", data=form).status_code == 303
    with app.app_context():
        assert db.session.get_one(Watch, number).is_sensitive
