"""What was missed or is in doubt is told to those who may decide, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import asking
from comms.notices.models import Notice
from comms.notices.rules import Kind
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.publishing import service as publishing
from comms.publishing.models import Dispatch
from tests.conftest import NOW
from tests.writing import channel


@pytest.fixture
def lea(cast) -> int:
    cast.actor("ines")
    return cast.actor("lea", Role.APPROVER, College.STAFF).id


@pytest.fixture
def story(app) -> int:
    return channel(app)


@pytest.fixture
def piece(here, lea, story) -> Piece:
    made = Piece(
        kind="release",
        state=State.SCHEDULED,
        title="Note de février",
        lang="fr",
        folded="",
        author_id=lea,
        made_at=NOW,
        touched_at=NOW,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _told() -> list[tuple[int | None, str, str]]:
    rows = db.session.scalars(select(Notice).order_by(Notice.id))
    return [(each.member_id, each.kind, each.path) for each in rows]


def test_a_sending_that_was_missed_is_told_once(piece, lea):
    row = Mailing(piece_id=piece.id, key="main", hash="", state=MailingState.MISSED, due_at=NOW)
    db.session.add(row)
    db.session.flush()

    asking.tell_who_decides()
    asking.tell_who_decides()

    assert _told() == [(lea, Kind.MISSED, f"/mailings/{row.id}")]


def test_a_kit_nobody_posted_is_told_once(piece, lea, story):
    row = Dispatch(piece_id=piece.id, channel_id=story, hash="", due_at=NOW)
    db.session.add(row)
    with clock.fixed(NOW + timedelta(hours=2)):
        publishing.look_after_due()
        publishing.tell_who_decides()
        publishing.tell_who_decides()

    assert _told() == [(lea, Kind.MISSED, f"/dispatches/{row.id}")]


def test_what_is_well_is_told_to_nobody(piece):
    row = Mailing(piece_id=piece.id, key="main", hash="", state=MailingState.DUE, due_at=NOW)
    db.session.add(row)
    db.session.flush()

    asking.tell_who_decides()

    assert _told() == []
