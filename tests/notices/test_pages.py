"""What one was told, on the page; another person's notices do not exist."""

import pytest
from sqlalchemy import select

from comms.core import events
from comms.core.db import db
from comms.core.rights import College, Role
from comms.notices.models import Notice
from comms.notices.service import telling


@pytest.fixture
def told(app, cast) -> int:
    """Tell Léa something; return the number of the notice."""
    lea = cast.actor("lea", Role.APPROVER, College.STAFF)
    with app.app_context():
        telling.piece_approved(events.PieceApproved(12, "Une nuit", lea.id, "1"))
        db.session.commit()
        return db.session.scalars(select(Notice.id)).one()


def _is_read(app, number: int) -> bool:
    with app.app_context():
        return db.session.get_one(Notice, number).read_at is not None


def test_a_member_reads_what_they_were_told(cast, told):
    page = cast.browser("lea").get("/notices")

    assert page.status_code == 200
    assert "Une nuit" in page.text
    assert 'href="/review/12"' in page.text


def test_another_member_reads_nothing_of_it(cast, told):
    assert "Une nuit" not in cast.browser("ines").get("/notices").text


def test_a_member_marks_a_notice_as_read(app, cast, told):
    answer = cast.browser("lea").post(f"/notices/{told}/read")

    assert (answer.status_code, answer.location) == (303, "/")
    assert _is_read(app, told)


def test_another_member_cannot_mark_it(app, cast, told):
    assert cast.browser("ines").post(f"/notices/{told}/read").status_code == 404
    assert not _is_read(app, told)


def test_a_stranger_is_told_to_sign_in(app, told):
    assert app.test_client().get("/notices").location.startswith("/login")
    assert app.test_client().post(f"/notices/{told}/read").status_code == 401
    assert not _is_read(app, told)


def test_a_notice_that_does_not_exist_is_not_read(cast, told):
    assert cast.browser("lea").post("/notices/999/read").status_code == 404


def test_reading_needs_a_post(cast, told):
    assert cast.browser("lea").get(f"/notices/{told}/read").status_code == 405


def test_everything_is_marked_as_read_at_once(app, cast, told):
    answer = cast.browser("lea").post("/notices/read")

    assert answer.status_code == 303
    assert _is_read(app, told)


def test_a_notice_stands_on_aujourdhui_until_it_is_read(cast, told):
    lea = cast.browser("lea")

    before = lea.get("/").text
    lea.post(f"/notices/{told}/read")
    after = lea.get("/").text

    assert "Une nuit" in before
    assert "Une nuit" not in after
