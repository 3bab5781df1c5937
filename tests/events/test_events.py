"""A press event from its plan to its absent: each told what is theirs to know, once."""

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.accounts.models import Member
from comms.contacts import service as contacts
from comms.contacts.models import Contact, Exchange
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.settings import Settings, SmtpDoor
from comms.core.ways import Way
from comms.events import queries
from comms.events.models import Event, EventMail, Guest
from comms.events.routes.guests import ANSWERS
from comms.events.service import carrying, inviting, planning
from comms.mailings.service import carrying as mailings
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.book import in_book
from tests.peers import Post, post
from tests.peers.post import Taken
from tests.testimonies.voices import WORDS, told
from tests.together import at_once, meanwhile
from tests.writing import LATER, SOON, approved, named, press_list, release_form, written

PLACE = "12, quai de la Digue\nsonner deux fois"
FORM = {
    "kind": "conference",
    "title": "Un an d’expulsions",
    "starts_said": "vendredi 11 h",
    "starts_zone": "Europe/Paris",
    "place": PLACE,
}
HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
DAY = datetime(2030, 3, 15, 10, tzinfo=UTC)  # Friday 11 h in Paris


@pytest.fixture
def box() -> Iterator[Post]:
    """Run a mail server."""
    with post() as box:
        yield box


@pytest.fixture
def settings(settings: Settings, box: Post) -> Settings:
    """Have the application send through that server."""
    door = SmtpDoor("127.0.0.1", box.port)
    return replace(settings, smtp=door, mail_from="Observatoire <presse@observatoire.example>")


@pytest.fixture
def event(app: Flask, cast: Cast) -> int:
    """Return a conference on Friday, planned by Inès, with a place nobody approved yet."""
    named(app)
    form = {**FORM, "owner": str(cast.actor("ines").id)}
    answer = cast.browser("ines").post("/events/new", data=form)
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def _approve_place(cast: Cast, event: int) -> None:
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown = re.search(r'name="hash" value="(\w{64})"', lea.get(f"/events/{event}").text)
    assert shown
    lea.post(f"/events/{event}/place", data={"hash": shown[1]})


def _invite(cast: Cast, event: int, **who: str) -> None:
    answer = cast.browser("ines").post(f"/events/{event}/guests", data=who)
    assert answer.status_code == 303, answer.text


def _link(app: Flask, number: int = 1) -> str:
    with app.test_request_context():
        link = queries.link(db.session.get_one(Guest, number))
    return "/events/guest/" + link.rpartition("/")[2]


def _carry(app: Flask, at: datetime = NOW) -> int:
    with clock.fixed(at), app.app_context():
        return carrying.carry_due()


def _text(letter: Taken) -> str:
    body = letter.mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def _answer(app: Flask, answer: str, number: int = 1, **more: str) -> str:
    said = {"answer": answer, "people": "2", **more}
    return app.test_client().post(_link(app, number), data=said).text


def test_the_place_is_told_to_who_comes_once_it_is_approved_by_another(app, cast, box, event):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    before = _answer(app, "yes", outlet="Radio Phare")
    own = cast.browser("ines", Role.APPROVER).post(f"/events/{event}/place", data={"hash": "x"})
    assert own.status_code == 403
    assert (_carry(app), "quai" in before) == (0, False)

    _approve_place(cast, event)

    assert [_carry(app), _carry(app)] == [1, 0]
    (letter,) = box.taken
    assert letter.to == "ada@e.org"
    assert "12, quai de la Digue" in _text(letter)
    assert "vendredi 15 mars 2030, 11" in _text(letter)
    assert "12, quai de la Digue" in app.test_client().get(_link(app)).text
    assert "quai" not in app.test_client().get(_link(app, 2)).text
    assert "quai" not in _answer(app, "maybe", 2)
    page = cast.browser("ines").get(f"/events/{event}").text
    assert "viennent 1" in page
    assert "2 personnes" in page
    assert "Radio Phare" in page
    assert "a reçu le lieu" in page


def test_who_changes_their_mind_is_told_no_more_and_a_new_place_is_approved_anew(
    app, cast, box, event
):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    _approve_place(cast, event)
    _answer(app, "yes")
    assert "quai" not in _answer(app, "no")
    assert _carry(app) == 0
    _answer(app, "yes")
    assert _carry(app) == 1

    form = {**FORM, "place": "3, rue du Phare", "owner": str(cast.actor("ines").id)}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)
    assert "Phare" not in app.test_client().get(_link(app)).text
    _approve_place(cast, event)

    assert _carry(app) == 1
    assert "Changement" in box.taken[1].subject
    assert "3, rue du Phare" in _text(box.taken[1])


def test_a_guests_page_leaves_no_trace_and_takes_no_answer_by_a_look(app, cast, event):
    _invite(cast, event, who="Zoé Vive", email="zoe@e.org", outlet="La Voix")
    stranger = app.test_client()

    shown, wrong = stranger.get(_link(app)), stranger.post(_link(app), data={"answer": "si"})

    assert (shown.status_code, wrong.status_code) == (200, 422)
    for each in (shown, wrong):
        assert "Set-Cookie" not in each.headers
        assert "noindex" in each.headers["X-Robots-Tag"]
        assert "<script" not in each.text
    with app.app_context():
        assert db.session.scalars(select(Guest.answer)).one() == ""
    forged = _link(app).replace("/1-", "/2-")
    assert stranger.get(forged).status_code == 404
    with clock.fixed(DAY + timedelta(hours=28)):
        assert stranger.get(_link(app)).status_code == 410


def test_the_invitation_is_a_release_and_brings_each_reader_a_link(app, cast, box, event):
    listed = press_list(app, "Littoral", "ada@e.org", "tom@e.org")
    piece = approved(
        cast, "release", release_form(kind="invitation", title="Venez", at=SOON, lists=listed)
    )
    chosen = cast.browser("ines").post(f"/events/{event}/invitation", data={"piece": str(piece)})
    assert chosen.status_code == 303

    with clock.fixed(NOW + timedelta(minutes=30)), app.app_context():
        assert mailings.carry_due() == 2

    with app.app_context():
        guests = db.session.scalars(select(Guest.id)).all()
    assert len(guests) == 2
    for number, letter in enumerate(box.taken, 1):
        assert _link(app, number) in _text(letter)
        assert "quai" not in _text(letter)
    assert "Invite à" in cast.browser("ines").get(f"/review/{piece}").text


def test_who_is_noted_by_hand_gets_the_approved_invitation_once(app, cast, box, event):
    listed = press_list(app, "Littoral", "ada@e.org")
    _invite(cast, event, who="Zoé Vive", outlet="La Voix")
    _invite(cast, event, who="Tom Sage", email="Tom@e.org")
    _invite(cast, event, who="Ada", email="ada@e.org", choice="")
    noted = cast.browser("ines").get(f"/events/{event}").text
    form = release_form(kind="invitation", title="Venez", at=SOON, lists=listed)
    piece = approved(cast, "release", form)
    cast.browser("ines").post(f"/events/{event}/invitation", data={"piece": str(piece)})
    before = _carry(app)

    hour = NOW + timedelta(minutes=30)
    with clock.fixed(hour), app.app_context():
        mailings.carry_due()
    carried = [_carry(app, hour), _carry(app, hour)]
    _invite(cast, event, who="zoé vive", email="zoe@e.org")
    late = [_carry(app, hour), _carry(app, hour)]

    assert "ni l’invitation ni le lieu ne partent" in noted
    assert (before, carried, late) == (0, [1, 0], [1, 0])
    assert [each.to for each in box.taken] == ["ada@e.org", "Tom@e.org", "zoe@e.org"]
    assert _link(app, 2) in _text(box.taken[1])
    assert "Les équipes ont observé" in _text(box.taken[1])
    page = cast.browser("ines").get(f"/events/{event}").text
    assert page.count("a reçu l’invitation") == 2
    assert "ni l’invitation" not in page


def _invited(app: Flask, cast: Cast, event: int, **form: str) -> int:
    """Send an invitation to Ada, of a list; return its number."""
    listed = press_list(app, "Littoral", "ada@e.org")
    form = release_form(kind="invitation", title="Venez", at=SOON, lists=listed, **form)
    piece = approved(cast, "release", form)
    cast.browser("ines").post(f"/events/{event}/invitation", data={"piece": str(piece)})
    with clock.fixed(HOUR), app.app_context():
        mailings.carry_due()
    return piece


def test_words_that_were_withdrawn_leave_to_no_guest_and_a_person_is_told(app, cast, box, event):
    voice = told(app, cast)
    quote = f"Le chapô.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)"
    piece = _invited(app, cast, event, body=quote)
    cast.browser("omar").post(f"/testimonies/{voice}/withdraw")
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    _invite(cast, event, who="Tom", email="tom@e.org")
    carried = [_carry(app, HOUR), _carry(app, HOUR)]
    shown = lea.get("/").text
    again = lea.post("/events/mails/1/resolve", data={"answer": "again"}, follow_redirects=True)
    lea.post(f"/testimonies/{voice}/strike", data={"sure": "yes"})
    _invite(cast, event, who="Zoé", email="zoe@e.org")
    carried.append(_carry(app, HOUR))
    for number in (1, 2):
        lea.post(f"/events/mails/{number}/resolve", data={"answer": "drop"})
    with clock.fixed(DAY + timedelta(hours=3)):
        late = cast.browser("lea")
        kit = late.post(f"/events/{event}/kit", data={"piece": str(piece)}, follow_redirects=True)

    assert carried == [0, 0, 0]
    assert [each.to for each in box.taken] == ["ada@e.org"]
    assert "Prévenez cette personne autrement" in shown
    assert "n’est plus à envoyer" in again.text
    assert "n’est plus à envoyer" in kit.text
    assert "Prévenez cette personne autrement" not in lea.get("/").text


def test_who_is_noted_twice_is_written_to_once_and_who_is_frozen_never(app, cast, box, event):
    with app.app_context():
        press_list(app, "Gel", "ice@e.org")
        db.session.scalars(select(Contact)).one().frozen_at = NOW
        db.session.commit()
    _invited(app, cast, event)
    for email in ("tom@e.org", "tom@e.org", "TOM@e.org", "ice@e.org"):
        _invite(cast, event, who=email[:3], email=email, choice="")
    with app.app_context():
        twin = Guest(event_id=event, name="Tom", email="Tom@e.org", added_at=NOW, people=1)
        db.session.add(twin)
        db.session.commit()

    carried = _carry(app, HOUR)
    _approve_place(cast, event)
    with app.app_context():
        numbers = list(db.session.scalars(select(Guest.id).order_by(Guest.id)))
    for number in numbers:
        _answer(app, "yes", number)

    assert len(numbers) == 4
    assert (carried, _carry(app)) == (1, 2)
    got = sorted(each.to.casefold() for each in box.taken)
    assert got == ["ada@e.org", "ada@e.org", "tom@e.org", "tom@e.org"]


def test_who_invites_is_told_whether_and_when_a_mail_leaves(app, cast, event):
    ines = cast.browser("ines")

    def said(**who: str) -> str:
        to = f"/events/{event}/guests"
        return " ".join(ines.post(to, data=who, follow_redirects=True).text.split())

    early, nowhere = said(who="Tom", email="tom@e.org"), said(who="Zoé")
    _invited(app, cast, event)
    with clock.fixed(HOUR):
        late = said(who="Nour", email="nour@e.org")
    again = said(who="Tom S.", email="TOM@e.org")
    removed = ines.post("/events/guests/2/remove", follow_redirects=True).text

    assert "Tom est invité·e. L’invitation n’est pas encore écrite" in early
    assert "Zoé est invité·e. Aucun mail ne lui part" in nowhere
    assert "L’invitation lui part maintenant, à nour@e.org." in late
    assert "Partie mardi 12 mars" in late
    assert "Tom est déjà parmi les invités." in again
    assert "Zoé n’est plus invité·e" in removed


def test_no_text_says_a_place_that_is_still_secret(app, cast, event):
    body = "Rendez-vous au 12 quai de la Digue.\n\n## Programme\n\nLes chiffres."
    ines = cast.browser("ines")
    listed = press_list(app, "Littoral", "ada@e.org")
    number = int(
        ines.post(
            "/releases/new", data=release_form(body=body, at=LATER, lists=listed)
        ).location.rpartition("/")[2]
    )

    asked = ines.post(f"/review/{number}/ask", follow_redirects=True).text

    assert "Ce texte dit le lieu de" in asked
    with app.app_context():
        assert db.session.get_one(Piece, number).state == "draft"


def test_an_invitation_is_begun_for_the_guests_own_list(app, cast, event):
    in_book(app, cast, given="Camille", family="Roussel", emails="c@e.org")
    _invite(cast, event, who="Camille Roussel")

    begun = cast.browser("ines").post(f"/events/{event}/invitation")

    assert begun.status_code == 303
    with app.app_context():
        one = db.session.get_one(Event, event)
        plan = db.session.get_one(Piece, one.piece_id).revisions[-1].content["plan"]
        assert one.list_id in plan["sendings"][0]["lists"]
        on_it = contacts_on(one.list_id)
    assert on_it == ["Camille Roussel"]
    cast.browser("ines").post("/events/guests/1/remove")
    with app.app_context():
        assert contacts_on(one.list_id) == []


def contacts_on(list_id: int | None) -> list[str]:
    """Return who is on a list, by name."""
    rows = select(Contact.name).where(inviting.on([list_id or 0]))
    return list(db.session.scalars(rows))


def test_guests_are_called_and_counted_at_the_door(app, cast, event):
    in_book(app, cast, given="Camille", family="Roussel", phones="06 39 98 00 11")
    _invite(cast, event, who="Camille Roussel")
    with clock.fixed(DAY - timedelta(days=2)):
        ines = cast.browser("ines")
        assert "une personne à appeler" in ines.get("/").text
        assert "06 39 98 00 11" in ines.get(f"/events/{event}/calls").text.replace("\xa0", " ")
        silent = {"called": "1", "answer": ""}
        ines.post("/events/guests/1/answer", data=silent)
        ines.post("/events/guests/1/answer", data={"called": "1", "answer": "yes"})
        assert "Personne à appeler" in ines.get(f"/events/{event}/calls").text
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
    _invite(cast, event, list=str(both))
    for number in (1, 2, 3):
        _answer(app, "yes", number)
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
        _carry(app, DAY + timedelta(hours=3))

    assert "C’est trop tôt" in early.text
    assert got == "zoe@e.org"
    assert [each.to for each in box.taken[1:]] == ["tom@e.org"]
    assert "des expulsions en février" in _text(box.taken[1])


def test_what_is_lost_or_late_asks_a_person_and_who_objects_is_left_in_peace(app, cast, event):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    _approve_place(cast, event)
    _answer(app, "yes")
    _answer(app, "yes", 2)
    assert (
        "nous ne vous écrirons plus"
        in app.test_client().post(_link(app, 2), data={"no_more": "1"}).text
    )

    assert _carry(app, NOW + timedelta(hours=2)) == 0

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
    assert _carry(app) == 1


def test_who_says_yes_twice_while_the_place_is_approved_is_told_it_once(app, cast, box, event):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    link, said, lea = _link(app), {"answer": "yes", "people": "2"}, cast.actor("lea", Role.APPROVER)

    def approve() -> None:
        one = db.session.get_one(Event, event)
        planning.approve_place(one, shown=queries.to_approve(one), actor=lea)

    def yes() -> list[int]:
        guest = functools.partial(app.test_client().post, link, data=said)
        return [each.status_code for each in at_once(app, [guest] * 3)]

    codes = meanwhile(app, approve, yes)

    assert codes == [200] * 3
    assert [_carry(app), _carry(app)] == [1, 0]


def test_a_cancelled_event_sends_nothing_and_says_so(app, cast, event):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org")))
    _approve_place(cast, event)
    _answer(app, "yes")

    cast.browser("ines").post(f"/events/{event}/cancel")

    assert _carry(app) == 0
    answer = app.test_client().get(_link(app))
    assert answer.status_code == 410
    assert "annulé" in answer.text
    assert "quai" not in answer.text


def test_names_go_after_a_year_and_with_the_person(app, cast, event):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    ines = cast.actor("ines")
    with app.test_request_context():
        contacts.erase(db.session.get_one(Contact, 1), actor=ines)
        db.session.commit()
        assert db.session.scalars(select(Guest.contact_id)).all() == [2]
        db.session.execute(update(Guest).values(came_at=NOW))
        with clock.fixed(DAY + timedelta(days=366)):
            assert [carrying.forget_guests(), carrying.forget_guests()] == [1, 0]
        db.session.commit()
        kept = db.session.get_one(Event, event)
        assert (kept.guests_kept, kept.came_kept) == (1, 1)
        assert db.session.scalars(select(Guest.id)).all() == []
        assert contacts_on(kept.list_id) == []


def test_a_discreet_guest_is_seen_by_confidants_alone(app, cast, event):
    nour = cast.browser("nour")
    in_book(app, cast, given="Zoé", family="Cachée", emails="z@e.org", is_discreet=True)
    nour.post(f"/events/{event}/guests", data={"who": "Zoé", "choice": "1"})

    page = cast.browser("ines").get(f"/events/{event}").text

    assert "Cachée" in nour.get(f"/events/{event}").text
    assert "Cachée" not in page
    assert "Un contact discret" in page
    assert cast.browser("ines").post("/events/guests/1/remove").status_code == 404


@pytest.mark.parametrize("change", [{"is_public": "1"}, {"title": "Appelez le 06 39 98 00 00"}])
def test_a_place_for_more_people_or_under_another_title_is_approved_anew(
    app, cast, box, event, change
):
    _invite(cast, event, list=str(press_list(app, "Littoral", "ada@e.org", "tom@e.org")))
    _approve_place(cast, event)
    _answer(app, "yes")
    form = {**FORM, "owner": str(cast.actor("ines").id), **change}

    cast.browser("ines").post(f"/events/{event}/edit", data=form)

    assert _carry(app) == 0
    assert "quai" not in app.test_client().get(_link(app, 2)).text
    _approve_place(cast, event)
    assert [_carry(app), _carry(app)] == [1, 0]
    assert "Changement" not in box.taken[0].subject


@pytest.mark.parametrize("role", list(Role))
def test_a_place_is_approved_by_who_may_and_wrote_nothing_of_it(app, cast, event, role):
    """Inès wrote the place, Omar then the title; neither may, whatever their role is by now."""
    form = {**FORM, "owner": str(cast.actor("ines").id), "title": "Venez"}
    cast.browser("omar").post(f"/events/{event}/edit", data=form)
    with app.app_context():
        one = db.session.get_one(Event, event)
        shown = {"hash": queries.to_approve(one)}
        wrote = Member.id.in_((one.place_by, one.told_by))
        db.session.execute(update(Member).where(wrote).values(role=role))
        db.session.commit()

    for name in ("ines", "omar"):
        cast.browser(name).post(f"/events/{event}/place", data=shown)
        assert "Valider ce lieu" not in cast.browser(name).get(f"/events/{event}").text
    cast.browser("zora", role).post(f"/events/{event}/place", data=shown)

    with app.app_context():
        may = role in (Role.APPROVER, Role.ADMIN)
        assert (db.session.get_one(Event, event).place_ok_by is not None) is may


def test_what_is_approved_is_what_was_read(app, cast, event):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown = re.search(r'name="hash" value="(\w{64})"', lea.get(f"/events/{event}").text)
    form = {**FORM, "owner": str(cast.actor("ines").id), "is_public": "1"}
    cast.browser("ines").post(f"/events/{event}/edit", data=form)
    assert shown

    lea.post(f"/events/{event}/place", data={"hash": shown[1]})

    with app.app_context():
        assert db.session.get_one(Event, event).place_ok_by is None


def test_the_link_of_who_was_removed_is_not_that_of_the_next_guest(app, cast, event):
    _invite(cast, event, who="Zoé Vive", email="zoe@e.org")
    link = _link(app)
    cast.browser("ines").post("/events/guests/1/remove")
    with clock.fixed(NOW + timedelta(minutes=1)):
        _invite(cast, event, who="Tom Sage", email="tom@e.org")

    answer = app.test_client().get(link)

    assert answer.status_code == 404


def test_a_link_in_a_machine_s_hands_fills_no_journal(app, cast, event):
    _invite(cast, event, who="Zoé Vive", email="zoe@e.org")
    for number in range(ANSWERS.tries):
        _answer(app, ("yes", "no")[number % 2])

    said = {"answer": "maybe", "people": "1"}
    assert app.test_client().post(_link(app), data=said).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Guest.answer)).one() == "no"


def test_a_place_stays_secret_until_the_end_of_an_event_of_days(app, cast, event):
    with app.app_context():
        db.session.get_one(Event, event).ends_at = DAY + timedelta(days=2)
        db.session.commit()
    with clock.fixed(DAY + timedelta(days=1)), app.app_context():
        assert [words for _, words in queries.secrets()] == ["12, quai de la Digue"]


def test_an_invitation_that_invites_to_nothing_offers_what_is_to_come(app, cast, event):
    ines = cast.browser("ines")
    piece = written(ines, "release", release_form(kind="invitation", title="Venez"))

    page = ines.get(f"/review/{piece}").text
    assert f'action="/events/{event}/invitation"' in page
    ines.post(f"/events/{event}/invitation", data={"piece": str(piece)})

    page = ines.get(f"/review/{piece}").text
    assert f'href="/events/{event}"' in page
    assert f'action="/events/{event}/invitation"' not in page
