"""Who works on this folder now: a lock held while pages are served or jobs run.

The lock lies on `COMMS_DATA/running` (flock): it ends with its process, by kill -9 too.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "running"


class StillRunning(Exception):
    """Somebody serves pages or runs jobs on this folder."""


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """Say that somebody works here, beside others, while the block lasts."""
    with _lock(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work here with nobody else.

    Raises:
        StillRunning: at once, when pages are served or jobs run.
    """
    with _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
        yield


@contextmanager
def _lock(folder: Path, how: int) -> Iterator[None]:
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how)
        except BlockingIOError as busy:
            raise StillRunning from busy
        yield
    finally:
        os.close(descriptor)
