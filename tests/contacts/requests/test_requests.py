"""What journalists ask: by deadline in their zone, answered by someone whose agreement holds."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.requests import queries, service
from comms.contacts.requests.models import FollowUp, Request, Spokesperson
from comms.contacts.requests.rules.asking import (
    RequestWords,
    RequestWrong,
    SpokespersonWords,
    may_speak,
    urgency,
)
from comms.contacts.requests.rules.kinds import RequestState, Terms
from comms.core import clock
from comms.core.db import db
from comms.core.hours import read
from comms.core.refusal import Refused
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import in_book, person

ASKED = RequestWords("méthode de comptage", read("2030-03-12T17:30", "Europe/London"))


def test_an_agreement_holds_on_its_last_day() -> None:
    assert may_speak(None, date(2030, 3, 12))
    assert may_speak(date(2030, 3, 12), date(2030, 3, 12))
    assert not may_speak(date(2030, 3, 11), date(2030, 3, 12))


def test_a_deadline_is_late_then_soon_then_far() -> None:
    assert urgency(NOW - timedelta(minutes=1), NOW) == "signal"
    assert urgency(NOW + timedelta(hours=3), NOW) == "amber"
    assert urgency(NOW + timedelta(days=3), NOW) == urgency(None, NOW) == ""


def test_a_deadline_stands_in_the_journalists_zone(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    camille = person(nour)

    made = service.ask(camille, ASKED, actor=nour)

    assert made.due_at == datetime(2030, 3, 12, 17, 30, tzinfo=UTC)
    assert made.zone == "Europe/London"
    assert camille.heard_at == clock.now()


def test_requests_come_by_deadline_and_those_without_last(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    camille = person(nour)
    for subject, wall in (
        ("sans", None),
        ("demain", "2030-03-13T10:00"),
        ("ce soir", "2030-03-12T20:00"),
    ):
        due = read(wall, "Europe/Paris") if wall else None
        service.ask(camille, RequestWords(subject, due), actor=nour)

    assert [each.request.subject for each in queries.open_ones(nour.id)] == [
        "ce soir",
        "demain",
        "sans",
    ]


def test_nobody_answers_whose_agreement_has_ended(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    request = service.ask(person(nour), ASKED, actor=nour)
    ended = service.keep_spokesperson(
        SpokespersonWords("A., 19 ans", agreed_until=date(2030, 3, 11)), actor=nour
    )
    words = RequestWords("méthode", spokesperson_id=ended.id)

    for refused_verb in (
        lambda: service.change(request, words, actor=nour),
        lambda: service.close(request, RequestState.ANSWERED, words, actor=nour),
    ):
        with pytest.raises(Refused) as refused:
            refused_verb()
        assert refused.value.obstacles == (RequestWrong.CONSENT_ENDED,)
        assert "11/03/2030" in refused.value.sentences()[0]
    assert request.state == RequestState.OPEN


def test_an_agreement_that_ends_before_the_answer_blocks_it(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    request = service.ask(person(nour), ASKED, actor=nour)
    ada = service.keep_spokesperson(
        SpokespersonWords("Ada", agreed_until=date(2030, 3, 12)), actor=nour
    )
    words = RequestWords("méthode", spokesperson_id=ada.id)
    service.change(request, words, actor=nour)

    with clock.fixed(NOW + timedelta(days=1)), pytest.raises(Refused) as refused:
        service.close(request, RequestState.ANSWERED, words, actor=nour)

    assert refused.value.obstacles == (RequestWrong.CONSENT_ENDED,)


def test_an_answer_needs_someone_and_is_given_once(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    request = service.ask(person(nour), ASKED, actor=nour)
    with pytest.raises(Refused) as nobody:
        service.close(request, RequestState.ANSWERED, ASKED, actor=nour)
    ada = service.keep_spokesperson(SpokespersonWords("Ada"), actor=nour)
    words = RequestWords("méthode", terms=Terms.UNNAMED, spokesperson_id=ada.id, said="oui")

    service.close(request, RequestState.ANSWERED, words, actor=nour)

    with pytest.raises(Refused) as twice:
        service.close(request, RequestState.DECLINED, words, actor=nour)
    assert nobody.value.obstacles == (RequestWrong.NO_SPOKESPERSON,)
    assert twice.value.obstacles == (RequestWrong.CLOSED,)
    assert (request.state, request.said, request.terms) == ("answered", "oui", "unnamed")


def test_a_request_is_noted_from_the_card_and_stands_on_today(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")

    made = ines.post(
        f"/contacts/{contact_id}/requests",
        data={"subject": "entretien", "due": "2030-03-12T11:30", "terms": "citable"},
    )
    page = ines.get(made.location).get_data(as_text=True)
    today = ines.get("/").get_data(as_text=True)

    assert made.status_code == 303
    assert 'value="2030-03-12T11:30"' in page
    assert "Demandes de presse" in today
    assert "entretien" in today
    assert "entretien" in ines.get("/contacts/requests").get_data(as_text=True)


def test_a_request_is_answered_from_its_page(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")
    ines.post("/contacts/spokespeople", data={"name": "Ada", "agreed_to": "voix"})
    place = ines.post(f"/contacts/{contact_id}/requests", data={"subject": "entretien"}).location

    ines.post(place, data={"subject": "entretien", "spokesperson": "1", "then": "answered"})

    assert "répondu" in ines.get(place).get_data(as_text=True)
    assert "entretien" not in ines.get("/").get_data(as_text=True)
    ines.post(place, data={"then": "reopen"})
    with app.app_context():
        assert db.session.get_one(Request, 1).state == RequestState.OPEN


def test_who_answers_is_named_where_the_list_does_not_have_them(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast), cast.browser("ines")
    form = {"new_spokesperson": " Ada  Exemple ", "then": "answered"}
    for subject in ("entretien", "duplex"):
        made = ines.post(f"/contacts/{contact_id}/requests", data={"subject": subject})

        answer = ines.post(made.location, data={**form, "subject": subject})

        assert answer.status_code == 303
    with app.app_context():
        assert [each.name for each in db.session.scalars(select(Spokesperson))] == ["Ada Exemple"]
        ended = select(Request.spokesperson_id).where(Request.state == RequestState.ANSWERED)
        assert db.session.scalars(ended).all() == [1, 1]


def test_an_hour_that_does_not_exist_is_said(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)

    answer = cast.browser("ines").post(
        f"/contacts/{contact_id}/requests",
        data={"subject": "entretien", "due": "2030-03-31T02:30"},
    )

    assert answer.status_code == 422
    assert "n’existe pas" in answer.text
    assert 'value="entretien"' in answer.text


def test_an_answer_that_is_refused_keeps_every_word(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast), cast.browser("ines")
    place = ines.post(f"/contacts/{contact_id}/requests", data={"subject": "entretien"}).location
    form = {"subject": "entretien", "said": "mots tapés", "result": "https://a.example/1"}

    answer = ines.post(place, data={**form, "then": "answered"})

    assert answer.status_code == 422
    assert "Dites qui a répondu" in answer.text
    assert "mots tapés" in answer.text
    assert "https://a.example/1" in answer.text


def test_a_follow_up_without_a_day_keeps_its_words(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)

    answer = cast.browser("ines").post(
        f"/contacts/{contact_id}/follow-ups", data={"text": "rappeler pour juin"}
    )

    assert answer.status_code == 422
    assert "rappeler pour juin" in answer.text


def test_a_change_that_is_refused_comes_back_as_theirs(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    ines.post("/contacts/spokespeople", data={"name": "Ada"})

    typed = {"id": "1", "name": " ", "agreed_to": "voix seulement"}
    answer = ines.post("/contacts/spokespeople", data=typed)

    assert answer.status_code == 422
    assert re.search(r'name="id"\s+value="1"', answer.text)
    assert "voix seulement" in answer.text


def test_a_spokesperson_is_changed_and_let_go(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    ines.post("/contacts/spokespeople", data={"name": "Ada", "agreed_until": "2030-03-01"})

    listed = ines.get("/contacts/spokespeople").get_data(as_text=True)
    ines.post("/contacts/spokespeople", data={"id": "1", "name": "Ada", "agreed_until": ""})
    renewed = ines.get("/contacts/spokespeople").get_data(as_text=True)
    ines.post("/contacts/spokespeople", data={"id": "1", "name": "Ada", "then": "retire"})

    assert "accord terminé" in listed
    assert "accord terminé" not in renewed
    with app.app_context():
        [ada] = db.session.scalars(select(Spokesperson))
        assert ada.closed_at is not None


def test_a_follow_up_waits_for_its_day_and_is_done(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")
    for text, day in (("rappeler", "2030-03-12"), ("plus tard", "2030-03-20")):
        ines.post(f"/contacts/{contact_id}/follow-ups", data={"text": text, "due": day})

    today = ines.get("/").get_data(as_text=True)
    ines.post("/contacts/follow-ups/1/done", data={"from": "today"})

    assert "rappeler" in today
    assert "plus tard" not in today
    assert "rappeler" not in ines.get("/").get_data(as_text=True)
    with app.app_context():
        assert db.session.get_one(FollowUp, 1).done_at is not None


def test_what_a_discreet_person_asks_is_hidden_from_others(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast, is_discreet=True)
    nour, ines = cast.browser("nour"), cast.browser("ines")

    place = nour.post(f"/contacts/{contact_id}/requests", data={"subject": "en secret"}).location

    assert "en secret" in nour.get("/contacts/requests").get_data(as_text=True)
    assert "en secret" not in ines.get("/contacts/requests").get_data(as_text=True)
    assert "en secret" not in ines.get("/").get_data(as_text=True)
    assert ines.get(place).status_code == 404
