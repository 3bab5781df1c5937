"""Carrying ledger rows by mail: nobody waits in the database for a mail server to think."""

from dataclasses import replace

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError

from comms.accounts.models import Member
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.core import clock, events, settings
from comms.core.db import db
from comms.core.settings import Settings, SmtpDoor
from comms.notices.models import Notice
from comms.notices.service import carrying, telling
from tests.cast import Cast
from tests.peers.waiting import free_port


class Curious:
    """A mail server that looks into the database before it says yes, without waiting for a lock."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.found: list[str] = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 - the name it calls
        is_file = self.settings.is_sqlite
        engine = create_engine(
            self.settings.database_url, connect_args={"timeout": 0} if is_file else {}
        )
        lock = "BEGIN IMMEDIATE" if is_file else "SELECT id FROM notices FOR UPDATE NOWAIT"
        try:
            with engine.connect() as connection:
                connection.execute(text(lock))
                self.found.append("free")
        except OperationalError:
            self.found.append("locked")
        engine.dispose()
        return "250 OK"


@pytest.fixture
def curious(here: Flask, settings: Settings):
    handler = Curious(settings)
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    here.extensions["settings"] = replace(settings, smtp=SmtpDoor("127.0.0.1", server.port))
    here.extensions["settings"] = replace(
        here.extensions["settings"], mail_from="Voix <presse@voix.example>"
    )
    yield handler
    server.stop()


def test_no_lock_is_held_while_a_mail_server_thinks(curious: Curious, cast: Cast):
    ines, jonas = cast.actor("ines"), cast.actor("jonas")
    telling.changes_asked(events.ChangesAsked(12, jonas.id, "Une nuit", ines.id, "1"))
    telling.changes_asked(events.ChangesAsked(13, ines.id, "Un jour", jonas.id, "1"))
    db.session.commit()

    sent = carrying.carry_due()

    assert sent == 2
    assert curious.found == ["free"] * sent
    assert set(db.session.scalars(select(Notice.state))) == {"sent"}


def test_what_goes_to_an_invented_address_counts_as_left_and_does_not_leave(
    curious: Curious, cast: Cast
):
    ines, jonas = cast.actor("ines"), cast.actor("jonas")
    for each in (ines, jonas):
        db.session.get_one(Member, each.id).email = f"{each.id}@Rivage.exemple"
    telling.changes_asked(events.ChangesAsked(12, jonas.id, "Une nuit", ines.id, "1"))
    db.session.commit()

    assert carrying.carry_due() == 1
    assert curious.found == []


def test_a_message_that_cannot_be_made_leaves_no_doubt_and_is_tried_later(
    curious: Curious, cast: Cast
):
    ines, jonas = cast.actor("ines"), cast.actor("jonas")
    telling.changes_asked(events.ChangesAsked(12, jonas.id, "Une nuit", ines.id, "1"))
    db.session.commit()
    row = db.session.scalars(select(Notice)).one()

    def broken(_row: Notice) -> Message | None:
        raise ValueError("a template of ours is wrong")

    with pytest.raises(ValueError, match="wrong"):
        post.carry(Round(Notice, broken), [row.id], door=settings.current().smtp, sender="a@b.org")

    db.session.refresh(row)
    assert (row.state, row.due_at > clock.now(), row.attempts) == ("due", True, 1)
    assert curious.found == []
