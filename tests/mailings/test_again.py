"""What leaves again, and when: what is approved, in time, to who may still be written to."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from comms.core import clock, outward
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.rights import Actor, College, Role
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.service import carrying, deciding, opening
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from tests.cast import Cast
from tests.conftest import NOW
from tests.testimonies.voices import WORDS, told
from tests.writing import SOON, approved, press_list, release_form

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
ADA, BEN = "ada@exemple.org", "ben@exemple.org"
NEW_TITLE = "Calais : encore des expulsions"


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return a release on its way to Ada and Ben; nothing has left yet."""
    number = approved(
        cast, "release", release_form(at=SOON, lists=press_list(app, "Littoral", ADA, BEN))
    )
    with clock.fixed(HOUR), app.app_context():
        opening.open_due(db.session.get_one(Mailing, 1))
    return number


def _put(app: Flask, address: str, state: Way, **facts: object) -> int:
    with app.app_context():
        row = db.session.scalars(select(Delivery).where(Delivery.address == address)).one()
        db.session.execute(
            update(Delivery).where(Delivery.id == row.id).values(state=state, **facts)
        )
        db.session.commit()
        return row.id


def _row(app: Flask, address: str) -> Delivery:
    with app.app_context():
        return db.session.scalars(select(Delivery).where(Delivery.address == address)).one()


def _change(cast: Cast, release: int) -> None:
    form = release_form(title=NEW_TITLE, lists="1", at="2030-03-12T10:50", base="1")
    assert cast.browser("ines").post(f"/releases/{release}", data=form).status_code == 303


def _approve_again(cast: Cast, release: int) -> None:
    cast.browser("ines").post(f"/review/{release}/ask")
    with cast.app.app_context():
        shown = db.session.get_one(Piece, release).revisions[-1].hash
    for name in ("lea", "anne"):
        cast.browser(name).post(f"/review/{release}/approve", data={"hash": shown})


def _again(cast: Cast, row_id: int) -> str:
    """Have Léa send a message again; return the page she sees."""
    lea = cast.browser("lea", Role.APPROVER)
    return lea.post(
        f"/deliveries/{row_id}/resolve", data={"answer": "again"}, follow_redirects=True
    ).text


def test_a_message_taken_before_a_change_says_what_was_approved(app, cast, release):
    with clock.fixed(HOUR):
        row_id = _put(app, ADA, Way.CLAIMED, lease_until=HOUR + timedelta(minutes=3))
        _change(cast, release)

    with app.app_context():
        message = carrying._message(db.session.get_one(Delivery, row_id), {})

    assert message is not None
    assert message.subject == "Calais : des expulsions en février"


def test_what_is_in_doubt_does_not_leave_again_with_words_nobody_approved(app, cast, release):
    with clock.fixed(HOUR):
        row_id = _put(app, ADA, Way.DOUBTFUL)
        _change(cast, release)

        page = _again(cast, row_id)

    assert "validé de nouveau" in page
    assert _row(app, ADA).state == "doubtful"


def test_what_is_in_doubt_does_not_leave_again_while_all_of_it_is_held(app, cast, release):
    with clock.fixed(HOUR):
        row_id = _put(app, ADA, Way.DOUBTFUL)
        cast.browser("ines").post(f"/review/{release}/hold")

        _again(cast, row_id)

    assert _row(app, ADA).state == "doubtful"


def test_once_approved_again_it_leaves_with_the_new_words(app, cast, release):
    with clock.fixed(HOUR):
        row_id = _put(app, ADA, Way.DOUBTFUL)
        _change(cast, release)
        _approve_again(cast, release)
    with clock.fixed(HOUR + timedelta(minutes=21)):
        with app.app_context():
            opening.open_due(db.session.get_one(Mailing, 2))

        _again(cast, row_id)

        with app.app_context():
            message = carrying._message(db.session.get_one(Delivery, row_id), {})
    assert (_row(app, ADA).state, message.subject) == ("due", NEW_TITLE)


def test_who_was_left_out_by_a_person_stays_out_when_the_text_is_approved_again(app, cast, release):
    with clock.fixed(HOUR):
        row_id = _put(app, ADA, Way.DOUBTFUL)
        lea = cast.browser("lea", Role.APPROVER)
        lea.post(f"/deliveries/{row_id}/resolve", data={"answer": "drop"})
        _change(cast, release)
        _approve_again(cast, release)

    with clock.fixed(HOUR + timedelta(minutes=21)), app.app_context():
        opening.open_due(db.session.get_one(Mailing, 2))

    assert (_row(app, ADA).state, _row(app, BEN).state) == ("dropped", "due")


def test_a_receipt_that_came_while_a_person_read_the_page_counts(app, cast, release):
    lea = cast.actor("lea", Role.APPROVER, College.STAFF)
    row_id = _put(app, ADA, Way.DOUBTFUL)
    with clock.fixed(HOUR), app.app_context():
        shown = db.session.get_one(Delivery, row_id)
        assert shown.state == "doubtful"
        theirs = update(Delivery).where(Delivery.id == row_id).values(state=Way.SENT)
        db.session.execute(theirs, execution_options={"synchronize_session": False})

        said = _refusal(shown, lea)

    assert said == "outward.not_waiting"


def _refusal(delivery: Delivery, actor: Actor) -> str:
    with pytest.raises(deciding.Refused) as refused:
        deciding.resolve(delivery, "again", actor=actor)
    return str(refused.value.obstacles[0])


def test_a_machine_that_slept_sends_nothing_late(app, release):
    with app.app_context():
        waits = opening.patience()
        row_id = db.session.scalars(select(Delivery.id)).first()
        late, on_time = HOUR + timedelta(minutes=61), HOUR + timedelta(minutes=60)

        assert not outward.claim(Delivery, row_id, late, opening.in_time(waits, late))
        assert outward.claim(Delivery, row_id, on_time, opening.in_time(waits, on_time))


def test_what_a_person_sent_again_is_missed_too_when_it_could_not_leave(app, cast, release):
    _put(app, BEN, Way.SENT)
    row_id = _put(app, ADA, Way.FAILED)
    with app.app_context():
        db.session.get_one(Mailing, 1).state = "done"
        db.session.commit()
    with clock.fixed(HOUR):
        _again(cast, row_id)
        assert _row(app, ADA).state == "due"

    with app.app_context():
        opening.miss_late(HOUR + timedelta(minutes=61))

    assert _row(app, ADA).state == "missed"


def test_who_objects_when_the_message_is_being_made_gets_none(app, release):
    with app.app_context():
        row = db.session.scalars(select(Delivery).where(Delivery.address == ADA)).one()
        Register().add(No.OBJECTION, [ADA])

        assert carrying._message(row, {}) is None


def test_words_that_were_withdrawn_leave_to_nobody_more_and_a_person_is_told(app, cast):
    voice = told(app, cast)
    lists = press_list(app, "Littoral", ADA, BEN, "cleo@exemple.org", "dan@exemple.org")
    body = f"Le chapô.\n\n> {WORDS}\n> — [A., 19 ans](testimony:a-19)"
    number = approved(cast, "release", release_form(body=body, at=SOON, lists=lists))
    with clock.fixed(HOUR), app.app_context():
        opening.open_due(db.session.get_one(Mailing, 1))
        db.session.get_one(Piece, number).state = State.PUBLISHED
        db.session.commit()
    _put(app, ADA, Way.SENT)
    _put(app, "cleo@exemple.org", Way.MISSED)
    row_id = _put(app, BEN, Way.FAILED)
    cast.browser("omar").post(f"/testimonies/{voice}/withdraw")

    with clock.fixed(HOUR):
        refused = _again(cast, row_id)
        before = cast.browser("lea").get("/").text
        with app.app_context():
            assert carrying.carry_due() == 0
        shown = cast.browser("lea").get("/").text
    cast.browser("lea").post(f"/testimonies/{voice}/strike", data={"sure": "yes"})
    _put(app, "dan@exemple.org", Way.DUE)
    with clock.fixed(HOUR), app.app_context():
        dan = db.session.scalars(select(Delivery).where(Delivery.id == 4)).one()
        message = carrying._message(dan, {})

    assert "a été retiré ou n’est plus sûr" in refused
    assert "Partis : 1, manqués : 1" in " ".join(before.split())
    assert "Partis avant : 1, arrêtés : 1" in " ".join(shown.split())
    assert (_row(app, BEN).state, message) == ("failed", None)
    cast.browser("lea").post("/mailings/1/drop")
    assert "arrêtés" not in cast.browser("lea").get("/").text
