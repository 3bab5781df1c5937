"""Runs what is due, in this process, as long as it is asked to: the clock only wakes it."""

import logging
import os
import signal
import threading
from collections.abc import Iterable

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from comms.core import clock, outward, presence, turns
from comms.core.db import db
from comms.core.precedence import BEHIND, give_way
from jobs.schedule import PATIENT, SCHEDULE, Job

log = structlog.get_logger()
TICK = 2  # seconds between two looks at the due table


def run_one(app: Flask, job: Job) -> bool:
    """Run a job if its turn has come; say whether it ran well. A job that fails keeps its turns."""
    with app.app_context():
        turns.enter(job.name, clock.now())
        if not turns.take(job.name, job.every, clock.now()):
            return False
        return run_now(job)


def run_now(job: Job) -> bool:
    """Run a job whose turn was taken, and write down how it went."""
    try:
        job.verb()
        db.session.commit()
    except Exception as error:  # the runner of jobs: a job that throws must not stop its neighbours
        log.error("job failed", job=job.name, exc_info=error)
        turns.went_wrong(job.name, f"{type(error).__name__}: {error}", clock.now())
        return False
    turns.went_well(job.name, clock.now())
    return True


def lanes(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    """Return the jobs by lane, in the order of the schedule."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        found.setdefault(job.lane, []).append(job)
    return found


def work(app: Flask, until: threading.Event, jobs: tuple[Job, ...] = SCHEDULE) -> None:
    """Run lanes side by side until told to stop; what is running is finished first."""
    ways = lanes(jobs)
    # A lane that still walks is not begun anew; the clock need not say so every two seconds.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        executors={name: _thread(name) for name in ways}, timezone="UTC"
    )
    for name, lane in ways.items():
        scheduler.add_job(
            _walk,
            "interval",
            args=(app, lane, until),
            seconds=TICK,
            id=name,
            executor=name,
            next_run_time=clock.machine(),  # APScheduler's timer knows no rehearsal
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    with presence.working(app.extensions["settings"].folder):
        scheduler.start()
        until.wait()
        scheduler.shutdown(wait=True)


def _thread(lane: str) -> ThreadPoolExecutor:
    ways = {"initializer": give_way, "initargs": (BEHIND,)} if lane in PATIENT else {}
    return ThreadPoolExecutor(1, pool_kwargs=ways)


def _walk(app: Flask, lane: list[Job], until: threading.Event) -> None:
    for job in lane:
        if until.is_set():
            return
        run_one(app, job)


def stop_on_signals() -> threading.Event:
    """Return the event that is set when this process is asked to stop; carriers look at it too.

    Python runs the handler of a signal in the main thread, between two of its steps. There it may
    hold the lock that `Event.set` asks for, and wait for itself for ever; and where the signal came
    just before the thread went to sleep on that lock, the handler runs when it wakes: never. So the
    handler does nothing. The machine's own writes into a pipe at once (`signal.set_wakeup_fd`),
    and a thread that reads it sets the event.
    """
    heard, rings = os.pipe()
    os.set_blocking(rings, False)  # as `set_wakeup_fd` asks
    signal.set_wakeup_fd(rings)
    threading.Thread(target=_stop_when, args=(heard,), daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    return outward.stopping


def _stop_when(heard: int) -> None:
    os.read(heard, 1)
    outward.stopping.set()


def find(name: str) -> Job | None:
    """Return a job by name."""
    return next((job for job in SCHEDULE if job.name == name), None)
