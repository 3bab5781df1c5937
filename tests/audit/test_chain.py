"""The chain of what was done: who did what, never the content; every tampering shows."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from comms import cli
from comms.audit import queries, service
from comms.audit.models import AuditLine
from comms.audit.queries import Walk
from comms.audit.rules import FIRST, Link, hash_of
from comms.core import clock
from comms.core.db import db
from tests.conftest import NOW

LINK = Link(NOW, 3, "piece.approved", "piece:7")


@pytest.fixture
def chain(here: Flask) -> Flask:
    """Return an application in which five things were done."""
    for number in range(1, 6):
        with clock.fixed(NOW + timedelta(minutes=number)):
            service.record(3, "piece.approved", "piece", number)
    db.session.commit()
    return here


def _alter(line: int, **values: object) -> None:
    db.session.execute(update(AuditLine).where(AuditLine.id == line).values(**values))
    db.session.commit()


def test_a_line_depends_on_all_before_it() -> None:
    assert hash_of(LINK, FIRST) == hash_of(LINK, FIRST)
    assert hash_of(LINK, FIRST) != hash_of(LINK, "1" + FIRST[1:])
    assert len(hash_of(LINK, FIRST)) == 64


def test_an_unbroken_chain_holds_to_its_end(chain: Flask) -> None:
    assert queries.walk() == Walk(lines=5, broken=None)


def test_an_empty_chain_holds(here: Flask) -> None:
    assert queries.walk() == Walk(lines=0, broken=None)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": 4},
        {"actor": None},
        {"act": "piece.dropped"},
        {"object": "piece:9"},
        {"at": NOW},
        {"hash": "f" * 64},
        {"before": "f" * 64},
    ],
)
def test_a_changed_line_is_the_one_named(chain: Flask, change: dict[str, object]) -> None:
    _alter(3, **change)

    assert queries.walk() == Walk(lines=2, broken=3)


def test_a_line_taken_away_shows_at_the_next(chain: Flask) -> None:
    db.session.execute(delete(AuditLine).where(AuditLine.id == 3))
    db.session.commit()

    assert queries.walk() == Walk(lines=2, broken=4)


def test_a_line_put_in_shows(chain: Flask) -> None:
    last = db.session.scalar(select(AuditLine.hash).order_by(AuditLine.id.desc()).limit(1))
    forged = AuditLine(at=NOW, actor=1, act="a", object="b", before=last, hash="0" * 64)
    db.session.add(forged)
    db.session.commit()

    assert queries.walk() == Walk(lines=5, broken=6)


def test_a_line_rewritten_with_its_own_right_hash_shows_at_the_next(chain: Flask) -> None:
    line = db.session.get_one(AuditLine, 3)
    forged = Link(line.at, 99, line.act, line.object)
    _alter(3, actor=99, hash=hash_of(forged, line.before))

    assert queries.walk().broken == 4


def test_what_was_undone_leaves_no_line(chain: Flask) -> None:
    service.record(3, "piece.dropped", "piece", 5)
    db.session.rollback()

    assert [line.act for line in queries.history("piece", 5)] == ["piece.approved"]


def test_a_thing_tells_its_own_history_the_newest_first(chain: Flask) -> None:
    with clock.fixed(NOW + timedelta(hours=1)):
        service.record(None, "piece.published", "piece", 5)
    db.session.commit()

    told = [(line.actor, line.act) for line in queries.history("piece", 5)]

    assert told == [(None, "piece.published"), (3, "piece.approved")]


def test_those_who_act_at_once_stand_in_line(app: Flask) -> None:
    def act(member: int) -> None:
        for thing in range(10):
            service.record(member, "piece.begun", "piece", thing)
            db.session.commit()

    _at_once(app, [lambda n=n: act(n) for n in range(4)])

    with app.app_context():
        assert queries.walk() == Walk(lines=40, broken=None)


def test_the_command_says_that_the_chain_holds(chain: Flask) -> None:
    answer = _verify(chain)

    assert (answer.exit_code, answer.output) == (0, '{"ok": true, "lines": 5}\n')


def test_the_command_names_the_first_broken_line(chain: Flask) -> None:
    _alter(4, act="x")

    answer = _verify(chain)

    assert answer.exit_code == 1
    assert "Line 4 " in answer.stderr
    assert answer.stdout == ""


def _verify(app: Flask):
    db.session.remove()
    cli.install(app)
    return app.test_cli_runner().invoke(args=["audit", "verify", "--json"])


def _at_once(app: Flask, acts: list[Callable[[], None]]) -> None:
    begin = threading.Barrier(len(acts))

    def go(act: Callable[[], None]) -> None:
        with app.app_context():
            begin.wait(10)
            act()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
