"""The invitation: a release, and who is noted by hand; once to each, and nothing withdrawn."""

import re
from datetime import timedelta

from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import College, Role
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import Mail, key_of
from comms.mailings.service import carrying as mailings
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.conftest import NOW
from tests.contacts.bringing import in_book
from tests.events.steps import (
    DAY,
    FORM,
    HOUR,
    answer_on,
    approve_place,
    carry,
    contacts_on,
    invite,
    invited,
    link_of,
    text_of,
)
from tests.testimonies.voices import WORDS, told
from tests.writing import SOON, approved, press_list, release_form, written


def test_a_press_list_is_offered_before_those_made_for_other_events(app, cast, event):
    ines = cast.browser("ines")
    press_list(app, "Zone littorale", "ada@e.org")
    other = ines.post("/events/new", data={**FORM, "title": "Visite", "owner": "1"}).location

    page = ines.get(other).text

    offered = re.findall(r"<option[^>]*>([^<]*)</option>", page.partition('id="f-list"')[2])
    assert offered[0] == "Zone littorale"
    assert offered[1].startswith("Événement 1")


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
        assert link_of(app, number) in text_of(letter)
        assert "quai" not in text_of(letter)
    assert "Invite à" in cast.browser("ines").get(f"/review/{piece}").text


def test_who_is_noted_by_hand_gets_the_approved_invitation_once(app, cast, box, event):
    listed = press_list(app, "Littoral", "ada@e.org")
    invite(cast, event, who="Zoé Vive", outlet="La Voix")
    invite(cast, event, who="Tom Sage", email="Tom@e.org")
    invite(cast, event, who="Ada", email="ada@e.org", choice="")
    noted = cast.browser("ines").get(f"/events/{event}").text
    form = release_form(kind="invitation", title="Venez", at=SOON, lists=listed)
    piece = approved(cast, "release", form)
    cast.browser("ines").post(f"/events/{event}/invitation", data={"piece": str(piece)})
    before = carry(app)

    hour = NOW + timedelta(minutes=30)
    with clock.fixed(hour), app.app_context():
        mailings.carry_due()
    carried = [carry(app, hour), carry(app, hour)]
    invite(cast, event, who="zoé vive", email="zoe@e.org")
    late = [carry(app, hour), carry(app, hour)]

    assert "ni l’invitation ni le lieu ne partent" in noted
    assert (before, carried, late) == (0, [1, 0], [1, 0])
    assert [each.to for each in box.taken] == ["ada@e.org", "Tom@e.org", "zoe@e.org"]
    assert link_of(app, 2) in text_of(box.taken[1])
    assert "Les équipes ont observé" in text_of(box.taken[1])
    page = cast.browser("ines").get(f"/events/{event}").text
    assert page.count("a reçu l’invitation") == 2
    assert "ni l’invitation" not in page


def test_who_of_the_book_comes_late_is_invited_too_once_by_who_may_send(app, cast, box, event):
    invited(app, cast, event)
    press_list(app, "Après", "tom@e.org", "zoe@e.org")
    with app.app_context():
        late = {each.name: str(each.id) for each in db.session.scalars(select(Contact))}
    for name in ("Tom", "Zoe", "Ada"):
        invite(cast, event, who=name, choice=late[name])
    answer_on(app, "no", 3)  # Zoé said so on the telephone
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    at = f"/events/{event}/invitation/too"

    with clock.fixed(HOUR):
        before = carry(app, HOUR), ines.post(at).status_code
        shown = lea.get(f"/events/{event}").text
        told = lea.post(at, follow_redirects=True).text
        again = lea.post(at, follow_redirects=True).text
    carried = [carry(app, HOUR), carry(app, HOUR)]

    assert before == (0, 403)
    assert "1 personne du carnet, ajoutée depuis, ne l’a pas reçue" in shown.replace("\xa0", " ")
    assert "L’invitation part vers 1 personne de plus" in told
    assert "Inviter aussi" not in told
    assert "déjà adressée à chacun" in again
    assert carried == [1, 0]
    assert [each.to for each in box.taken] == ["ada@e.org", "tom@e.org"]
    assert link_of(app, 2) in text_of(box.taken[1])
    with app.app_context():
        assert db.session.get_one(Contact, int(late["Tom"])).informed_at is not None


def test_who_holds_an_invitation_holds_it_for_who_is_noted_by_hand_too(app, cast, box, event):
    piece = invited(app, cast, event)
    with app.app_context():
        db.session.get_one(Piece, piece).state = State.SCHEDULED  # as while others still wait
        db.session.commit()
    invite(cast, event, who="Tom", email="tom@e.org")
    with app.app_context():
        options.put("paused", True)
        db.session.commit()
    queued = carry(app, HOUR)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    lea.post(f"/review/{piece}/hold")
    with app.app_context():
        options.put("paused", False)
        db.session.commit()
    with clock.fixed(HOUR):
        said = cast.browser("ines").post(
            f"/events/{event}/guests",
            data={"who": "Zoé", "email": "zoe@e.org"},
            follow_redirects=True,
        )

    held = [carry(app, HOUR), carry(app, HOUR)]
    lea.post(f"/review/{piece}/resume")

    assert (queued, held, carry(app, HOUR)) == (0, [0, 0], 2)
    assert [each.to for each in box.taken] == ["ada@e.org", "tom@e.org", "zoe@e.org"]
    assert "L’invitation est retenue" in said.text


def test_a_mail_brings_the_invitation_it_was_queued_for(app, cast, box, event):
    piece = invited(app, cast, event)
    invite(cast, event, who="Tom", email="tom@e.org")
    other = approved(
        cast,
        "release",
        release_form(
            kind="invitation",
            title="Autre rendez-vous",
            at="2030-03-12T10:30",
            lists=press_list(app, "Autres", "bob@e.org"),
        ),
    )
    ines = cast.browser("ines")
    to = f"/events/{event}/invitation"

    refused = ines.post(to, data={"piece": str(other)}, follow_redirects=True)
    with app.app_context():
        db.session.get_one(Event, event).piece_id = other  # as before a change was refused
        db.session.add(_waiting(piece))
        db.session.commit()
    with clock.fixed(HOUR), app.app_context():
        mailings.carry_due()
    carry(app, HOUR)

    assert "elle reste la sienne" in refused.text
    got = sorted(each.subject for each in box.taken if each.to == "tom@e.org")
    assert got == ["Autre rendez-vous", "Venez"]


def test_another_invitation_takes_the_first_one_back_and_one_that_left_asks_who_sends(
    app, cast, box, event
):
    form = {**FORM, "title": "Autre", "owner": str(cast.actor("ines").id)}
    ines = cast.browser("ines")
    second = int(ines.post("/events/new", data=form).location.rpartition("/")[2])
    left = invited(app, cast, event)
    draft = written(ines, "release", release_form(kind="invitation", title="Plus tard"))
    ines.post(f"/events/{second}/invitation", data={"piece": str(draft)})
    invite(cast, second, who="Tom", email="tom@e.org")

    by_author = ines.post(
        f"/events/{second}/invitation", data={"piece": str(left)}, follow_redirects=True
    )
    before = carry(app, HOUR)
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    lea.post(f"/events/{second}/invitation", data={"piece": str(left)})

    assert "Demandez à une personne salariée ou du CA" in by_author.text
    assert (before, carry(app, HOUR)) == (0, 1)


def _waiting(piece: int) -> EventMail:
    """Return a mail that waits to bring an invitation to the second guest."""
    return EventMail(
        guest_id=2,
        kind=Mail.INVITATION,
        key=key_of(piece),
        message_id="<x@e.org>",
        made_at=HOUR,
        due_at=HOUR,
    )


def test_words_that_were_withdrawn_leave_to_no_guest_and_a_person_is_told(app, cast, box, event):
    voice = told(app, cast)
    quote = f"Le chapô.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)"
    piece = invited(app, cast, event, body=quote)
    cast.browser("omar").post(f"/testimonies/{voice}/withdraw")
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    invite(cast, event, who="Tom", email="tom@e.org")
    carried = [carry(app, HOUR), carry(app, HOUR)]
    shown = lea.get("/").text
    again = lea.post("/events/mails/1/resolve", data={"answer": "again"}, follow_redirects=True)
    lea.post(f"/testimonies/{voice}/strike", data={"sure": "yes"})
    invite(cast, event, who="Zoé", email="zoe@e.org")
    carried.append(carry(app, HOUR))
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
    invited(app, cast, event)
    for email in ("tom@e.org", "tom@e.org", "TOM@e.org", "ice@e.org"):
        invite(cast, event, who=email[:3], email=email, choice="")
    with app.app_context():
        twin = Guest(event_id=event, name="Tom", email="Tom@e.org", added_at=NOW, people=1)
        db.session.add(twin)
        db.session.commit()

    carried = carry(app, HOUR)
    approve_place(cast, event)
    with app.app_context():
        numbers = list(db.session.scalars(select(Guest.id).order_by(Guest.id)))
    for number in numbers:
        answer_on(app, "yes", number)

    assert len(numbers) == 4
    assert (carried, carry(app)) == (1, 2)
    got = sorted(each.to.casefold() for each in box.taken)
    assert got == ["ada@e.org", "ada@e.org", "tom@e.org", "tom@e.org"]


def test_who_invites_is_told_whether_and_when_a_mail_leaves(app, cast, event):
    ines = cast.browser("ines")

    def said(**who: str) -> str:
        to = f"/events/{event}/guests"
        return " ".join(ines.post(to, data=who, follow_redirects=True).text.split())

    early, nowhere = said(who="Tom", email="tom@e.org"), said(who="Zoé")
    invited(app, cast, event)
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


def test_an_invitation_is_begun_for_the_guests_own_list(app, cast, event):
    in_book(app, cast, given="Camille", family="Roussel", emails="c@e.org")
    invite(cast, event, who="Camille Roussel")

    begun = cast.browser("ines").post(f"/events/{event}/invitation")

    assert begun.status_code == 303
    review = cast.browser("ines").get("/review/1").text
    assert "Nous vous invitons à … » attend encore vos mots" in review
    assert "Réponse attendue avant le" in review
    assert "Lieu : » attend" not in review
    with app.app_context():
        one = db.session.get_one(Event, event)
        content = db.session.get_one(Piece, one.piece_id).revisions[-1].content
        plan, body = content["plan"], content["words"]["body"]
        assert "- Jour et heure : vendredi 15 mars 2030, 11" in body
        assert "- Lieu : communiqué aux personnes qui viennent" in body
        assert one.list_id in plan["sendings"][0]["lists"]
        on_it = contacts_on(one.list_id)
    assert on_it == ["Camille Roussel"]
    cast.browser("ines").post("/events/guests/1/remove")
    with app.app_context():
        assert contacts_on(one.list_id) == []


def test_an_invitation_that_invites_to_nothing_offers_what_is_to_come(app, cast, event):
    ines = cast.browser("ines")
    piece = written(ines, "release", release_form(kind="invitation", title="Venez"))

    page = ines.get(f"/review/{piece}").text
    assert f'action="/events/{event}/invitation"' in page
    ines.post(f"/events/{event}/invitation", data={"piece": str(piece)})

    page = ines.get(f"/review/{piece}").text
    assert f'href="/events/{event}"' in page
    assert f'action="/events/{event}/invitation"' not in page


def test_the_guests_of_an_event_are_no_list_for_other_texts(app, cast, event):
    listed = press_list(app, "Littoral", "ada@e.org")
    ines = cast.browser("ines")
    piece = written(ines, "release", release_form(kind="invitation", title="Venez", lists=listed))
    before = ines.get(f"/releases/{piece}").text

    ines.post(f"/events/{event}/invitation", data={"piece": str(piece)})

    assert "Événement 1" not in before
    assert "Événement 1" not in ines.get("/releases/new").text
    assert "Événement 1" in ines.get(f"/releases/{piece}").text
