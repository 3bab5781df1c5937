"""Mail on its way, over a real mail server: to each person once, whatever the server does."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.contacts.book.models import Address
from comms.contacts.lists.models import ContactList, Membership
from comms.core import clock, options
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.settings import Settings, SmtpDoor
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import carrying
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.conftest import NOW, posted
from tests.peers import Post
from tests.writing import SOON, approved, press_list, release_form

pytestmark = pytest.mark.peer
HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
PEOPLE = [f"lecteur{number}@redaction.example" for number in range(12)]


@pytest.fixture
def settings(settings: Settings, box: Post) -> Settings:
    """Have the application send through the mail server."""
    return posted(settings, box)


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return an approved release that leaves to twelve people at HOUR."""
    return approved(
        cast, "release", release_form(at=SOON, lists=press_list(app, "Littoral", *PEOPLE))
    )


def _carry(app: Flask, at: datetime = HOUR) -> int:
    with clock.fixed(at), app.app_context():
        return carrying.carry_due()


def _rows(app: Flask) -> dict[str, Delivery]:
    with app.app_context():
        return {each.address: each for each in db.session.scalars(select(Delivery))}


def _states(app: Flask) -> dict[str, str]:
    return {address: row.state for address, row in _rows(app).items()}


def _once_each(box: Post) -> bool:
    return dict(box.counted()) == dict.fromkeys(PEOPLE, 1)


def test_nothing_leaves_before_its_hour(app: Flask, box: Post, release: int) -> None:
    assert _carry(app, HOUR - timedelta(seconds=1)) == 0
    assert box.all() == []


def test_at_its_hour_each_person_gets_a_message_of_their_own(
    app: Flask, box: Post, release: int
) -> None:
    assert _carry(app) == 12
    assert _carry(app) == 0

    assert _once_each(box)
    rows = _rows(app)
    for taken in box.all():
        row = rows[taken.to]
        assert (row.state, row.last_code, row.attempts) == (Way.SENT, 250, 1)
        assert taken.message_id == row.message_id
        assert taken.mail["To"].addresses[0].addr_spec == taken.to
        assert f"/objection/{row.id}-" in taken.mail["List-Unsubscribe"]
        assert taken.subject == "Calais : des expulsions en février"


def test_when_the_last_has_left_the_piece_is_published(app: Flask, box: Post, release: int) -> None:
    _carry(app)

    with app.app_context():
        assert db.session.scalars(select(Mailing.state)).all() == ["done"]
        assert db.session.get_one(Piece, release).state == "published"


def test_a_refused_recipient_fails_alone_with_the_word_of_the_server(
    app: Flask, box: Post, release: int
) -> None:
    box.refuses[PEOPLE[3]] = "550 5.1.1 no such mailbox"

    assert _carry(app) == 11

    row = _rows(app)[PEOPLE[3]]
    assert (row.state, row.last_code, row.last_error) == (Way.FAILED, 550, "5.1.1 no such mailbox")
    assert box.to(PEOPLE[3]) == []
    assert _carry(app, HOUR + timedelta(minutes=5)) == 0


def test_who_is_busy_is_asked_again_a_minute_later(app: Flask, box: Post, release: int) -> None:
    box.refuses[PEOPLE[3]] = "452 4.2.2 mailbox full"
    _carry(app)
    del box.refuses[PEOPLE[3]]

    assert _carry(app, HOUR + timedelta(seconds=59)) == 0
    assert _carry(app, HOUR + timedelta(minutes=1)) == 1

    assert _once_each(box)
    assert _rows(app)[PEOPLE[3]].attempts == 2


def test_a_line_cut_with_the_message_on_it_is_in_doubt_and_never_sent_again(
    app: Flask, box: Post, release: int
) -> None:
    box.drops_at, box.cuts_after = {4}, {8}

    _carry(app)
    _carry(app, HOUR + timedelta(minutes=10))

    states = _states(app)
    doubtful = {address for address, state in states.items() if state == Way.DOUBTFUL}
    assert len(doubtful) == 2
    assert all(states[each] == Way.SENT for each in PEOPLE if each not in doubtful)
    assert max(box.counted().values()) == 1
    assert len(box.all()) == 11  # one of the two did arrive; we cannot know which


def test_a_server_that_does_not_answer_loses_nothing(app: Flask, box: Post, release: int) -> None:
    port, box.port = box.port, 0
    with app.app_context():
        app.extensions["settings"] = replace(
            app.extensions["settings"], smtp=SmtpDoor("127.0.0.1", 9)
        )
    _carry(app)
    assert set(_states(app).values()) == {Way.DUE}

    app.extensions["settings"] = replace(
        app.extensions["settings"], smtp=SmtpDoor("127.0.0.1", port)
    )
    _carry(app, HOUR + timedelta(minutes=1))

    assert _once_each(box)


def test_nothing_leaves_once_everything_is_suspended(app: Flask, box: Post, release: int) -> None:
    with app.app_context():
        options.put("paused", True)
        db.session.commit()
    _carry(app)
    assert box.all() == []

    with app.app_context():
        options.put("paused", False)
        db.session.commit()
    _carry(app, HOUR + timedelta(minutes=2))

    assert _once_each(box)


def test_what_was_suspended_for_too_long_asks_first(app: Flask, box: Post, release: int) -> None:
    with app.app_context():
        options.put("paused", True)
        db.session.commit()
    _carry(app)
    with app.app_context():
        options.put("paused", False)
        db.session.commit()

    _carry(app, HOUR + timedelta(minutes=61))

    assert box.all() == []
    assert set(_states(app).values()) == {Way.MISSED}


def test_an_objection_between_two_messages_holds(app: Flask, box: Post, release: int) -> None:
    with app.app_context():
        Register().add(No.OBJECTION, [PEOPLE[0]])
        db.session.commit()

    _carry(app)

    assert box.to(PEOPLE[0]) == []
    assert len(box.all()) == 11


def test_two_who_carry_at_once_write_to_nobody_twice(app: Flask, box: Post, release: int) -> None:
    box.pace = 0.01
    threads = [threading.Thread(target=_carry, args=(app,)) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert _once_each(box)
    assert set(_states(app).values()) == {Way.SENT}


def test_under_embargo_some_get_it_first_and_nobody_gets_it_twice(
    app: Flask, cast: Cast, box: Post
) -> None:
    first = press_list(app, "Sous embargo", *PEOPLE[:3])
    others = press_list(app, "Tous", *PEOPLE[3:])
    approved(
        cast,
        "release",
        release_form(at="2030-03-12T12:00", lists=others, embargo_lists=first, embargo_at=SOON),
    )

    _carry(app, HOUR)
    held = {each.to: each.subject for each in box.all()}
    with app.app_context():  # who has it may be written to elsewhere from now on
        reached = db.session.scalars(select(Address).where(Address.value == PEOPLE[0])).one()
        reached.value = reached.key = "ailleurs@presse.example"
        theirs = db.session.scalars(select(Membership).where(Membership.list_id == first)).first()
        db.session.add(Membership(list_id=others, contact_id=theirs.contact_id, added_at=NOW))
        db.session.commit()
    _carry(app, HOUR + timedelta(minutes=90))

    assert "ailleurs@presse.example" not in {each.to for each in box.all()}
    assert set(held) == set(PEOPLE[:3])
    assert all(
        subject.startswith("[SOUS EMBARGO JUSQU’AU MARDI 12 MARS") for subject in held.values()
    )
    assert _once_each(box)
    assert not any("EMBARGO" in each.subject for each in box.all() if each.to not in held)


def test_a_text_changed_while_it_leaves_reaches_the_others_once_approved_again(
    app: Flask, cast: Cast, box: Post, release: int
) -> None:
    for number, address in enumerate(PEOPLE[4:], 1):
        box.refuses[address] = f"452 4.3.{number} later"
    _carry(app)
    assert len(box.all()) == 4
    ines = cast.browser("ines")
    form = release_form(
        title="Calais : encore des expulsions", lists="1", at="2030-03-12T10:50", base="1"
    )
    ines.post(f"/releases/{release}", data=form)
    box.refuses.clear()
    _carry(app, HOUR + timedelta(minutes=5))
    assert len(box.all()) == 4  # what is not approved does not leave

    _approve_again(cast, release)
    _carry(app, HOUR + timedelta(minutes=21))

    assert _once_each(box)
    assert {each.subject for each in box.all() if each.to in PEOPLE[4:]} == {
        "Calais : encore des expulsions"
    }


def _approve_again(cast: Cast, release: int) -> None:
    ines = cast.browser("ines")
    ines.post(f"/review/{release}/ask")
    with cast.app.app_context():
        shown = db.session.get_one(Piece, release).revisions[-1].hash
    for name in ("lea", "anne"):
        cast.browser(name).post(f"/review/{release}/approve", data={"hash": shown})


def test_a_claimed_row_whose_process_died_is_in_doubt_and_the_others_leave(
    app: Flask, box: Post, release: int
) -> None:
    with clock.fixed(HOUR), app.app_context():
        carrying.open_due(db.session.scalars(select(Mailing)).one())
        lost = update(Delivery).where(Delivery.address == PEOPLE[0])
        until = HOUR + timedelta(seconds=180)
        db.session.execute(lost.values(state=Way.CLAIMED, claimed_at=HOUR, lease_until=until))
        db.session.commit()

    _carry(app, HOUR + timedelta(minutes=4))

    assert _states(app)[PEOPLE[0]] == Way.DOUBTFUL
    assert box.to(PEOPLE[0]) == []
    assert len(box.all()) == 11


def test_a_list_opened_after_the_approval_is_not_the_one_approved(app: Flask, release: int) -> None:
    with app.app_context():
        db.session.execute(update(ContactList).values(made_at=NOW + timedelta(minutes=1)))
        db.session.commit()

    assert _carry(app) == 0
    assert _rows(app) == {}
    with app.app_context():
        assert db.session.scalars(select(Mailing.state)).one() == MailingState.BLOCKED
