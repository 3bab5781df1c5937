"""Who asked is told of each story once; what one poll brings is one mail; never a storm."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from comms.accounts.models import Member
from comms.core import clock
from comms.core.db import db
from comms.monitoring.alerts.models import Alert, AlertMail, Guest, GuestAlert
from comms.monitoring.alerts.rules import GATHERED, MOST_AN_HOUR, WINDOW, Kind, next_mail
from comms.monitoring.watches.rules.paces import Pace
from tests.asked import asked_of
from tests.conftest import NOW
from tests.monitoring.articles import arrives, stored, tell, watch


def _mails() -> list[AlertMail]:
    return list(db.session.scalars(select(AlertMail).order_by(AlertMail.id)))


def _at(minutes: float):
    return clock.fixed(NOW + timedelta(minutes=minutes))


def test_the_eleventh_mail_of_an_hour_waits_and_sums_up():
    begun = [NOW - timedelta(minutes=minutes) for minutes in range(5, 55, 5)]

    assert next_mail(begun[1:], NOW) == (Kind.ALERT, NOW + GATHERED)
    assert next_mail(begun, NOW) == (Kind.DIGEST, min(begun) + WINDOW)


@pytest.fixture
def ines(here, cast):
    return cast.actor("ines")


def test_whoever_asked_is_told_in_the_same_transaction(here, cast, ines):
    cast.actor("lea")
    watch("Nom", "HRO", told=(ines.id,))

    arrives("HRO")

    (mail,) = _mails()
    assert (mail.member_id, mail.kind, mail.state) == (ines.id, "alert", "due")
    assert mail.due_at == NOW + GATHERED


def test_what_one_poll_brings_is_one_mail_a_person(here, cast, ines):
    lea = cast.actor("lea")
    watch("Nom", "HRO", told=(ines.id, lea.id))

    tell(*[stored(f"HRO {number}") for number in range(30)])
    arrives("HRO encore")

    assert [mail.member_id for mail in _mails()] == [ines.id, lea.id]
    assert len(db.session.scalars(select(Alert)).all()) == 62


@pytest.mark.anywhere
def test_who_is_told_of_many_is_written_down_at_once(here, cast, ines):
    about = watch("Nom", "HRO", told=(ines.id, cast.actor("lea").id))
    guest = Guest(
        watch_id=about.id, address="g@exemple.net", address_key="g", lang="fr", pace=Pace.DAILY,
        secret="s", sealed="", made_at=NOW, confirmed_at=NOW,
    )  # fmt: skip
    db.session.add(guest)
    db.session.commit()
    asked = []
    with asked_of(here) as said:
        for many in (1, 2, 12):  # the first begins their mails
            arrived = [stored(f"HRO {many} {number}") for number in range(many)]
            said.clear()
            tell(*arrived)
            asked.append(sum("alerts" in each or "SAVEPOINT" in each for each in said))

    assert asked[1] == asked[2]
    rows = [db.session.scalar(select(func.count()).select_from(k)) for k in (Alert, GuestAlert)]
    assert rows == [30, 15]


def test_an_article_that_changes_is_not_told_again(here, ines):
    watch("Nom", "HRO", told=(ines.id,))
    watch("Lieu", "Calais", told=(ines.id,))
    entry = arrives("HRO")
    with _at(60):
        entry.title = "HRO à Calais"
        tell(entry, changed=True)

    assert len(_mails()) == 1


def test_a_watch_nobody_asked_about_and_a_person_who_left_are_not_told(here, cast, ines):
    gone = cast.actor("zoe")
    watch("Nom", "HRO")
    watch("Lieu", "Calais", told=(gone.id,))
    db.session.get_one(Member, gone.id).closed_at = NOW
    db.session.commit()

    arrives("HRO à Calais")

    assert _mails() == []


def test_a_storm_becomes_one_mail_that_sums_up(here, ines):
    watch("Nom", "HRO", told=(ines.id,))
    for minute in range(30):
        with _at(minute):
            arrives(f"HRO {minute}")

    mails = _mails()
    kinds = [mail.kind for mail in mails]
    assert kinds == ["alert"] * MOST_AN_HOUR + ["digest"]
    assert mails[-1].due_at == NOW + WINDOW
    told = select(Alert).where(Alert.mail_id == mails[-1].id)
    assert len(db.session.scalars(told).all()) == 20


def test_mail_that_is_under_way_takes_no_more(here, ines):
    watch("Nom", "HRO", told=(ines.id,))
    arrives("HRO 1")
    _mails()[0].state = "claimed"
    db.session.commit()

    arrives("HRO 2")

    assert len(_mails()) == 2
