"""The jobs beside the server: one child process that is started, watched and stopped with it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from comms.adapters import programs
from comms.core import clock
from comms.core.settings import Settings

log = structlog.get_logger()
ROOT = Path(__file__).resolve().parent.parent
REST = 2.0  # seconds before a child that died is started again


@contextmanager
def beside(settings: Settings) -> Iterator[None]:
    """Keep a child process running the jobs while the block lasts (`COMMS_JOBS=embedded`)."""
    if settings.jobs != "embedded":
        yield
        return
    ending = threading.Event()
    watcher = threading.Thread(target=_watch, args=(ending, settings), daemon=True, name="jobs")
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        watcher.join(timeout=40)


def _hour(settings: Settings) -> dict[str, str]:
    """Hand a rehearsal's hour on: a child started later must not stand at its beginning again."""
    return {"COMMS_NOW": clock.now().isoformat()} if settings.stands_at else {}


def _watch(ending: threading.Event, settings: Settings) -> None:
    while not ending.is_set():
        child = programs.start_module("jobs.child", ROOT, COMMS_JOBS="off", **_hour(settings))
        while child.poll() is None and not ending.wait(0.5):
            pass
        if ending.is_set():
            programs.stop(child, patience=35)
            return
        log.error("jobs ended by themselves; starting again", code=child.returncode)
        ending.wait(REST)
