"""The application started again: a copy of a process that has loaded it, and begins at `main`.

A story of power cuts starts the house thirty times; of the 1.7 s a processor takes for it, 1.4 go
into loading modules, the same each time. What a start does - read the settings, open the database,
copy itself for the jobs, serve - each copy does.
"""

import atexit
import os
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

# Nothing of pytest is in the process it copies, and no door to a database is open there yet.
LOADED = get_context("forkserver")
LOADED.set_forkserver_preload(["app", "comms.pages", "jobs.starting"])


class Copy:
    """`python app.py`, without loading; what `subprocess.Popen` says of a process it says too."""

    def __init__(self, folder: Path, environ: dict[str, str], log: Path) -> None:
        self._process = LOADED.Process(target=_begin, args=(folder, environ, log))
        self._process.start()

    @property
    def pid(self) -> int:
        """Return its number."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Return the code it ended with; None while it lives."""
        return self._process.exitcode

    def wait(self, timeout: float) -> None:
        """Wait for its end."""
        self._process.join(timeout)
        if self.poll() is None:
            raise subprocess.TimeoutExpired("app.py", timeout)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()


def _begin(folder: Path, environ: dict[str, str], log: Path) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    with log.open("ab") as said:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(said.fileno(), stream.fileno())
            stream.reconfigure(line_buffering=True)
    sys.argv = ["app.py"]
    import app  # loaded, and in the copied process alone

    try:
        app.main()
    finally:
        atexit._run_exitfuncs()  # a copy does not by itself
