"""PostgreSQL: a throw-away server on a free port of this machine."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import ProgrammingError

from tests.peers.waiting import free_port, quick_folder

# Empties what holds rows and winds back the sequences that were used, whatever refers to what: a
# thirtieth of the time that a new database takes, which is a copy of some thousand files. Each
# table is named in it, so that a connection plans it once.
EMPTY = """
DO $make$ DECLARE what text; BEGIN
  SELECT string_agg(format(
      'IF EXISTS (SELECT 1 FROM %1$I) THEN DELETE FROM %1$I; END IF;', tablename), '')
    INTO what FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version';
  SELECT what || string_agg(format(
      'IF (SELECT is_called FROM %1$I) THEN PERFORM setval(%1$L, 1, false); END IF;',
      sequencename), '')
    INTO what FROM pg_sequences WHERE schemaname = 'public';
  EXECUTE format('CREATE FUNCTION pg_temp.empty_all() RETURNS void LANGUAGE plpgsql
    SET session_replication_role = replica AS %L', 'BEGIN ' || what || ' END');
END $make$"""
SHAPE = """
SELECT string_agg(relname || '.' || attname, ' ' ORDER BY pg_class.oid, attnum)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"""
OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
# What it would do to outlive a power cut, or to be copied, takes a quarter of its processor.
FORGETFUL = " ".join(
    f"-c {each}"
    for each in (
        "wal_level=minimal", "max_wal_senders=0", "full_page_writes=off", "synchronous_commit=off",
        "checkpoint_timeout=1h", "max_wal_size=4GB", "shared_buffers=256MB", "jit=off",
    )
)  # fmt: skip
_doors: dict[str, tuple[Engine, str]] = {}  # database -> a door to it and the shape it began with


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
    folder = Path(tempfile.mkdtemp(prefix="pv-postgres-", dir=quick_folder()))
    as_server = _server_user(folder)
    port = free_port()
    where = folder / "base"
    _run(as_server, programs / "initdb", "-D", where, "-A", "trust", "-U", "postgres",
         "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-F -p {port} -k {folder} -h 127.0.0.1 -c max_connections=200 {FORGETFUL}"
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


def as_new(server: str, name: str, template: str) -> None:
    """Make a database that is as its template: copy it the first time, then empty it."""
    if name in _doors:
        door, shape = _doors[name]
        # What a test took away is missed by name: the database is copied anew.
        with suppress(ProgrammingError), door.begin() as connection:
            connection.execute(text(OTHERS_OUT))
            connection.execute(text("SELECT pg_temp.empty_all()"))
            if _shape(connection) == shape:
                return
        door.dispose()
    on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    door = create_engine(f"{server}/{name}")
    with door.begin() as connection:
        connection.execute(text(EMPTY))
        _doors[name] = door, _shape(connection)


def _shape(connection: Connection) -> str:
    return str(connection.execute(text(SHAPE)).scalar())


def on_server(server: str, order: str) -> None:
    """Give an order to the server itself."""
    door = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with door.connect() as connection:
        connection.execute(text(order))
    door.dispose()
