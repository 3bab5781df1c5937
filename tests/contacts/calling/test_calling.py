"""A list on the telephone: one name a caller, one tap an outcome, what is left is done again."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact, Exchange
from comms.contacts.book.service import keeping
from comms.contacts.calling import queries
from comms.contacts.calling.models import Call, CallingSession
from comms.contacts.calling.rules.kinds import CallOutcome, CallState
from comms.contacts.calling.rules.queue import NOT_BEFORE, CallWrong, again_at
from comms.contacts.calling.service import sessions as service
from comms.contacts.law.service import refusing
from comms.contacts.lists import service as listing
from comms.contacts.requests.models import FollowUp
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, Role
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import person

NAMES = ("Amel Auger", "Basile Bret", "Chadia Colin")


def queue(cast: Cast, *names: str) -> tuple[CallingSession, Actor]:
    """Open a session on a list of people with a number each. Commits."""
    nour = cast.actor("nour")
    listed = listing.open_list("Littoral", actor=nour)
    people = []
    for at, name in enumerate(names or NAMES):
        given, family = name.split()
        people.append(person(nour, given=given, family=family, phones=f"06 39 98 00 {at + 10}"))
    mute = person(nour, given="Dara", family="Dupin")  # no number
    listing.put_on(listed, [each.id for each in (*people, mute)], actor=nour)
    made = service.open_session(listed, "Conférence", "98 expulsions en février", actor=nour)
    db.session.commit()
    return made, nour


def who(call: Call | None) -> str:
    """Return whose turn it is."""
    return db.session.get_one(Contact, call.contact_id).name if call else ""


def test_silence_is_tried_again_and_a_last_word_is_the_last() -> None:
    assert again_at(CallOutcome.NO_ANSWER, None, NOW) == NOW + NOT_BEFORE
    assert again_at(CallOutcome.CALL_BACK, NOW, NOW) == NOW
    assert again_at(CallOutcome.COMING, NOW, NOW) is None


def test_a_queue_holds_who_has_a_number_by_name(here: Flask, cast: Cast) -> None:
    session, nour = queue(cast)

    assert queries.standing(session.id).total == 3
    assert who(service.take_next(session, actor=nour)) == "Amel Auger"


def test_a_list_without_numbers_or_a_session_without_a_name_is_refused(
    here: Flask, cast: Cast
) -> None:
    nour = cast.actor("nour")
    empty = listing.open_list("Vide", actor=nour)

    for name, wrong in (("", CallWrong.NO_NAME), ("Conférence", CallWrong.NOBODY)):
        with pytest.raises(Refused) as refused:
            service.open_session(empty, name, actor=nour)
        assert refused.value.obstacles == (wrong,)


def test_two_callers_hold_two_names_and_each_keeps_theirs(here: Flask, cast: Cast) -> None:
    lea = cast.actor("lea", Role.AUTHOR)
    session, nour = queue(cast)

    mine, hers = service.take_next(session, actor=nour), service.take_next(session, actor=lea)

    assert (who(mine), who(hers)) == ("Amel Auger", "Basile Bret")
    assert service.take_next(session, actor=nour) is mine


def test_whatever_the_rush_nobody_is_called_by_two(app: Flask, cast: Cast) -> None:
    callers = [cast.actor(name, Role.AUTHOR) for name in ("lea", "ines", "sami", "zoe")]
    with app.test_request_context():
        session_id = queue(cast, *(f"A{n} B{n}" for n in range(12)))[0].id
    held: list[int] = []

    def call(actor: Actor) -> None:
        for _ in range(3):
            with app.test_request_context():
                session = db.session.get_one(CallingSession, session_id)
                taken = service.take_next(session, actor=actor)
                assert taken is not None
                held.append(taken.id)
                service.settle(taken, CallOutcome.NO, "non", actor=actor)
                db.session.commit()

    threads = [threading.Thread(target=call, args=(each,)) for each in callers]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(held) == list(range(1, 13))


def test_an_outcome_stays_with_the_person_and_silence_is_no_word(here: Flask, cast: Cast) -> None:
    session, nour = queue(cast)
    first = service.take_next(session, actor=nour)
    assert first is not None
    service.settle(first, CallOutcome.NO_ANSWER, "pas de réponse", actor=nour)
    second = service.take_next(session, actor=nour)
    assert second is not None
    service.settle(second, CallOutcome.COMING, "vient à 10 h", actor=nour)

    amel, basile = (db.session.get_one(Contact, each.contact_id) for each in (first, second))
    assert (amel.heard_at, basile.heard_at) == (None, NOW)
    said = list(db.session.scalars(select(Exchange.text).order_by(Exchange.id)))
    assert said == ["pas de réponse", "vient à 10 h"]
    assert (first.state, second.state) == (CallState.WAITING, CallState.DONE)


def test_who_asked_to_be_called_back_comes_first_at_that_hour(here: Flask, cast: Cast) -> None:
    lea = cast.actor("lea", Role.AUTHOR)
    session, nour = queue(cast)
    first = service.take_next(session, actor=nour)
    assert first is not None
    at = NOW + timedelta(hours=1)
    service.settle(first, CallOutcome.CALL_BACK, "rappeler", asked=at, actor=nour)

    assert who(service.take_next(session, actor=nour)) == "Basile Bret"
    with clock.fixed(at + timedelta(minutes=1)):
        assert who(service.take_next(session, actor=lea)) == "Amel Auger"


def test_a_name_whose_caller_went_away_is_given_to_the_next(here: Flask, cast: Cast) -> None:
    lea = cast.actor("lea", Role.AUTHOR)
    session, nour = queue(cast, "Amel Auger")
    lost = service.take_next(session, actor=nour)
    assert lost is not None
    assert service.take_next(session, actor=lea) is None

    with clock.fixed(NOW + timedelta(minutes=21)):
        assert who(service.take_next(session, actor=lea)) == "Amel Auger"
        with pytest.raises(Refused) as refused:
            service.settle(lost, CallOutcome.NO, "non", actor=nour)

    assert refused.value.obstacles == (CallWrong.NOT_YOURS,)


def test_who_objected_or_is_frozen_meanwhile_is_not_called(here: Flask, cast: Cast) -> None:
    session, nour = queue(cast)
    amel, basile = db.session.scalars(select(Contact).order_by(Contact.id)).all()[:2]
    refusing.object_person(amel, actor=nour)
    keeping.freeze(basile, frozen=True, actor=nour)

    assert who(service.take_next(session, actor=nour)) == "Chadia Colin"
    assert service.close(session, "Rappeler", actor=nour) == 1


def test_who_was_made_discreet_meanwhile_is_nobody_elses_task(here: Flask, cast: Cast) -> None:
    session, nour = queue(cast)
    amel = db.session.scalars(select(Contact).order_by(Contact.id)).first()
    assert amel is not None
    amel.is_discreet = True
    db.session.flush()

    assert service.close(session, "Rappeler", actor=nour) == 2

    assert amel.id not in db.session.scalars(select(FollowUp.contact_id)).all()


def test_what_is_left_becomes_something_to_do_again(here: Flask, cast: Cast) -> None:
    session, nour = queue(cast)
    first = service.take_next(session, actor=nour)
    assert first is not None
    at = NOW + timedelta(hours=3)
    service.settle(first, CallOutcome.CALL_BACK, "rappeler", asked=at, actor=nour)
    second = service.take_next(session, actor=nour)
    assert second is not None
    service.settle(second, CallOutcome.NO, "non", actor=nour)

    assert service.close(session, "Rappeler : Conférence", actor=nour) == 2

    made = db.session.scalars(select(FollowUp).order_by(FollowUp.due_at)).all()
    tomorrow = datetime(2030, 3, 13, 8, tzinfo=UTC)  # nine in Paris
    assert [(each.text, each.due_at) for each in made] == [
        ("Rappeler : Conférence", at),
        ("Rappeler : Conférence", tomorrow),
    ]
    with pytest.raises(Refused) as refused:
        service.take_next(session, actor=nour)
    assert refused.value.obstacles == (CallWrong.CLOSED,)


def test_a_session_runs_from_a_telephone(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        session, _ = queue(cast)
        place = f"/contacts/calls/{session.id}"
    ines = cast.browser("ines")
    assert "Conférence" in ines.get("/").text

    waiting = ines.get(place).text
    ines.post(f"{place}/next")
    page = ines.get(place).text
    assert "personnes à appeler" in waiting
    assert "personnes à appeler" not in page  # who is on the line would be counted twice
    call = re.search(r'action="(/contacts/calls/one/\d+)"', page)
    assert call is not None
    assert 'href="tel:+33639980010"' in page
    assert "98 expulsions en février" in page
    ines.post(call[1], data={"outcome": "coming", "text": "avec un photographe"})
    after = ines.get(place).text

    assert "Basile Bret" in after
    assert 'href="tel:+33639980011"' in after
    assert "1 sur 3" in after.replace("\xa0", " ")
    assert "avec un photographe" in ines.get("/contacts/1").text


def test_who_is_called_again_later_is_not_said_to_wait_now(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        queue(cast, "Amel Auger")
    ines = cast.browser("ines")
    ines.post("/contacts/calls/1/next")

    ines.post("/contacts/calls/one/1", data={"outcome": "no_answer"})

    page = ines.get("/contacts/calls/1").text
    assert "Personne à appeler maintenant" in page
    assert "une personne à appeler" not in page  # French counts nought as one


@pytest.mark.parametrize(
    ("when", "due"),
    [("hour", NOW + timedelta(hours=1)), ("tomorrow", datetime(2030, 3, 13, 8, tzinfo=UTC))],
)
def test_to_call_back_is_one_tap_too(app: Flask, cast: Cast, when: str, due: datetime) -> None:
    with app.test_request_context():
        queue(cast, "Amel Auger")
    ines = cast.browser("ines")
    ines.post("/contacts/calls/1/next")

    ines.post("/contacts/calls/one/1", data={"outcome": f"call_back:{when}"})

    with app.app_context():
        assert db.session.get_one(Call, 1).again_at == due


def test_a_call_that_is_refused_keeps_what_was_said(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        queue(cast, "Amel Auger")
    ines = cast.browser("ines")
    ines.post("/contacts/calls/1/next")

    answer = ines.post(
        "/contacts/calls/one/1", data={"outcome": "call_back:typed", "text": "mots tapés"}
    )

    assert answer.status_code == 422
    assert "Dites quand rappeler" in answer.text
    assert "mots tapés" in answer.text


def test_someone_met_on_the_telephone_needs_three_words(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        queue(cast, "Amel Auger")
    ines = cast.browser("ines")

    ines.post(
        "/contacts/calls/1/met",
        data={"name": "LEFÈVRE Élodie", "number": "06 39 98 00 77", "outlet": "Radio Phare"},
    )

    with app.app_context():
        made = db.session.scalars(select(Contact).order_by(Contact.id.desc())).first()
        assert made is not None
        assert (made.given, made.family) == ("Élodie", "Lefèvre")
        assert made.origin == "appel du 12 mars 2030, Conférence"
        assert made.addresses[0].value == "+33639980077"


def test_who_may_see_and_call(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        queue(cast)
    guest, stranger = cast.browser("gus", Role.GUEST), app.test_client()
    ines = cast.browser("ines")

    for path in ("/contacts/calls", "/contacts/calls/1"):
        assert ines.get(path).status_code == 200
        assert guest.get(path).status_code == 403
        assert stranger.get(path).status_code == 303
    assert ines.get("/contacts/calls/99").status_code == 404
    assert guest.post("/contacts/calls/1/next").status_code == 403
    assert ines.get("/contacts/calls/1/next").status_code == 405
    assert ines.post("/contacts/calls/one/99", data={"outcome": "no"}).status_code == 404


def test_a_session_is_opened_from_its_list(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        queue(cast)
    ines = cast.browser("ines")

    refused = ines.post("/contacts/calls", data={"list": "1", "name": ""}, follow_redirects=True)
    made = ines.post("/contacts/calls", data={"list": "1", "name": "Note de mars"})

    assert "Donnez un nom" in refused.text
    assert made.location == "/contacts/calls/2"
    ines.post("/contacts/calls/2/points", data={"points": "1 226"})
    assert "1 226" in ines.get("/contacts/calls/2").text
    ended = ines.post("/contacts/calls/2/close", follow_redirects=True)
    assert "3 personnes restent à rappeler" in ended.text.replace("\xa0", " ")
