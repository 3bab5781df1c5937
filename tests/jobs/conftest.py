"""Real processes for the tests of the jobs; what was started is ended."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comms.core.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    """Return a way to start python in the project's root, on this test's database."""
    started: list[subprocess.Popen[str]] = []

    def run(*words: str, **environ: str) -> subprocess.Popen[str]:
        ours = {"COMMS_DATA": str(settings.folder), "DATABASE_URL": settings.database_url}
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env={**os.environ, **ours, **environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            stream.close()
