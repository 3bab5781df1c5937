"""Power cuts while mail leaves: to each person once, or in doubt and told; never twice."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import delete, select

from comms.accounts.models import Member
from comms.core import clock
from comms.core.db import db, reading
from comms.core.outward import LEASE
from comms.core.ways import Way
from comms.mailings.models import Delivery
from comms.monitoring.alerts.models import AlertMail
from comms.notices.models import Notice
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.conftest import NOW
from tests.journeys.rehearsal import Rehearsal
from tests.monitoring.articles import arrives, watch
from tests.peers import Post, Running, wait_for
from tests.writing import SOON, approved, press_list, release_form

pytestmark = [pytest.mark.peer, pytest.mark.slow]
HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
KILLS = {"sqlite": 30, "postgresql": 6}
PEOPLE = [f"lecteur{number}@redaction.example" for number in range(200)]
MEMBERS = [f"membre{number}@exemple.org" for number in range(20)]


@pytest.fixture
def queued(app: Flask, cast: Cast) -> Flask:
    """Return a database in which 200 messages and 20 alerts are about to leave."""
    approved(cast, "release", release_form(at=SOON, lists=press_list(app, "Tous", *PEOPLE)))
    members = tuple(cast.actor(address.partition("@")[0]).id for address in MEMBERS)
    with app.test_request_context():
        db.session.execute(delete(Notice))  # what Léa and Anne were asked is another story
        watch("Nom", "HRO AND Calais", told=members)
        arrives("HRO : une nuit de plus dehors à Calais")
    return app


def test_power_cuts_while_mail_leaves(
    queued: Flask, running: Callable[..., Running], box: Post, database: str
) -> None:
    kills = KILLS[database]
    chance = Random(4417)
    box.pace = 0.03  # three answers a message: some 45 ms
    house = Rehearsal(running(), HOUR)
    cuts = 0

    while cuts < kills:
        before = len(box.all())
        house.start()
        _wait_until_mail_leaves(box, before, kills)
        time.sleep(chance.uniform(0, 0.3))
        house.app.kill()
        cuts += 1
    box.pace = 0
    house.start(later=LEASE + timedelta(seconds=5))
    wait_for(lambda: _is_quiet(queued), 30, "all is sent or in doubt")
    house.app.stop()

    sent, states = box.counted(), _states(queued)
    assert max(sent.values()) == 1, "somebody got it twice"
    assert set(states) == {*PEOPLE, *MEMBERS}
    assert set(states.values()) <= {Way.SENT, Way.DOUBTFUL}
    unsent = {each for each, state in states.items() if state == Way.SENT and not sent[each]}
    assert unsent == set(), "written down as sent, and never arrived"
    lost = {each for each in states if not sent[each] and states[each] != Way.DOUBTFUL}
    assert lost == set(), "neither arrived nor told"
    assert Counter(states.values())[Way.DOUBTFUL] <= cuts


def _wait_until_mail_leaves(box: Post, before: int, kills: int) -> None:
    everything = len(PEOPLE) + len(MEMBERS)
    wait_for(lambda: len(box.all()) > before or before > everything - kills, 15, "mail leaves")


def _states(app: Flask) -> dict[str, str]:
    with app.app_context(), reading():
        found = {each.address: each.state for each in db.session.scalars(select(Delivery))}
        alerts = select(Member.email, AlertMail.state).join(
            AlertMail, AlertMail.member_id == Member.id
        )
        return found | dict(db.session.execute(alerts).all())


def _is_quiet(app: Flask) -> bool:
    return not {Way.DUE, Way.CLAIMED} & set(_states(app).values())


def test_what_is_in_doubt_is_shown_to_a_person_and_decided(
    queued: Flask, running: Callable[..., Running], box: Post, cast: Cast
) -> None:
    box.hangs_at = {3}
    house = Rehearsal(running(), HOUR)
    house.start()
    wait_for(lambda: len(box.all()) >= 3, 15, "the third message")
    house.app.kill()
    house.start(later=LEASE + timedelta(seconds=5))
    wait_for(lambda: _is_quiet(queued), 30, "all is sent or in doubt")
    house.app.stop()

    states = _states(queued)
    (doubtful,) = [each for each, state in states.items() if state == Way.DOUBTFUL]
    assert box.counted()[doubtful] == 1  # it had arrived: sending again would have been twice
    with clock.fixed(house.now()), queued.app_context():
        assert db.session.get_one(Piece, 1).state == "scheduled"
