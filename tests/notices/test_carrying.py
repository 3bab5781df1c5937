"""The mail of notices: it leaves once, in the reader's language, and never in doubt twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.accounts.models import Member
from comms.core import clock, events, outward
from comms.core.db import db
from comms.core.languages import typeset
from comms.core.outward import LEASE
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.notices.models import Notice
from comms.notices.rules import Kind
from comms.notices.service import telling
from comms.notices.service.carrying import carry_due
from tests.conftest import NOW, posted


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def lea(cast):
    return cast.actor("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def asked(here, cast, lea):
    ines = cast.actor("ines")
    event = events.ApprovalAsked(12, ines.id, "Une nuit\nde plus", (None,), (ines.id,), "1")
    telling.approval_asked(event)
    db.session.commit()
    return event


def _row() -> Notice:
    db.session.expire_all()
    return db.session.scalars(select(Notice)).one()


def test_the_mail_says_who_asks_and_leads_to_the_review(box, asked):
    assert carry_due() == 1

    (mail,) = box.to("lea@exemple.org")
    text = mail.mail.get_content()
    assert mail.subject == typeset("À valider : « Une nuit de plus »")
    assert "Ines vous demande de valider" in text
    assert "http://127.0.0.1:5000/review/12" in text.splitlines()


def test_a_mail_leaves_once(box, asked):
    carry_due()
    with clock.fixed(NOW + timedelta(hours=2)):
        again = carry_due()

    assert (again, len(box.all()), _row().state) == (0, 1, Way.SENT)


def test_a_mail_is_written_in_the_language_of_its_reader(box, asked, lea):
    db.session.get_one(Member, lea.id).lang = "en"
    db.session.commit()

    carry_due()

    mail = box.all()[0]
    assert mail.mail["Content-Language"] == "en"
    assert mail.subject.startswith("To approve: “")
    assert mail.mail.get_content().startswith("Hello Lea,")


def test_a_server_that_says_later_is_asked_again(box, asked):
    box.refuses["lea@exemple.org"] = "451 come back"
    carry_due()
    first = _row()
    waits, until = first.state, first.due_at
    box.refuses.clear()
    with clock.fixed(until):
        carry_due()

    assert (waits, until) == (Way.DUE, NOW + timedelta(minutes=1))
    assert (_row().state, len(box.all())) == (Way.SENT, 1)


def test_a_server_that_says_never_is_not_asked_again(box, asked):
    box.refuses["lea@exemple.org"] = "550 no such mailbox"

    carry_due()

    assert (_row().state, _row().last_error) == (Way.FAILED, "no such mailbox")


def test_a_lost_answer_is_doubtful_and_not_sent_again(box, asked):
    box.cuts_after.add(1)
    carry_due()
    with clock.fixed(NOW + timedelta(hours=1)):
        carry_due()

    assert (_row().state, len(box.all())) == (Way.DOUBTFUL, 1)
    assert outward.count(Way.DOUBTFUL) == 1


def test_a_worker_that_died_leaves_a_doubt(box, asked):
    outward.claim(Notice, _row().id, NOW)
    with clock.fixed(NOW + LEASE + timedelta(seconds=1)):
        carry_due()

    assert (_row().state, len(box.all())) == (Way.DOUBTFUL, 0)


def test_without_a_mail_server_a_notice_waits_a_day_on_the_page_alone(here, asked):
    here.extensions["settings"] = replace(here.extensions["settings"], smtp=None)

    carry_due()
    waits = _row().state
    with clock.fixed(NOW + timedelta(days=1, minutes=1)):
        carry_due()

    assert (waits, _row().state) == (Way.DUE, Way.EXPIRED)


def test_who_has_left_is_not_written_to(box, asked, lea):
    db.session.get_one(Member, lea.id).closed_at = NOW
    db.session.commit()

    carry_due()

    assert (_row().state, box.all()) == (Way.DROPPED, [])


def test_an_invitation_carries_its_link_once_and_forgets_it(here, box):
    link = "https://voix.example/join/token"
    telling.invited(events.MemberInvited("nour@exemple.org", "Nour", link, None, "fr"))
    db.session.commit()

    carry_due()

    (mail,) = box.to("nour@exemple.org")
    assert link in mail.mail.get_content()
    assert (_row().kind, _row().secret) == (Kind.INVITED, None)


def test_a_link_in_doubt_is_forgotten_too(here, box):
    link = "https://voix.example/join/token"
    telling.invited(events.MemberInvited("nour@exemple.org", "Nour", link, None, "fr"))
    db.session.commit()
    outward.claim(Notice, _row().id, NOW)

    with clock.fixed(NOW + LEASE + timedelta(seconds=1)):
        carry_due()

    assert (_row().state, _row().secret) == (Way.DOUBTFUL, None)
