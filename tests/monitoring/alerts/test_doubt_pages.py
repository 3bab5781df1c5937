"""An alert in doubt stands on Aujourd'hui until a person says what became of it."""

import pytest
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.monitoring.alerts.models import AlertMail
from tests.monitoring.articles import arrives, watch


@pytest.fixture
def lost(app, cast):
    """An alert to Inès nobody can be sure of."""
    me = cast.actor("ines").id
    with app.app_context():
        watch("Nom", "HRO", told=(me,))
        arrives("HRO")
        db.session.scalars(select(AlertMail)).one().state = Way.DOUBTFUL
        db.session.commit()


def _state(app):
    with app.app_context():
        return db.session.scalars(select(AlertMail)).one().state


def test_its_reader_and_who_may_send_see_it(cast, lost):
    for name, role, college in (
        ("ines", Role.AUTHOR, None),
        ("lea", Role.APPROVER, College.STAFF),
    ):
        assert "Une alerte. La réponse" in cast.browser(name, role, college).get("/").text
    assert "Une alerte. La réponse" not in cast.browser("noe").get("/").text


@pytest.mark.parametrize(
    ("answer", "state"), [("there", Way.SENT), ("again", Way.DUE), ("drop", Way.DROPPED)]
)
def test_a_person_decides_and_it_is_written_down(app, cast, lost, answer, state):
    said = cast.browser("ines").post("/alerts/1/resolve", data={"answer": answer})

    assert (said.status_code, _state(app)) == (303, state)
    with app.app_context():
        last = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id.desc())).first()
        assert last == f"alert.resolved_{answer}"


def test_nonsense_and_a_second_answer_are_refused(app, cast, lost):
    ines = cast.browser("ines")
    ines.post("/alerts/1/resolve", data={"answer": "perhaps"})
    assert _state(app) == Way.DOUBTFUL

    ines.post("/alerts/1/resolve", data={"answer": "drop"})
    ines.post("/alerts/1/resolve", data={"answer": "again"})

    assert _state(app) == Way.DROPPED


def test_another_person_a_stranger_and_a_wrong_number_may_not(app, cast, lost):
    answer = {"answer": "there"}

    assert cast.browser("noe").post("/alerts/1/resolve", data=answer).status_code == 403
    assert cast.browser("zoe", Role.GUEST).post("/alerts/1/resolve").status_code == 403
    assert app.test_client().post("/alerts/1/resolve", data=answer).status_code == 401
    assert cast.browser("ines").post("/alerts/9/resolve", data=answer).status_code == 404
    assert cast.browser("ines").get("/alerts/1/resolve").status_code == 405
    assert _state(app) == Way.DOUBTFUL
