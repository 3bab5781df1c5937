"""A press event from its plan to its absent: each told what is theirs to know, once."""

from datetime import timedelta

from sqlalchemy import select, update

from comms.contacts.book.models import Contact, Exchange
from comms.contacts.law.service import erasing as contacts
from comms.core import clock
from comms.core.db import Base, db
from comms.core.events import HouseRestored, announce
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.events.models import Event, EventMail, Guest
from comms.events.routes.guests import ANSWERS
from comms.events.service import forgetting
from comms.mailings.service import carrying as mailings
from comms.monitoring.alerts.service import guests as alerts
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.rules.paces import Pace
from comms.pressreview.service import preparing, sending
from tests.conftest import NOW
from tests.contacts.bringing import in_book
from tests.events.steps import (
    DAY,
    answer_on,
    approve_place,
    carry,
    contacts_on,
    invite,
    link_of,
    text_of,
)
from tests.writing import SOON, approved, press_list, release_form


def test_a_guests_page_leaves_no_trace_and_takes_no_answer_by_a_look(app, cast, event):
    invite(cast, event, who="Zoé Vive", email="zoe@e.org", outlet="La Voix")
    stranger = app.test_client()

    shown, wrong = stranger.get(link_of(app)), stranger.post(link_of(app), data={"answer": "si"})

    assert (shown.status_code, wrong.status_code) == (200, 422)
    other = {"speak": "en", "answer": "yes", "outlet": "La Voix du Nord"}
    in_english = stranger.post(link_of(app) + "?lang=en", data=other).text
    assert "Will you come" in in_english
    assert "La Voix du Nord" in in_english
    for each in (shown, wrong):
        assert "Set-Cookie" not in each.headers
        assert "noindex" in each.headers["X-Robots-Tag"]
        assert "<script" not in each.text
    with app.app_context():
        assert db.session.scalars(select(Guest.answer)).one() == ""
    forged = link_of(app).replace("/1-", "/2-")
    assert stranger.get(forged).status_code == 404
    with clock.fixed(DAY + timedelta(hours=28)):
        assert stranger.get(link_of(app)).status_code == 410


def test_guests_are_called_and_counted_at_the_door(app, cast, event):
    in_book(app, cast, given="Camille", family="Roussel", phones="06 39 98 00 11")
    invite(cast, event, who="Camille Roussel")
    with clock.fixed(DAY - timedelta(days=2)):
        ines = cast.browser("ines")
        assert "une personne à appeler" in ines.get("/").text
        assert "06 39 98 00 11" in ines.get(f"/events/{event}/calls").text.replace("\xa0", " ")
        silent = {"called": "1", "answer": ""}
        ines.post("/events/guests/1/answer", data=silent)
        ines.post("/events/guests/1/answer", data={"called": "1", "answer": "yes"})
        assert "Personne à appeler" in ines.get(f"/events/{event}/calls").text
        ines.post("/events/guests/1/answer", data={"answer": "no"})
        assert "ne viennent pas 1" in ines.get(f"/events/{event}").text
        ines.post("/events/guests/1/answer", data={"answer": "yes"})
        assert "ne viennent pas" not in ines.get(f"/events/{event}").text
        early = ines.post("/events/guests/1/came", data={"came": "1"}, follow_redirects=True)
    with clock.fixed(DAY - timedelta(hours=1)):
        ines = cast.browser("ines")
        assert "Noter les présences" in ines.get("/").text
        ines.post("/events/guests/1/came", data={"came": "1"})

    assert "C’est trop tôt" in early.text
    ines = cast.browser("ines")
    with app.app_context():
        assert db.session.get_one(Guest, 1).came_at is not None
        assert len(db.session.scalars(select(Exchange.id)).all()) == 2
    assert "vient" in ines.get("/contacts/1").text
    assert "Un an d’expulsions" in ines.get("/calendar?month=2030-03").text
    assert "/events/1" in ines.get("/search?q=expulsions").text
    assert "Un an d’expulsions" in ines.post("/contacts/1/access").text


def test_the_absent_get_a_release_that_is_out_once_and_not_twice(app, cast, box, event):
    both = press_list(app, "Littoral", "ada@e.org", "tom@e.org", "zoe@e.org")
    only_zoe = press_list(app, "Agence", "zoe@e.org")
    piece = approved(cast, "release", release_form(at=SOON, lists=only_zoe))
    invite(cast, event, list=str(both))
    for number in (1, 2, 3):
        answer_on(app, "yes", number)
    with clock.fixed(NOW + timedelta(minutes=30)), app.app_context():
        mailings.carry_due()
        got = box.taken[0].to
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    early = lea.post(f"/events/{event}/kit", data={"piece": str(piece)}, follow_redirects=True)
    with clock.fixed(DAY + timedelta(hours=3)):
        cast.browser("ines").post("/events/guests/1/came", data={"came": "1"})
        lea = cast.browser("lea")
        for _ in range(2):
            lea.post(f"/events/{event}/kit", data={"piece": str(piece)})
        carry(app, DAY + timedelta(hours=3))

    assert "C’est trop tôt" in early.text
    assert got == "zoe@e.org"
    assert [each.to for each in box.taken[1:]] == ["tom@e.org"]
    assert "des expulsions en février" in text_of(box.taken[1])


def test_what_is_lost_or_late_asks_a_person_and_who_objects_is_left_in_peace(app, cast, event):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    approve_place(cast, event)
    answer_on(app, "yes")
    answer_on(app, "yes", 2)
    assert (
        "nous ne vous écrirons plus"
        in app.test_client().post(link_of(app, 2), data={"no_more": "1"}).text
    )

    assert carry(app, NOW + timedelta(hours=2)) == 0

    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    today = lea.get("/").text
    assert "heure manquée" in today
    assert "rien n’est parti" in today
    assert "Envoyer maintenant" in today
    with app.app_context():
        states = dict(list(db.session.execute(select(EventMail.guest_id, EventMail.state))))
        assert states == {1: Way.MISSED, 2: Way.DROPPED}
        assert db.session.get_one(Contact, 2).objected_at is not None
    lea.post("/events/mails/1/resolve", data={"answer": "again"})
    assert carry(app) == 1


def test_a_cancelled_event_sends_nothing_and_says_so(app, cast, event):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    approve_place(cast, event)
    answer_on(app, "yes")

    cast.browser("ines").post(f"/events/{event}/cancel")

    assert carry(app) == 0
    answer = app.test_client().get(link_of(app))
    assert answer.status_code == 410
    assert "annulé" in answer.text
    assert "quai" not in answer.text


def test_names_go_after_a_year_and_with_the_person(app, cast, event):
    invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    ines = cast.actor("ines")
    with app.test_request_context():
        contacts.erase(db.session.get_one(Contact, 1), actor=ines)
        db.session.commit()
        assert db.session.scalars(select(Guest.contact_id)).all() == [2]
        db.session.execute(update(Guest).values(came_at=NOW))
        with clock.fixed(DAY + timedelta(days=366)):
            assert [forgetting.forget_guests(), forgetting.forget_guests()] == [1, 0]
        db.session.commit()
        kept = db.session.get_one(Event, event)
        assert (kept.guests_kept, kept.came_kept) == (1, 1)
        assert db.session.scalars(select(Guest.id)).all() == []
        assert contacts_on(kept.list_id) == []


def test_who_was_erased_is_forgotten_where_they_were_noted_by_hand(app, cast, box, event):
    who, by = {"who": "Camille", "email": "Camille@e.org"}, cast.actor("ines")
    invite(cast, event, **who)
    invite(cast, event, who="Tom", email="desk@e.org")
    with app.test_request_context():
        watch = Watch(name="Expulsions", number=1, made_at=NOW)
        db.session.add(watch)
        db.session.flush()
        review = preparing.prepare(7, "", (), actor=by)
        review.sent_at = NOW
        sending.send(review, (), "Camille <camille@e.org>\nNour <nour@e.org>", actor=by)
        alerts.invite(watch, "camille@e.org", Pace.DAILY, "fr", actor=by)
        db.session.commit()
        before = _tables_with("camille")
    press_list(app, "Littoral", "camille@e.org", "desk@e.org", "desk@e.org")
    with app.test_request_context():
        contacts.erase(db.session.get_one(Contact, 1), actor=None)
        contacts.erase(db.session.get_one(Contact, 2), actor=None)
        db.session.commit()
        after = _tables_with("camille")
        noted = list(db.session.scalars(select(Guest.name)))
        restored = Guest(event_id=event, name="Camille", email="camille@e.org", added_at=NOW)
        db.session.add(restored)
        announce(HouseRestored())
        back = db.session.scalar(select(Guest.id).where(Guest.name == "Camille"))
    again = cast.browser("ines").post(f"/events/{event}/guests", data=who)

    assert before == {"event_guests", "press_review_mails", "alert_guests"}
    assert after == set()
    assert (noted, back) == (["Tom"], None)
    assert again.status_code == 422
    assert "ne se note plus" in again.text
    assert "Personne effacée" in cast.browser("ines").get("/press-review/1").text


def _tables_with(who: str) -> set[str]:
    """Return the tables that name somebody."""
    return {
        table.name
        for table in Base.metadata.sorted_tables
        if any(who in repr(tuple(row)).lower() for row in db.session.execute(select(table)))
    }


def test_a_discreet_guest_is_seen_by_confidants_alone(app, cast, event):
    nour = cast.browser("nour")
    in_book(app, cast, given="Zoé", family="Cachée", emails="z@e.org", is_discreet=True)
    nour.post(f"/events/{event}/guests", data={"who": "Zoé", "choice": "1"})

    page = cast.browser("ines").get(f"/events/{event}").text

    assert "Cachée" in nour.get(f"/events/{event}").text
    assert "Cachée" not in page
    assert "Un contact discret" in page
    assert cast.browser("ines").post("/events/guests/1/remove").status_code == 404


def test_the_link_of_who_was_removed_is_not_that_of_the_next_guest(app, cast, event):
    invite(cast, event, who="Zoé Vive", email="zoe@e.org")
    link = link_of(app)
    cast.browser("ines").post("/events/guests/1/remove")
    with clock.fixed(NOW + timedelta(minutes=1)):
        invite(cast, event, who="Tom Sage", email="tom@e.org")

    answer = app.test_client().get(link)

    assert answer.status_code == 404


def test_a_link_in_a_machine_s_hands_fills_no_journal(app, cast, event):
    invite(cast, event, who="Zoé Vive", email="zoe@e.org")
    for number in range(ANSWERS.tries):
        answer_on(app, ("yes", "no")[number % 2])

    said = {"answer": "maybe", "people": "1"}
    assert app.test_client().post(link_of(app), data=said).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Guest.answer)).one() == "no"
