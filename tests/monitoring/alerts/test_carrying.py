"""The mail of alerts: leaves once, says where and in which words, never again when in doubt."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.accounts.models import Member
from comms.core import clock, options, outward
from comms.core.db import db
from comms.core.languages import typeset
from comms.core.outward import LEASE
from comms.core.ways import Way
from comms.monitoring.alerts.models import AlertMail
from comms.monitoring.alerts.service.carrying import carry_due
from comms.monitoring.mentions.models import Mention
from tests.conftest import NOW, posted
from tests.monitoring.articles import arrives, stored, tell, watch


@pytest.fixture
def settings(settings, box):
    return posted(settings, box)


@pytest.fixture
def caught(here, cast):
    """One mention, told to Inès."""
    watch("Nom", "HRO", told=(cast.actor("ines").id,))
    text = "Un début. Selon <b>HRO</b>, 98 opérations."
    arrives("HRO\nà Calais", text, outlet="Ouest-Info", tags=["Abonnés"])


def _later(minutes: float = 1) -> int:
    with clock.fixed(NOW + timedelta(minutes=minutes)):
        return carry_due()


def _row() -> AlertMail:
    db.session.expire_all()
    return db.session.scalars(select(AlertMail)).one()


def test_an_alert_says_what_where_and_in_which_words(box, caught):
    assert _later() == 1

    (mail,) = box.to("ines@exemple.org")
    text = mail.mail.get_body(("plain",)).get_content()
    page = mail.mail.get_body(("html",)).get_content()
    assert mail.subject == typeset("Retombée : HRO à Calais (Ouest-Info)")
    assert "Selon HRO, 98 opérations." in text
    assert "http://127.0.0.1:5000/mentions/1" in text
    assert "Selon <mark>HRO</mark>, 98 opérations." in page
    assert 'href="http://127.0.0.1:5000/mentions/1"' in page
    assert "réservé aux abonnés" in text
    assert "réservé aux abonnés" in page


def test_an_alert_waits_a_moment_for_more_and_leaves_once(box, caught):
    early = carry_due()
    sent = [_later(), _later(60), _later(2000)]

    assert (early, sent, len(box.all())) == (0, [1, 0, 0], 1)
    assert _row().state == Way.SENT
    assert box.all()[0].message_id == _row().message_id


def test_several_mentions_are_one_mail(box, here, cast):
    watch("Nom", "HRO", told=(cast.actor("ines").id,))
    tell(*[stored(f"HRO {number}") for number in range(60)])

    _later()

    (mail,) = box.all()
    text = mail.mail.get_body(("plain",)).get_content()
    assert mail.subject == typeset("60 retombées, dont : HRO 59")
    assert "Et 10 autres." in text


def test_it_is_written_in_the_language_of_its_reader(box, caught):
    db.session.scalars(select(Member)).one().lang = "en"
    db.session.commit()

    _later()

    mail = box.all()[0]
    assert mail.mail["Content-Language"] == "en"
    assert mail.subject.startswith("Mention: ")
    assert "because a watch is to tell you" in mail.mail.get_body(("plain",)).get_content()


def test_what_was_dismissed_meanwhile_is_no_news(box, caught):
    db.session.scalars(select(Mention)).one().state = "dismissed"
    db.session.commit()

    assert (_later(), box.all(), _row().state) == (0, [], Way.DROPPED)


def test_whoever_left_meanwhile_gets_nothing(box, caught):
    db.session.scalars(select(Member)).one().closed_at = NOW
    db.session.commit()

    assert (_later(), box.all(), _row().state) == (0, [], Way.DROPPED)


def test_nothing_leaves_while_everything_is_paused(box, caught):
    options.put("paused", True)
    db.session.commit()

    assert (_later(), box.all(), _row().state) == (0, [], Way.DUE)


def test_a_refusal_that_may_pass_is_tried_again_later(box, caught):
    box.refuses["ines@exemple.org"] = "451 later"
    _later()
    row = _row()
    assert (row.state, row.attempts) == (Way.DUE, 1)
    box.refuses.clear()

    assert _later(10) == 1


def test_a_refusal_for_good_asks_its_reader_who_may_try_again(box, cast, caught):
    box.refuses["ines@exemple.org"] = "550 no such mailbox"
    _later()
    ines = cast.browser("ines")
    assert "Le serveur de courrier l’a refusé" in ines.get("/").text
    box.refuses.clear()

    ines.post("/alerts/1/resolve", data={"answer": "again"})

    assert (_later(10), _row().state) == (1, Way.SENT)


def test_an_answer_that_was_lost_is_in_doubt_and_never_sent_again(box, caught):
    box.cuts_after.add(1)

    _later()
    again = _later(600)

    assert (_row().state, again, len(box.all())) == (Way.DOUBTFUL, 0, 1)


def test_a_process_killed_between_claim_and_call_leaves_a_doubt(box, caught):
    with clock.fixed(NOW + timedelta(minutes=1)):
        outward.claim(AlertMail, _row().id, clock.now())
    with clock.fixed(NOW + timedelta(minutes=1) + LEASE * 2):
        sent = carry_due()

    assert (sent, box.all(), _row().state) == (0, [], Way.DOUBTFUL)


def test_after_a_gap_one_digest_tells_it_all(box, here, cast):
    watch("Nom", "HRO", told=(cast.actor("ines").id,))
    for hour in range(30):
        with clock.fixed(NOW + timedelta(hours=hour)):
            arrives(f"HRO {hour}")

    sent = [_later(60 * 31), _later(60 * 32)]

    assert sent == [1, 0]
    assert box.all()[0].subject == typeset("Récapitulatif : 30 retombées")
    assert _row().state == Way.SENT


def test_what_a_server_refuses_for_now_gathers_what_comes_meanwhile(box, caught):
    box.refuses["ines@exemple.org"] = "450 later"
    _later()
    with clock.fixed(NOW + timedelta(minutes=1)):
        arrives("HRO encore")
    refused = _later(1.5)
    box.refuses.clear()

    assert (refused, _later(3), len(box.all())) == (0, 1, 1)
    assert box.all()[0].subject == typeset("Récapitulatif : 2 retombées")
