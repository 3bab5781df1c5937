"""Steps on their pages: noted, answered, followed by a task, shown to those who may see them."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.advocacy import queries, service
from comms.advocacy.models import Step
from comms.audit.models import AuditLine
from comms.campaigns.service import Draft as CampaignDraft
from comms.campaigns.service import begin
from comms.contacts.book.models import Contact, Outlet
from comms.contacts.law.service import erasing as contacts
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.tasks.models import Task
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import in_book


def _form(cast: Cast, **change: str) -> dict[str, str]:
    form = {
        "kind": "letter",
        "subject": "Ouvrir deux points d’eau",
        "outlet": "Mairie du Rivage",
        "on": "2030-02-10",
        "due": "4 semaines",
        "owner": str(cast.actor("ines").id),
        "asked": "Deux points.\nUn calendrier.",
        "documents": "Lettre https://exemple.org/l.pdf",
    }
    return {**form, **change}


def _noted(cast: Cast, **change: str) -> int:
    answer = cast.browser("ines").post("/advocacy/new", data=_form(cast, **change))
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def _step(app: Flask, number: int) -> Step:
    with app.app_context():
        return db.session.get_one(Step, number)


def test_a_step_is_noted_read_back_and_late_first(app, cast):
    number = _noted(cast)
    _noted(cast, subject="Retirer l’arrêté", due="", kind="appeal")
    ines = cast.browser("ines")

    page = ines.get("/advocacy").text

    assert _step(app, number).due_on == date(2030, 3, 10)
    assert page.index("Réponse en retard</h2>") < page.index("Fait, sans réponse attendue</h2>")
    assert "Ouvrir deux points" in ines.get("/").text, "Aujourd’hui reminds of it"
    assert "en retard depuis le 10 mars" in ines.get(f"/advocacy/{number}").text
    assert 'href="https://exemple.org/l.pdf"' in ines.get(f"/advocacy/{number}").text
    calendar = ines.get("/calendar?month=2030-03").text
    assert "Réponse attendue\xa0: Ouvrir deux points" in calendar
    assert f'"/advocacy/{number}"' in ines.get("/search?q=points+eau").text
    with app.app_context():
        assert db.session.scalars(select(Outlet.medium)).one() == "institution"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"subject": ""}, "Dites en une phrase"),
        ({"outlet": ""}, "Dites à qui"),
        ({"who": "Zoé Inconnue"}, "Personne du carnet ne s’appelle"),
        ({"due": "bientôt"}, "n’est ni un délai ni un jour"),
        ({"due": "1er février 2030"}, "attendue avant la démarche"),
        ({"owner": "999"}, "Choisissez qui suit"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast, change, sentence):
    answer = cast.browser("ines").post("/advocacy/new", data=_form(cast, **change))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Un calendrier." in answer.text
    with app.app_context():
        assert db.session.scalars(select(Step.id)).all() == []


def test_of_two_people_alike_one_is_chosen(app, cast):
    first = in_book(app, cast, given="Hélène", family="Vasseur", emails="h@e.org")
    in_book(app, cast, given="Hélène", family="Vasseur", emails="autre@e.org")
    ines = cast.browser("ines")

    assert '<option value="Hélène Vasseur">' in ines.get("/advocacy/new").text
    asked = ines.post("/advocacy/new", data=_form(cast, who="Vasseur"))
    chosen = ines.post("/advocacy/new", data=_form(cast, who="Vasseur", choice=str(first)))

    assert "De qui s’agit-il" in asked.text
    assert asked.text.count('name="choice"') == 2
    assert chosen.status_code == 303
    assert "Ouvrir deux points" in ines.get(f"/contacts/{first}").text


def test_days_are_said_as_people_say_them_and_read_back_in_words(app, cast):
    form = _form(cast, on_said="il y a un mois", due_said="un mois")
    ines = cast.browser("ines")
    noted = ines.post("/advocacy/new", data=form, follow_redirects=True).text
    said = {"outcome": "yes", "on": "2030-03-12", "on_said": "hier"}
    answered = ines.post("/advocacy/1/answer", data=said, follow_redirects=True).text

    assert "mardi 12 février 2030" in noted
    assert "réponse attendue le mardi 12 mars 2030" in noted
    assert "au lundi 11 mars 2030" in answered
    assert 'value="2030-03-11"' in answered
    assert 'value="2030-02-12"' in ines.get("/advocacy/1/edit").text


def test_an_answer_closes_it_and_the_next_step_is_a_task(app, cast):
    number, ines = _noted(cast), cast.browser("ines")
    me = str(cast.actor("ines").id)

    ines.post(f"/advocacy/{number}/answer", data={"outcome": "partly", "words": "Un seul point."})
    ines.post(
        f"/advocacy/{number}/next",
        data={"words": "Relancer", "owner": me, "due": "un de ces jours"},
    )
    later = ines.post(f"/advocacy/{number}/answer", data={"outcome": "yes", "on": "demain"})
    ines.post(f"/advocacy/{number}/next", data={"words": "Relancer", "owner": me, "due": "jeudi"})

    assert _step(app, number).outcome == "partly"
    assert _step(app, number).answered_on == NOW.date()
    assert later.status_code == 422
    assert "Un seul point." in ines.get(f"/advocacy/{number}").text
    with app.app_context():
        assert db.session.scalars(select(Task.thing)).all() == [f"step:{number}"]
        acts = db.session.scalars(select(AuditLine.act)).all()
    assert {"advocacy.noted", "advocacy.answered", "advocacy.next_planned"} <= set(acts)
    assert f'href="/advocacy/{number}"' in ines.get("/tasks").text


def test_a_campaign_shows_what_was_asked_and_obtained(app, cast):
    with app.app_context():
        campaign = begin(CampaignDraft("Droit à l’eau"), actor=cast.actor("ines"))
        db.session.commit()
        cause = campaign.id
    number, ines = _noted(cast, campaign=str(cause)), cast.browser("ines")
    ines.post(f"/advocacy/{number}/answer", data={"outcome": "yes", "words": "C’est dit."})

    for page in (f"/campaigns/{cause}", f"/advocacy/campaigns/{cause}", "/advocacy?campaign=1"):
        assert "obtenu 1" in ines.get(page).text, page
    assert "C’est dit." in ines.get(f"/advocacy/campaigns/{cause}").text
    assert "Ouvrir deux" not in ines.get("/advocacy?state=late").text


def test_who_is_discreet_is_seen_by_confidants_alone(app, cast):
    nour = cast.actor("nour")
    zoe = in_book(app, cast, given="Zoé", family="Cachée", emails="z@e.org", is_discreet=True)
    sent = cast.browser("nour").post(
        "/advocacy/new", data=_form(cast, choice=str(zoe), owner=str(nour.id))
    )
    path = sent.location

    ines = cast.browser("ines")
    pages = ("/advocacy", "/calendar?month=2030-03", "/search?q=points", "/")
    assert "Ouvrir deux" in cast.browser("nour").get("/advocacy").text
    assert [page for page in pages if "Ouvrir deux" in ines.get(page).text] == []
    assert ines.get(path).status_code == 404
    assert ines.post(f"{path}/answer", data={"outcome": "yes"}).status_code == 404
    assert ines.post("/advocacy/new", data=_form(cast, choice=str(zoe))).status_code == 422
    with app.app_context():
        assert queries.asked_between(date(2030, 1, 1), date(2030, 12, 31)) == []


def test_an_erased_person_takes_the_words_along(app, cast):
    helene = in_book(app, cast, given="Hélène", family="Vasseur", emails="h@e.org")
    kept = _noted(cast, choice=str(helene))
    gone = _noted(cast, choice=str(helene), outlet="")
    told, ines = cast.browser("ines").post(f"/contacts/{helene}/access").text, cast.actor("ines")

    with app.test_request_context():
        contact = db.session.get_one(Contact, helene)
        contacts.erase(contact, actor=ines)
        db.session.commit()

    assert "Ouvrir deux points" in told
    with app.app_context():
        assert db.session.get(Step, gone) is None
        left = db.session.get_one(Step, kept)
        assert (left.subject, left.asked, left.documents, left.contact_id) == ("", "", [], None)
    page = cast.browser("ines").get(f"/advocacy/{kept}").text
    assert "Effacé avec la personne" in page
    assert "Mairie du Rivage" in page


def test_who_leaves_hands_the_open_ones_over_and_old_ones_are_forgotten(app, cast):
    number, lea = _noted(cast), cast.actor("lea", Role.APPROVER)
    with app.app_context():
        assert service.hand_over(cast.actor("ines").id, lea.id, actor=lea) == 1
        db.session.commit()
        assert db.session.get_one(Step, number).owner_id == lea.id
        assert service.forget_old() == 0
        with clock.fixed(NOW + timedelta(days=2300)):
            assert service.forget_old() == 1


def _taken_back(browser: FlaskClient, number: int) -> str:
    return browser.post(f"/advocacy/{number}/remove", follow_redirects=True).text


def test_a_mistake_is_taken_back(app, cast):
    number = _noted(cast)

    assert "La démarche est supprimée" in _taken_back(cast.browser("ines"), number)
    with app.app_context():
        assert db.session.get(Step, number) is None


@pytest.mark.parametrize("due", ["1 mois", "30 jours"])
def test_a_day_no_calendar_has_is_asked_again(cast, due):
    form = _form(cast, on="9999-12-31", due=due)
    assert cast.browser("ines").post("/advocacy/new", data=form).status_code == 422
