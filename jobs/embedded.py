"""The jobs beside the server: one child process that is started, watched and stopped with it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from comms.adapters import programs
from comms.core import clock
from comms.core.db import db
from comms.core.settings import Settings
from comms.factory import House
from jobs import child

log = structlog.get_logger()
ROOT = Path(__file__).resolve().parent.parent
REST = 2.0  # seconds before a child that died is started again


@contextmanager
def beside(app: House, settings: Settings) -> Iterator[None]:
    """Keep a child process running the jobs while the block lasts (`COMMS_JOBS=embedded`)."""
    if settings.jobs != "embedded":
        yield
        return
    first = _copy(app) if programs.may_fork() else _anew(settings)
    ending = threading.Event()
    watcher = threading.Thread(
        target=_watch, args=(first, ending, settings), daemon=True, name="jobs"
    )
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        watcher.join(timeout=40)


def _copy(app: House) -> programs.Child:
    """Start the jobs as a copy of this process: at once, and the memory is shared."""
    with app.app_context():
        db.engine.dispose()  # two processes must not speak through one connection
    return programs.Forked(lambda: child.work(app))


def _anew(settings: Settings) -> programs.Child:
    """Start the jobs from the beginning: threads that serve pages cannot be copied."""
    return programs.Started("jobs.child", ROOT, COMMS_JOBS="off", **_hour(settings))


def _hour(settings: Settings) -> dict[str, str]:
    """Hand a rehearsal's hour on: a child started later must not stand at its beginning again."""
    return {"COMMS_NOW": clock.now().isoformat()} if settings.stands_at else {}


def _watch(jobs: programs.Child, ending: threading.Event, settings: Settings) -> None:
    while True:
        while jobs.ended() is None and not ending.wait(0.5):
            pass
        if ending.is_set():
            jobs.stop(patience=35)
            return
        log.error("jobs ended by themselves; starting again", code=jobs.ended())
        ending.wait(REST)
        jobs = _anew(settings)
