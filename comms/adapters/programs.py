"""Starts other programs: our own jobs beside the server, PostgreSQL's own dump and reader."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url


class ProgramMissing(Exception):
    """A program this step needs is not on the machine; the message names it."""


class ProgramRefused(Exception):
    """A program said no, or took too long; what it said went to stderr."""


def dump_postgres(url: str, to: Path) -> Path:
    """Write a whole copy of a database as one SQL file.

    Raises:
        ProgramMissing: `pg_dump` is not installed.
        subprocess.CalledProcessError: the server refused.
    """
    program = _program("pg_dump")
    target = to.with_suffix(".sql")
    with target.open("wb") as file:
        target.chmod(0o600)
        subprocess.run(  # noqa: S603 - a fixed program, the address is the operator's own
            [program, "--no-owner", f"--dbname={_address(url)}"],
            stdout=file,
            check=True,
            timeout=1800,
        )
    return target


def load_postgres(url: str, file: Path) -> None:
    """Put what `dump_postgres` wrote in the place of all there is: whole, or not at all.

    Raises:
        ProgramMissing: `psql` is not installed.
        ProgramRefused: the server refused; nothing has changed.
    """
    anew = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    words = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    words = [*words, f"--dbname={_address(url)}", "-c", anew, "-f", str(file)]
    try:
        subprocess.run(  # noqa: S603 - a fixed program, the address is the operator's own
            [_program("psql"), *words], stdout=subprocess.DEVNULL, check=True, timeout=1800
        )
    except subprocess.SubprocessError as said:
        raise ProgramRefused from said


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ProgramMissing(f"{name} (Debian: postgresql-client)")
    return found


def _address(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


class Child(Protocol):
    """A process of ours, beside us."""

    def ended(self) -> int | None:
        """Return the code it ended with; None while it lives."""

    def stop(self, patience: float) -> None:
        """Ask it to end, and end it after `patience` seconds."""


class Started:
    """One of our modules in a process of its own; it reads a pipe that closes when we die."""

    def __init__(self, module: str, folder: Path, **environ: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **environ},
        )

    def ended(self) -> int | None:
        """Return the code it ended with; None while it lives."""
        return self._process.poll()

    def stop(self, patience: float) -> None:
        """Ask it to end, and end it after `patience` seconds."""
        self._process.terminate()
        try:
            self._process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self._process.kill()


class Forked:
    """A copy of this process that goes its own way, sharing the memory of all that was loaded.

    A copy has the thread that made it and none of the others, but all their locks: fork first, and
    begin threads, open files and ask databases after. `may_fork` says whether that is so.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._process = get_context("fork").Process(target=work)
        self._process.start()

    def ended(self) -> int | None:
        """Return the code it ended with; None while it lives."""
        return self._process.exitcode

    def stop(self, patience: float) -> None:
        """Ask it to end, and end it after `patience` seconds."""
        self._process.terminate()
        self._process.join(patience)
        if self._process.exitcode is None:
            self._process.kill()


def may_fork() -> bool:
    """Say whether a copy of this process would be whole: Linux, and one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def parent_ends() -> None:
    """Wait, in a child of ours, until its parent is gone, by kill -9 too."""
    if parent := parent_process():
        parent.join()
    else:
        os.read(sys.stdin.fileno(), 1)  # sys.stdin has a lock that would abort the end of this one
