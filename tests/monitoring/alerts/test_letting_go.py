"""What could not leave for a week is let go, whoever it was for, and who set it is told."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.accounts.models import Member
from comms.core import clock, options
from comms.core.db import db
from comms.core.languages import typeset
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.monitoring.alerts.models import AlertMail, GuestMail
from comms.monitoring.alerts.rules import STALE
from comms.monitoring.alerts.service import carrying, carrying_outside, guests, wishing
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.watches.rules.paces import Pace
from comms.notices.models import Notice
from comms.notices.service import carrying as notices
from comms.notices.service import telling
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, watch

ADA = "ada@partenaire.example"
DAY = timedelta(days=1)


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture(params=[Pace.ONCE, Pace.DAILY])
def set_up(request, app: Flask, cast, box) -> None:
    """Have Inès told of a watch, and Ada, whom Léa wrote down, at the same pace."""
    ines, lea = cast.actor("ines"), cast.actor("lea", Role.APPROVER, College.STAFF)
    cast.actor("odile", Role.APPROVER, College.BOARD)
    with app.app_context():
        made = watch("Nom", "HRO")
        wishing.choose(Wanted(), {made.id: request.param}, actor=ines)
        guests.confirm(guests.invite(made, ADA, request.param, "fr", actor=lea))
        db.session.commit()
        carrying_outside.carry_due()  # the question


def _carry(at: datetime) -> int:
    with clock.fixed(at):
        return carrying.carry_due() + carrying_outside.carry_due()


def _states(kind: type[AlertMail] | type[GuestMail]) -> list[str]:
    news = select(kind.state).where(kind.kind != "ask").order_by(kind.id)
    return list(db.session.scalars(news))


def _told() -> list[tuple[str, str]]:
    rows = select(Notice.kind, Member.name).join(Member, Member.id == Notice.member_id)
    return sorted(db.session.execute(rows).all())


def test_after_a_week_both_are_let_go_and_who_set_them_is_told(app, cast, set_up, box):
    with app.app_context():
        arrives("HRO à Calais")
        left = _carry(NOW + DAY * 2 + STALE)

        assert (left, _states(AlertMail), _states(GuestMail)) == (0, [Way.EXPIRED], [Way.EXPIRED])
        assert _told() == [("alerts_let_go", "Ines"), ("alerts_outside_let_go", "Lea")]
    ines, lea = cast.browser("ines"), cast.browser("lea")
    assert "Des alertes pour vous ne sont pas parties" in ines.get("/").text
    assert "Des alertes au dehors ne sont pas parties" in lea.get("/").text
    assert "pas parti, abandonné le 21 mars" in lea.get("/alerts").text
    assert "ne partiront plus" in lea.get("/notices").text


def test_the_notice_names_nobody_outside(app, set_up, box):
    with app.app_context(), clock.fixed(NOW + DAY * 2 + STALE):
        arrives("HRO à Calais", at=NOW)
        db.session.execute(update(GuestMail).values(due_at=NOW))
        carrying_outside.carry_due()
        notices.carry_due()

    (mail,) = box.to("lea@exemple.org")
    assert mail.subject == typeset("Des alertes au dehors ne sont pas parties")
    assert "http://127.0.0.1:5000/alerts#guests" in mail.mail.get_content()
    assert ADA not in mail.mail.get_content()


def test_after_a_pause_one_digest_tells_the_last_week_alone(app, set_up, box):
    with app.app_context():
        options.put("paused", True)
        db.session.commit()
        for day in range(10):
            with clock.fixed(NOW + DAY * day):
                arrives(f"HRO {day}")
            _carry(NOW + DAY * day + timedelta(hours=23))
        options.put("paused", False)
        db.session.commit()
        left = _carry(NOW + DAY * 10)

    assert left == 2
    texts = [box.to("ines@exemple.org")[-1], box.to(ADA)[-1]]
    for mail in texts:
        assert "Récapitulatif" in mail.subject
        said = mail.mail.get_body(("plain",)).get_content()
        assert "HRO 9" in said
        assert "HRO 4" in said
        assert "HRO 0" not in said


def test_who_has_it_unread_is_not_told_again(app, set_up):
    with app.app_context():
        for week in (0, 2):
            with clock.fixed(NOW + STALE * week):
                arrives(f"HRO {week}")
            _carry(NOW + DAY * 2 + STALE * (week + 1))
        assert len(_told()) == 2

        for notice in db.session.scalars(select(Notice)):
            telling.read(notice)
        with clock.fixed(NOW + STALE * 4):
            arrives("HRO encore")
        _carry(NOW + DAY * 2 + STALE * 5)
        assert len(_told()) == 4


def test_where_who_wrote_the_address_down_is_gone_those_who_may_send_are_told(app, set_up):
    with app.app_context():
        lea = db.session.scalars(select(Member).where(Member.name == "Lea")).one()
        lea.closed_at = NOW
        arrives("HRO à Calais")
        _carry(NOW + DAY * 2 + STALE)

        assert ("alerts_outside_let_go", "Odile") in _told()


def test_a_question_is_no_news_and_leaves_when_it_can(app, cast, box):
    lea = cast.actor("lea", Role.APPROVER, College.STAFF)
    with app.app_context():
        guests.invite(watch("Nom", "HRO"), ADA, Pace.DAILY, "fr", actor=lea)
        db.session.commit()

        assert _carry(NOW + STALE * 2) == 1
        assert (len(box.to(ADA)), _told()) == (1, [])


def test_what_left_since_takes_the_mark_away(app, cast, set_up, box):
    with app.app_context():
        arrives("HRO à Calais")
        _carry(NOW + DAY * 2 + STALE)
        with clock.fixed(NOW + DAY * 3 + STALE):
            arrives("HRO encore")
        assert _carry(NOW + DAY * 5 + STALE) == 2

    assert "abandonné" not in cast.browser("lea").get("/alerts").text
