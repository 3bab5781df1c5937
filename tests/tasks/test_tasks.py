"""Tasks: written down, done, given to another; each page asked by everyone."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.contacts.law.service import erasing
from comms.contacts.twins.service import merging
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.tasks import queries, service
from comms.tasks import routes as tasks
from comms.tasks.models import Task
from comms.tasks.rules import LONGEST, TaskWrong, When, obstacles, when
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import person
from tests.writing import post_form, written

TODAY = date(2030, 3, 12)  # a Tuesday


def test_a_task_says_in_one_sentence_what_is_to_be_done() -> None:
    assert obstacles(" ") == [TaskWrong.NO_WORDS]
    assert obstacles("x" * (LONGEST + 1)) == [TaskWrong.TOO_LONG]
    assert obstacles("Rappeler la préfecture") == []


@pytest.mark.parametrize(
    ("due", "nearness"),
    [
        (TODAY - timedelta(days=1), When.LATE),
        (TODAY, When.TODAY),
        (TODAY + timedelta(days=7), When.WEEK),
        (TODAY + timedelta(days=8), When.LATER),
        (None, When.OPEN),
    ],
)
def test_how_near_a_day_is(due: date | None, nearness: When) -> None:
    assert when(due, TODAY) is nearness


@pytest.fixture
def task(app: Flask, cast: Cast) -> int:
    """Return what Inès has to do until Friday."""
    ines = cast.actor("ines")
    form = {"words": "Relire  le tract", "owner": ines.id, "due": "vendredi"}
    answer = cast.browser("ines").post("/tasks", data=form)
    assert answer.status_code == 303
    with app.app_context():
        return db.session.scalars(select(Task.id)).one()


def _task(app: Flask, number: int) -> Task:
    with app.app_context():
        return db.session.get_one(Task, number)


def test_a_day_is_typed_as_it_is_said_and_read_back(app, cast, task):
    page = cast.browser("ines").get("/tasks").text

    assert _task(app, task).due_on == date(2030, 3, 15)
    assert _task(app, task).words == "Relire le tract"
    assert "vendredi 15 mars" in page
    assert "Dans les sept jours" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words": ""}, "Dites ce qu’il y a à faire"),
        ({"due": "un de ces jours"}, "n’est pas un jour"),
        ({"owner": "999"}, "Choisissez qui s’en charge"),
        ({"words": "x" * 400}, "trop long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(app, cast, task, change, sentence):
    form = {"words": "Relire deux fois", "owner": str(cast.actor("ines").id), "due": "jeudi"}
    answer = cast.browser("ines").post(f"/tasks/{task}", data={**form, **change})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert str({**form, **change}["due"]) in answer.text
    assert _task(app, task).words == "Relire le tract"


def test_a_new_one_that_cannot_be_comes_back_as_it_was_typed(app, cast):
    form = {"words": "Porter les bâches", "owner": "1", "due": "un de ces jours"}
    answer = cast.browser("ines").post("/tasks", data={**form, "next": "/review/1"})

    assert answer.status_code == 422
    assert "n’est pas un jour" in answer.text
    assert "Porter les bâches" in answer.text
    assert 'value="/review/1"' in answer.text


def test_what_is_late_or_for_today_stands_on_the_page_of_the_day_until_it_is_done(app, cast, task):
    with clock.fixed(NOW + timedelta(days=4)):
        ines = cast.browser("ines")
        late = ines.get("/").text
        ines.post(f"/tasks/{task}/done", data={"next": "/"})
        after = ines.get("/").text

    assert "Relire le tract" in late
    assert "En retard" in late
    assert "Relire le tract" not in after
    assert _task(app, task).done_by == cast.actor("ines").id


def test_what_was_ticked_by_mistake_comes_back(app, cast, task):
    ines = cast.browser("ines")
    ines.post(f"/tasks/{task}/done")
    ines.post(f"/tasks/{task}/done")  # the second tab

    ines.post(f"/tasks/{task}/again")

    assert _task(app, task).done_at is None
    with app.app_context():
        about = select(AuditLine.act).where(AuditLine.object == "task:1").order_by(AuditLine.id)
        acts = list(db.session.scalars(about))
    assert acts == ["task.added", "task.done", "task.taken_back"]


def test_a_task_about_a_piece_stands_beside_it_and_leads_to_it(app, cast):
    ines = cast.browser("ines")
    piece = written(ines, "post", post_form())
    form = {"words": "Trouver la photo", "owner": cast.actor("ines").id, "thing": f"piece:{piece}"}

    answer = ines.post("/tasks", data={**form, "next": f"/posts/{piece}"})

    assert answer.location == f"/posts/{piece}"
    assert "Trouver la photo" in ines.get(f"/review/{piece}").text
    assert "L’eau est coupée" in ines.get("/tasks").text


@pytest.mark.parametrize(
    "key", ["piece:999", "nothing:1", "contact:", "piece:x", "piece:9999999999"]
)
def test_a_thing_that_is_gone_or_never_was_shows_nothing(app, cast, task, key):
    with app.app_context():
        db.session.get_one(Task, task).thing = key
        db.session.commit()

    answer = cast.browser("ines").get("/tasks")

    assert answer.status_code == 200
    assert "Relire le tract" in answer.text


def test_all_that_a_member_has_to_do_is_given_to_another(app, cast, task):
    nour = cast.actor("nour")
    with app.app_context():
        count = service.hand_over(cast.actor("ines").id, nour.id)
        db.session.commit()
        theirs = [each.words for each in queries.open_of(nour.id)]

    assert (count, theirs) == (1, ["Relire le tract"])


def test_what_is_about_a_person_goes_with_them(app, cast, task):
    nour = cast.actor("nour")
    with app.test_request_context():
        ada, twin = (person(nour, given="Ada", family=f"Exemple {each}") for each in "AB")
        draft = service.Draft("Rappeler", nour.id, thing=f"contact:{twin.id}")
        service.add(draft, actor=nour)
        merging.merge(ada, twin, frozenset(), actor=nour)
        db.session.commit()
        merged = [each.words for each in queries.about(f"contact:{ada.id}")]
        told = [each.rows for each in tasks.told(ada.id, nour)]
        erasing.erase(ada, actor=nour)
        db.session.commit()

        assert merged == ["Rappeler"]
        assert ("À faire", "Rappeler") in told[0][0]
        assert db.session.scalars(select(Task.words)).all() == ["Relire le tract"]


def test_what_is_about_a_discreet_person_is_read_by_who_may_see_them(app, cast):
    nour, ines = cast.actor("nour"), cast.browser("ines")
    with app.test_request_context():
        zoe = person(nour, given="Zoé", family="Cachée", is_discreet=True)
        db.session.commit()
        key = f"contact:{zoe.id}"
    form = {"words": "Rappeler Zoé Cachée", "thing": key}
    cast.browser("nour").post("/tasks", data={**form, "owner": nour.id})

    assert "Rappeler Zoé" in cast.browser("nour").get("/tasks?who=all").text
    assert "Rappeler Zoé" not in ines.get("/tasks?who=all").text
    assert ines.get("/tasks/1").status_code == 404
    assert ines.post("/tasks/1", data=form).status_code == 404
    assert ines.post("/tasks/1/done").status_code == 404
    for thing in (key, "contact:424242"):  # hers or nobody's: the same answer
        answer = ines.post("/tasks", data={**form, "owner": nour.id, "thing": thing})
        assert answer.status_code == 404


def test_what_was_done_a_year_ago_is_deleted(app, cast, task):
    cast.browser("ines").post(f"/tasks/{task}/done")
    with app.app_context():
        with clock.fixed(NOW + timedelta(days=364)):
            early = service.forget_done()
        with clock.fixed(NOW + timedelta(days=366)):
            late = service.forget_done()

    assert (early, late) == (0, 1)


def test_a_volunteer_sees_and_ticks_their_own_alone(app, cast, task):
    guest = cast.actor("max", Role.GUEST)
    with app.app_context():
        own = service.add(service.Draft("Porter l’eau", guest.id), actor=cast.actor("ines"))
        db.session.commit()
        own_id = own.id
    browser = cast.browser("max", Role.GUEST)

    page = browser.get("/tasks?who=all").text

    assert "Porter l’eau" in page
    assert "Relire le tract" not in page
    assert browser.post(f"/tasks/{own_id}/done").status_code == 303
    assert browser.post(f"/tasks/{task}/done").status_code == 403
    assert browser.post("/tasks", data={"words": "x"}).status_code == 403
    assert browser.get(f"/tasks/{task}").status_code == 403


def test_a_stranger_is_led_to_the_door_and_an_unknown_number_is_not_found(app, cast, task):
    assert app.test_client().get("/tasks").status_code == 303
    assert cast.browser("ines").get("/tasks/999").status_code == 404
    assert cast.browser("ines").post("/tasks/999/done").status_code == 404
    assert cast.browser("ines").get(f"/tasks/{task}/done").status_code == 405
