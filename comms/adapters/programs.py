"""Starts other programs: our own jobs beside the server, PostgreSQL's own dump and reader."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def start_module(name: str, folder: Path, **environ: str) -> subprocess.Popen[bytes]:
    """Start one of our modules beside us; it reads a pipe that closes when we die."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", name],
        stdin=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, **environ},
    )


def stop(child: subprocess.Popen[bytes], patience: float) -> None:
    """Ask a child to end, and end it after `patience` seconds."""
    child.terminate()
    try:
        child.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        child.kill()
