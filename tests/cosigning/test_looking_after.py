"""What runs by itself: mails leave once, one reminder, the deadline; what is not kept."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.audit.models import AuditLine
from comms.contacts.book.models import Contact
from comms.contacts.law.service.erasing import erase
from comms.core import clock, outward
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.cosigning.models import Collection, Invited, PartnerLink, PartnerMail, Remark
from comms.cosigning.rules.asking import Answer, Given, Standing, reminds, standing
from comms.cosigning.service import forgetting, mailing, minding
from comms.portability.service import handing
from tests.cast import Cast
from tests.conftest import NOW
from tests.cosigning.partners import collection_of, link_of, partners
from tests.writing import release_form, written

RIVE, CAP = "Rive d’en face", "Cap Solidaire"
DEADLINE = NOW + timedelta(days=8)


@pytest.fixture
def statement(app: Flask, cast: Cast) -> int:
    """Return a release that two partners are asked to sign, one of whom declined."""
    number = written(cast.browser("ines"), "release", release_form())
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    lea.post(f"/statements/{number}/open", data={"closes": "2030-03-20T10:00", "langs": ["fr"]})
    partners(app, RIVE, CAP)
    lea.post(f"/statements/collections/{collection_of(app)}/ask", data={"all": "1"})
    app.test_client().post(link_of(app, CAP), data={"act": "decline"})
    return number


def test_a_signature_is_worth_something_under_the_text_it_was_given_for():
    given = Given(Answer.SIGNED, False, {"fr": "a", "ar": "b"})

    assert standing(given, {"fr": "a", "ar": "b", "en": "c"}) is Standing.SIGNED
    assert standing(given, {"fr": "a", "ar": "other"}) is Standing.OUTDATED
    assert standing(Given(Answer.SIGNED, True, {"fr": "a"}), {"fr": "a"}) is Standing.WITHDRAWN


def test_nobody_is_reminded_who_was_asked_a_moment_ago():
    assert reminds(NOW, NOW + timedelta(days=2), NOW + timedelta(hours=21))
    assert not reminds(NOW, NOW + timedelta(days=2), NOW + timedelta(hours=1))
    assert not reminds(NOW, NOW + timedelta(days=4), NOW + timedelta(days=1))


def test_who_is_silent_is_reminded_once_before_the_deadline(app, statement):
    with app.app_context(), clock.fixed(DEADLINE - timedelta(days=1)):
        minding.look_after()
        minding.look_after()
        kinds = Counter(db.session.execute(select(PartnerMail.kind, Invited.partner).join(Invited)))

    assert kinds == {("ask", RIVE): 1, ("ask", CAP): 1, ("remind", RIVE): 1}


def test_who_is_silent_is_told_once_that_the_text_is_another(app, cast, statement):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    at = f"/statements/collections/{collection_of(app)}"
    partners(app, "Trois Rives")
    with app.app_context():
        db.session.execute(update(PartnerMail).values(state=Way.SENT))
        db.session.commit()
    lea.post(f"{at}/ask", data={"all": "1"})  # a mail that leaves leads to the new text
    lea.post(f"/releases/{statement}", data=release_form(body="Un autre texte.", base="1"))

    told = lea.post(f"{at}/again", follow_redirects=True).text
    lea.post(f"{at}/again")

    assert "Un mail part vers 1 association" in told
    with app.app_context():
        kinds = Counter(db.session.execute(select(PartnerMail.kind, Invited.partner).join(Invited)))
        db.session.execute(update(Collection).values(closes_at=NOW + timedelta(days=1)))
        db.session.execute(update(Invited).values(made_at=NOW - timedelta(days=1)))
        minding.look_after()
        written = set(db.session.scalars(select(PartnerMail.kind)))
    assert written == {"ask", "changed"}, "nobody is reminded of what was said a moment ago"
    assert kinds[("changed", RIVE)] == 1
    assert sum(kinds[("changed", each)] for each in (CAP, "Trois Rives")) == 0


def test_at_the_deadline_nothing_of_the_text_is_left_to_read(app, statement):
    link, stranger = link_of(app, RIVE), app.test_client()

    with clock.fixed(DEADLINE):
        before_the_job = stranger.get(link)
        with app.app_context():
            assert minding.look_after() == 1
            assert minding.look_after() == 0
        answer = stranger.post(link, data={"act": "sign", "signs_fr": "1"})

    assert (before_the_job.status_code, answer.status_code) == (410, 410)
    assert "équipes" not in before_the_job.text + answer.text


def test_a_lost_answer_is_decided_by_a_person_and_never_sent_again_blindly(app, cast, statement):
    with app.app_context():
        number = db.session.scalars(select(PartnerMail.id)).first()
        outward.claim(PartnerMail, number, clock.now())
    with app.app_context(), clock.fixed(NOW + timedelta(minutes=10)):
        mailing.carry_due()
    lea = cast.browser("lea", Role.APPROVER)

    assert "arrivé ou pas" in lea.get("/").text
    lea.post(f"/statements/mails/{number}/resolve", data={"answer": "there"})

    with app.app_context():
        mail = db.session.get_one(PartnerMail, number)
        about = db.session.get_one(Invited, mail.invitation_id).contact_id
        assert mail.state == Way.SENT
        assert db.session.get_one(Contact, about).informed_at == NOW  # the notice was in it
    assert "arrivé ou pas" not in lea.get("/").text


def test_what_is_too_late_or_refused_asks_a_person(app, cast, statement):
    with app.app_context(), clock.fixed(NOW + timedelta(hours=2)):
        assert mailing.carry_due() == 0
        states = set(db.session.scalars(select(PartnerMail.state)))
        assert states == {Way.MISSED}
    lea = cast.browser("lea", Role.APPROVER)
    today = lea.get("/").text

    lea.post("/statements/mails/1/resolve", data={"answer": "again"})
    lea.post("/statements/mails/2/resolve", data={"answer": "drop"})

    assert "rien n’est parti" in today
    with app.app_context():
        states = list(db.session.scalars(select(PartnerMail.state).order_by(PartnerMail.id)))
        assert states == [Way.DUE, Way.DROPPED]
        db.session.execute(update(PartnerMail).values(state=Way.FAILED, claimed_at=NOW))
        db.session.commit()
    assert "Le serveur de courrier l’a refusé" in lea.get("/").text


def test_a_mail_written_anew_takes_the_place_of_a_missed_one(app, cast, statement):
    with app.app_context(), clock.fixed(NOW + timedelta(hours=2)):
        mailing.carry_due()
        first = db.session.scalars(select(PartnerMail).order_by(PartnerMail.id)).first()
        mail, invited = first.id, first.invitation_id
    lea = cast.browser("lea", Role.APPROVER)

    lea.post(f"/statements/invitations/{invited}/send")
    lea.post(f"/statements/mails/{mail}/resolve", data={"answer": "again"})

    theirs = select(PartnerMail.state).where(PartnerMail.invitation_id == invited)
    with app.app_context():
        states = list(db.session.scalars(theirs.order_by(PartnerMail.id)))
        assert states == [Way.DROPPED, Way.DUE]
        db.session.execute(update(PartnerMail).values(state=Way.DOUBTFUL))
        db.session.commit()
    page = lea.post(f"/statements/invitations/{invited}/send", follow_redirects=True).text
    assert "est peut-être arrivé" in page


def test_an_erased_person_leaves_the_association_s_name_and_no_link(app, statement):
    link = link_of(app, RIVE)
    app.test_client().post(link, data={"act": "remark", "remark": "Bien."})

    with app.app_context():
        person = db.session.scalars(select(Contact).where(Contact.name == f"Nour {RIVE}")).one()
        erase(person, actor=None)
        db.session.commit()
        asked = db.session.scalars(select(Invited).where(Invited.partner == RIVE)).one()
        held = (asked.contact_id, asked.person, asked.address)
        assert db.session.scalars(select(Remark)).all() == []

    assert held == (None, "", "")
    assert app.test_client().get(link).status_code == 404


def test_names_go_a_year_after_the_end(app, statement):
    with app.app_context(), clock.fixed(DEADLINE):
        minding.look_after()
    with app.app_context(), clock.fixed(DEADLINE + timedelta(days=366)):
        assert forgetting.forget_old() == 2
        db.session.commit()
        assert db.session.scalars(select(PartnerLink)).all() == []
        assert set(db.session.scalars(select(Invited.person))) == {""}


def test_what_one_looks_after_changes_hands(app, cast, statement):
    lea, heir = cast.actor("lea"), cast.actor("karim", Role.APPROVER)
    admin = cast.actor("ada", Role.ADMIN)

    with app.app_context():
        found = [db.session.get_one(handing.Member, each.id) for each in (lea, heir)]
        handed = handing.hand_over(*found, with_discreet=True, is_leaving=False, actor=admin)
        keeper = db.session.scalars(select(Collection.keeper_id)).one()
        acts = set(db.session.scalars(select(AuditLine.act)))
        db.session.commit()

    assert (handed.statements, keeper) == (1, heir.id)
    assert "collection.handed_over" in acts
