"""Starts other programs: our own jobs beside the server, PostgreSQL's dump before a migration."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sqlalchemy import make_url


class ProgramMissing(Exception):
    """A program this step needs is not on the machine; the message names it."""


def dump_postgres(url: str, to: Path) -> Path:
    """Write a whole copy of a database as one SQL file.

    Raises:
        ProgramMissing: `pg_dump` is not installed.
        subprocess.CalledProcessError: the server refused.
    """
    program = shutil.which("pg_dump")
    if program is None:
        raise ProgramMissing("pg_dump (Debian: postgresql-client)")
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    target = to.with_suffix(".sql")
    with target.open("wb") as file:
        target.chmod(0o600)
        subprocess.run(  # noqa: S603 - a fixed program, the address is the operator's own
            [program, "--no-owner", f"--dbname={address}"], stdout=file, check=True, timeout=1800
        )
    return target


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
