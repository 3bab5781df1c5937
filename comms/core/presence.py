"""Who works on this folder now: a lock held while pages are served or jobs run.

The lock lies on `COMMS_DATA/running` (flock): it ends with its process, by kill -9 too.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "running"
HALF = "restoring"  # lies here while a restore moves files; it names where ours are set aside
REPLACED = "replaced"  # where that is, a folder a restore


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


def begin_restore(folder: Path, aside: Path) -> None:
    """Write down, for after a power cut, that files are about to move `aside`: whole, or not."""
    draft = folder / f".{HALF}"
    with draft.open("w", encoding="utf-8") as mark:
        mark.write(aside.name)
        mark.flush()
        os.fsync(mark.fileno())
    draft.replace(folder / HALF)
    _settle(folder)


def _settle(folder: Path) -> None:
    """Have the names in a folder outlive a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def half_restored(folder: Path) -> Path | None:
    """Return where files lie that a restore set aside before it was cut short; None if none was."""
    mark = folder / HALF
    return folder / REPLACED / Path(mark.read_text("utf-8")).name if mark.exists() else None


def forget_restore(folder: Path) -> None:
    """Write down that a restore came to its end."""
    (folder / HALF).unlink(missing_ok=True)


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
