"""PostgreSQL: a throw-away server on a free port of this machine."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.waiting import free_port


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, or None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@contextmanager
def postgres() -> Iterator[str]:
    """Run a throw-away PostgreSQL on a free port; yield the address of its server."""
    programs = postgres_programs()
    assert programs is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="pv-postgres-"))
    as_server = _server_user(folder)
    port = free_port()
    where = folder / "base"
    _run(as_server, programs / "initdb", "-D", where, "-A", "trust", "-U", "postgres",
         "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-F -p {port} -k {folder} -h 127.0.0.1 -c max_connections=200"
    _run(as_server, programs / "pg_ctl", "-D", where, "-w", "-o", options,
         "-l", folder / "log", "start")  # fmt: skip
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
    finally:
        _run(as_server, programs / "pg_ctl", "-D", where, "-m", "fast", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to its own user then."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(prefix: list[str], *words: object) -> None:
    done = subprocess.run(
        [*prefix, *map(str, words)], capture_output=True, timeout=60, cwd="/", check=False
    )
    assert done.returncode == 0, done.stderr.decode()
