"""Ports and folders of this machine, and looking until something is so."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

ROOM = 4 * 2**30  # bytes: some ten times what a run takes, for what was tried lately is kept


def quick_folder() -> Path:
    """Return a folder in memory where there is room, so that no commit of a test waits for a disk.

    Some 60,000 commits of the suite wait 9 ms each on a disk that four workers share (measured).
    """
    memory = Path("/dev/shm")
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        return memory
    return Path(tempfile.gettempdir())


def free_port() -> int:
    """Return a port nobody holds at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(ready: Callable[[], object], seconds: float = 10.0, what: str = "the server") -> None:
    """Look until something is so; fail in clear when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return
        time.sleep(0.05)  # a real server of its own starts in its own time
    raise AssertionError(f"{what}: not so after {seconds} s")


def answers_on(port: int) -> bool:
    """Say whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def absent(what: str) -> NoReturn:
    """Skip a test whose peer is not installed, and say which; where CI is set it fails."""
    if os.environ.get("CI"):
        pytest.fail(f"not installed: {what}")
    pytest.skip(f"not installed: {what}")
