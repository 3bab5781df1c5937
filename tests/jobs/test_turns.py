"""Whose turn it is, and what becomes of a job that fails."""

import os
import sys
import threading
from datetime import timedelta

import pytest
from flask import Flask

from comms.core import clock, turns
from comms.core.precedence import BEHIND
from jobs import runner
from jobs.schedule import Job
from tests.conftest import NOW

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def _throw() -> None:
    raise RuntimeError("the disk is full")


def _turn(app: Flask, name: str) -> turns.Turn:
    with app.app_context():
        return next(turn for turn in turns.all_turns() if turn.name == name)


def test_a_job_runs_once_a_turn(app: Flask):
    ran: list[str] = []
    job = Job("count", MINUTE, lambda: ran.append("x"))

    first, second = runner.run_one(app, job), runner.run_one(app, job)
    with clock.fixed(NOW + MINUTE):
        third = runner.run_one(app, job)

    assert (first, second, third, len(ran)) == (True, False, True, 2)


def test_a_job_that_throws_does_not_stop_its_neighbours(app: Flask):
    ran: list[str] = []
    lane = [Job("throws", DAY, _throw), Job("neighbour", DAY, lambda: ran.append("x"))]

    ends = [runner.run_one(app, job) for job in lane]

    assert (ends, ran) == ([False, True], ["x"])


def test_a_job_that_throws_comes_back_soon_however_rare_it_is(app: Flask):
    runner.run_one(app, Job("throws", DAY, _throw))

    turn = _turn(app, "throws")

    assert turn.due_at == NOW + turns.AGAIN
    assert turn.last_error == "RuntimeError: the disk is full"


def test_a_frequent_job_that_throws_keeps_its_rhythm(app: Flask):
    runner.run_one(app, Job("throws", MINUTE, _throw))

    assert _turn(app, "throws").due_at == NOW + MINUTE


def test_a_turn_that_goes_well_again_forgets_its_error(app: Flask):
    runner.run_one(app, Job("moody", MINUTE, _throw))

    with clock.fixed(NOW + MINUTE):
        runner.run_one(app, Job("moody", MINUTE, lambda: None))

    assert (_turn(app, "moody").last_error, _turn(app, "moody").last_ok) == (None, NOW + MINUTE)


def test_jobs_are_written_down_before_they_run_and_forgotten_when_gone(app: Flask):
    with app.app_context():
        turns.write_down(["old", "kept"], NOW)
        turns.write_down(["kept", "new"], NOW + MINUTE)

        known = {turn.name: turn.due_at for turn in turns.all_turns()}

    assert known == {"kept": NOW, "new": NOW + MINUTE}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing gives way")
def test_what_nobody_waits_for_leaves_the_processor_to_the_rest(app: Flask):
    told: dict[str, int] = {}
    ran = threading.Event()

    def tell(lane: str) -> None:
        told[lane] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        if len(told) == 3:
            ran.set()

    lanes = ("feeds", "pages", "mail")
    jobs = tuple(Job(lane, DAY, lambda lane=lane: tell(lane), lane) for lane in lanes)
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    late = threading.Timer(30, ran.set)  # or a lane that never ran would hold the suite
    late.start()
    runner.work(app, ran, jobs)
    late.cancel()

    behind = max(own, BEHIND)
    assert told == {"feeds": behind, "pages": behind, "mail": own}
