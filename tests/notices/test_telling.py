"""Who is told what, once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.core import clock, events
from comms.core.db import db
from comms.core.rights import Actor, College, Role
from comms.core.ways import Way
from comms.notices import queries
from comms.notices.models import Notice
from comms.notices.rules import Kind, who_may_answer
from comms.notices.service import telling
from tests.conftest import NOW

LEA = Actor(1, "Léa", Role.APPROVER, College.STAFF)
ODILE = Actor(2, "Odile", Role.APPROVER, College.BOARD)
INES = Actor(3, "Inès", Role.AUTHOR)
ALL = (LEA, ODILE, INES)


def test_an_open_place_is_for_anyone_who_approves():
    assert who_may_answer(ALL, (None,), ()) == [LEA, ODILE]


def test_a_place_of_one_college_is_for_that_college():
    assert who_may_answer(ALL, ("board",), ()) == [ODILE]


def test_who_wrote_the_text_is_not_asked():
    assert who_may_answer(ALL, ("staff", "board"), (LEA.id, INES.id)) == [ODILE]


def test_nobody_is_asked_when_no_place_is_open():
    assert who_may_answer(ALL, (), ()) == []


@pytest.fixture
def people(cast):
    return {
        "ines": cast.actor("ines", Role.AUTHOR),
        "lea": cast.actor("lea", Role.APPROVER, College.STAFF),
        "odile": cast.actor("odile", Role.APPROVER, College.BOARD),
    }


@pytest.fixture
def asked(people) -> events.ApprovalAsked:
    wrote = (people["ines"].id,)
    return events.ApprovalAsked(
        12, people["ines"].id, "Une nuit de plus", ("staff", "board"), wrote, "first"
    )


def _told() -> list[tuple[int | None, str, str]]:
    rows = db.session.scalars(select(Notice).order_by(Notice.id))
    return [(each.member_id, each.kind, each.state) for each in rows]


def test_those_who_may_approve_are_told_that_a_piece_waits(here, people, asked):
    telling.approval_asked(asked)

    expected = [(people[name].id, Kind.APPROVAL_ASKED, Way.DUE) for name in ("lea", "odile")]
    assert _told() == expected


def test_the_same_asking_is_told_once(here, people, asked):
    telling.approval_asked(asked)
    telling.approval_asked(asked)

    assert len(_told()) == 2


def test_another_asking_is_told_again_and_closes_the_first(here, people, asked):
    telling.approval_asked(asked)
    telling.approval_asked(replace(asked, occasion="second"))

    states = [state for member, _, state in _told() if member == people["lea"].id]
    assert states == [Way.DROPPED, Way.DUE]


def test_an_answer_closes_what_was_asked(here, people, asked):
    telling.approval_asked(asked)
    telling.changes_asked(
        events.ChangesAsked(12, people["lea"].id, "Une nuit de plus", people["ines"].id, "remark 1")
    )

    assert [(kind, state) for _, kind, state in _told()] == [
        (Kind.APPROVAL_ASKED, Way.DROPPED),
        (Kind.APPROVAL_ASKED, Way.DROPPED),
        (Kind.CHANGES_ASKED, Way.DUE),
    ]


def test_an_author_who_sends_their_own_text_back_is_not_told(here, people):
    ines = people["ines"].id
    telling.changes_asked(events.ChangesAsked(12, ines, "Une nuit", ines, "remark 1"))

    assert _told() == []


def test_an_author_reads_that_all_approvals_are_there(here, people):
    telling.piece_approved(events.PieceApproved(12, "Une nuit", people["ines"].id, "1"))

    assert [each.title for each in queries.unread_news(people["ines"].id)] == ["Une nuit"]


def test_an_approval_that_is_void_takes_its_news_back(here, people):
    telling.piece_approved(events.PieceApproved(12, "Une nuit", people["ines"].id, "1"))
    telling.nothing_to_answer(events.ApprovalVoided(12))

    assert list(queries.unread_news(people["ines"].id)) == []


def test_an_author_is_told_that_the_hour_came_first(here, people):
    telling.piece_expired(events.PieceExpired(12, "Une nuit", people["ines"].id, "1"))

    assert _told() == [(people["ines"].id, Kind.EXPIRED, Way.DUE)]


def test_who_may_send_is_told_what_must_be_decided(here, people):
    telling.decision_needed(events.DecisionNeeded("mailing:3", "Une nuit", "/", True, "1"))

    assert {member for member, kind, _ in _told() if kind == Kind.DOUBTFUL} == {
        people["lea"].id,
        people["odile"].id,
    }


def test_a_link_that_opens_once_is_not_in_the_database_in_clear(here):
    link = "https://voix.example/join/secret-token"
    telling.invited(events.MemberInvited("nour@exemple.org", "Nour", link, None))
    db.session.flush()

    (row,) = db.session.scalars(select(Notice))
    kept = " ".join(str(getattr(row, column.name)) for column in Notice.__table__.columns)
    assert "secret-token" not in kept
    assert "nour@" not in kept
    assert telling.opened(row)["link"] == link


def test_old_notices_are_forgotten(here, people, asked):
    telling.approval_asked(asked)
    with clock.fixed(NOW + timedelta(days=91)):
        assert telling.forget_old() == 2

    assert _told() == []
