"""The ledger of what leaves: taken by exactly one, never sent twice, doubtful when nobody knows."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from flask import Flask
from sqlalchemy.orm import DeclarativeBase, Mapped

from comms.adapters.mail import PATIENCE
from comms.core import options, outward
from comms.core.db import Instant, db
from comms.core.outward import LEASE, Outward
from comms.core.refusal import Refused
from comms.core.settings import Settings
from comms.core.ways import ANSWERS, Undecided, Way
from comms.factory import make_app
from tests.conftest import NOW
from tests.peers.again import LOADED

LATER = NOW + LEASE + timedelta(seconds=1)


class _Ours(DeclarativeBase):
    """Tables of these tests alone: the product's own metadata does not know them."""

    type_annotation_map: ClassVar = {datetime: Instant}


class Parcel(Outward, _Ours):
    """Something that leaves."""

    __tablename__ = "parcels"

    weight: Mapped[int | None]


def _post(count: int = 1, **columns: object) -> list[int]:
    parcels = [Parcel(**{"due_at": NOW, "state": Way.DUE, **columns}) for _ in range(count)]
    db.session.add_all(parcels)
    db.session.flush()
    ids = [each.id for each in parcels]
    db.session.commit()
    return ids


def _state(parcel_id: int) -> str:
    db.session.expire_all()
    return db.session.get_one(Parcel, parcel_id).state


@pytest.fixture
def ledger(here: Flask) -> Flask:
    """Return an application whose ledger of parcels is empty."""
    db.session.commit()
    _Ours.metadata.create_all(db.engine)
    return here


def test_what_is_due_comes_the_oldest_first(ledger: Flask) -> None:
    (late,) = _post(due_at=NOW - timedelta(minutes=5))
    (now,) = _post()
    _post(due_at=NOW + timedelta(seconds=1))
    _post(state=Way.HELD)

    assert outward.due_ids(Parcel, NOW) == [late, now]
    assert outward.due_ids(Parcel, NOW, limit=1) == [late]


def test_a_row_is_taken_once(ledger: Flask) -> None:
    (parcel,) = _post()

    assert outward.claim(Parcel, parcel, NOW)
    assert not outward.claim(Parcel, parcel, NOW)

    row = db.session.get_one(Parcel, parcel)
    assert (row.state, row.attempts, row.lease_until) == (Way.CLAIMED, 1, NOW + LEASE)


def test_nothing_is_taken_before_its_hour(ledger: Flask) -> None:
    (parcel,) = _post(due_at=NOW + timedelta(seconds=1))

    assert not outward.claim(Parcel, parcel, NOW)


def test_a_claim_repeats_what_the_sender_expects(ledger: Flask) -> None:
    (parcel,) = _post()
    options.put("paused", True)
    db.session.commit()

    assert not outward.claim(Parcel, parcel, NOW, options.nothing_paused())
    assert _state(parcel) == Way.DUE


def test_a_receipt_ends_a_row(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)

    assert outward.settle(Parcel, parcel, Way.SENT, now=NOW, weight=3)

    row = db.session.get_one(Parcel, parcel)
    assert (row.state, row.weight, row.done_at, row.lease_until) == (Way.SENT, 3, NOW, None)


def test_a_clear_refusal_comes_back_at_its_hour(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)

    again = NOW + timedelta(minutes=2)
    outward.settle(Parcel, parcel, Way.DUE, now=NOW, error="452 later", due_at=again)

    assert outward.due_ids(Parcel, NOW) == []
    assert outward.due_ids(Parcel, again) == [parcel]
    assert db.session.get_one(Parcel, parcel).last_error == "452 later"


def test_a_lease_that_ran_out_is_in_doubt_and_never_taken_again(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)

    assert outward.doubt_expired(Parcel, NOW + LEASE) == 0
    assert outward.doubt_expired(Parcel, LATER) == 1

    assert _state(parcel) == Way.DOUBTFUL
    assert not outward.claim(Parcel, parcel, LATER)
    assert outward.due_ids(Parcel, LATER) == []


def test_a_receipt_that_comes_late_still_counts(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)
    outward.doubt_expired(Parcel, LATER)

    assert outward.settle(Parcel, parcel, Way.SENT, now=LATER)
    assert _state(parcel) == Way.SENT


def test_nothing_in_doubt_becomes_due_by_itself(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)
    outward.doubt_expired(Parcel, LATER)

    assert not outward.settle(Parcel, parcel, Way.DUE, now=LATER)
    assert _state(parcel) == Way.DOUBTFUL


def test_a_receipt_after_a_person_decided_changes_nothing(ledger: Flask) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)
    outward.doubt_expired(Parcel, LATER)
    outward.decide(db.session.get_one(Parcel, parcel), Way.DROPPED, now=LATER)
    db.session.commit()

    assert not outward.settle(Parcel, parcel, Way.SENT, now=LATER)
    assert _state(parcel) == Way.DROPPED


@pytest.mark.parametrize("state", [Way.DOUBTFUL, Way.MISSED, Way.FAILED])
@pytest.mark.parametrize(("said", "becomes"), ANSWERS.items())
def test_what_asks_a_person_becomes_what_they_say(
    ledger: Flask, state: Way, said: str, becomes: Way
) -> None:
    (parcel,) = _post(state=state)

    outward.resolve(db.session.get_one(Parcel, parcel), said)
    db.session.commit()

    assert _state(parcel) == becomes


@pytest.mark.parametrize(
    ("state", "said", "wrong"),
    [
        (Way.SENT, "again", Undecided.NOT_WAITING),
        (Way.DROPPED, "again", Undecided.NOT_WAITING),
        (Way.CLAIMED, "there", Undecided.NOT_WAITING),
        (Way.DOUBTFUL, "perhaps", Undecided.UNKNOWN_ANSWER),
    ],
)
def test_what_asks_nobody_and_what_is_no_answer_are_refused(
    ledger: Flask, state: Way, said: str, wrong: Undecided
) -> None:
    (parcel,) = _post(state=state)

    with pytest.raises(Refused) as refused:
        outward.resolve(db.session.get_one(Parcel, parcel), said)

    assert (refused.value.obstacles, _state(parcel)) == ((wrong,), state)


@pytest.mark.parametrize("late", [Way.SENT, Way.DUE])
def test_a_receipt_of_an_earlier_claim_does_not_end_the_one_that_runs(
    ledger: Flask, late: Way
) -> None:
    (parcel,) = _post()
    outward.claim(Parcel, parcel, NOW)
    outward.doubt_expired(Parcel, LATER)
    outward.decide(db.session.get_one(Parcel, parcel), Way.DUE, now=LATER)
    db.session.commit()
    outward.claim(Parcel, parcel, LATER)

    assert not outward.settle(Parcel, parcel, late, now=LATER, attempt=1)
    assert _state(parcel) == Way.CLAIMED
    assert outward.settle(Parcel, parcel, Way.SENT, now=LATER, attempt=2)


def test_three_threads_take_each_row_once(ledger: Flask) -> None:
    parcels = _post(30)
    taken = _side_by_side(ledger, 3, lambda: _claim_all(parcels))

    assert sorted(taken) == parcels


def test_three_processes_take_each_row_once(ledger: Flask, settings: Settings) -> None:
    parcels = _post(60)
    db.session.remove()
    with LOADED.Pool(3) as pool:
        taken = pool.starmap(_claim_elsewhere, [(settings, parcels, NOW)] * 3)

    assert sorted(each for some in taken for each in some) == parcels


def test_one_row_at_a_time_passes_a_door(ledger: Flask) -> None:
    inside, most = [0], [0]

    def pass_through() -> list[int]:
        for _ in range(50):
            with outward.through("mail"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1
        return []

    _side_by_side(ledger, 4, pass_through)

    assert most == [1]


def _claim_all(parcels: list[int]) -> list[int]:
    return [each for each in parcels if outward.claim(Parcel, each, NOW)]


def _claim_elsewhere(settings: Settings, parcels: list[int], now: datetime) -> list[int]:
    """Take what one can, in a process of its own."""
    with make_app(settings).app_context():
        return [each for each in parcels if outward.claim(Parcel, each, now)]


def _side_by_side(app: Flask, threads: int, work: Callable[[], list[int]]) -> list[int]:
    """Do the same in several threads that begin at once; return all they found."""
    found: list[int] = []
    begin = threading.Barrier(threads)

    def go() -> None:
        with app.app_context():
            begin.wait(10)
            found.extend(work())

    running = [threading.Thread(target=go) for _ in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join(60)
    return found


def test_the_lease_outlasts_every_wait_of_one_call() -> None:
    steps = 8  # connect, greet, encrypt, sign in, sender, recipient, message, its end

    assert timedelta(seconds=steps * PATIENCE) < LEASE
