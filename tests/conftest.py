"""What every test stands on: a real database in a temporary folder, a fixed clock, a cast."""

import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask, g, has_request_context, request
from sqlalchemy import create_engine, event, text

import tests.house.tables  # noqa: F401 - an empty database has every table
from comms.accounts.service import hashing
from comms.core import clock
from comms.core.db import Base, db, prepare
from comms.core.settings import Settings, SmtpDoor
from comms.factory import House, make_app
from comms.migrations import running
from comms.monitoring.archive.models import fulltext
from tests import peers, sparing
from tests.cast import Cast
from tests.house import sentences

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)  # a Tuesday, 10 h in Calais
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # the real ones take 150 ms
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=(*KINDS, "both"), default="sqlite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(peers.quick_folder()))
    hashing.use(CHEAP)
    sparing.lay_addresses_once()
    sparing.compile_statements_once()
    config.addinivalue_line("markers", "peer: talks to a real server of its own")
    config.addinivalue_line("markers", "anywhere: the kind of database decides nothing in it")
    config.addinivalue_line("markers", "slow: takes seconds; runs in `make test` and before a push")
    if not hasattr(config, "workerinput"):
        sentences.keep_compiled()
    if "postgresql" in _kinds(config) and not hasattr(config, "workerinput"):
        running_server = peers.postgres()
        config.stash[SERVER] = running_server
        os.environ["TEST_POSTGRES"] = running_server.__enter__()


def _kinds(config: pytest.Config) -> tuple[str, ...]:
    """Return which kinds of database are asked for, and here."""
    asked = config.getoption("--database")
    if asked == "sqlite":
        return ("sqlite",)
    if peers.postgres_programs() is not None:
        return KINDS if asked == "both" else (asked,)
    if asked == "both" and not os.environ.get("CI"):
        return ("sqlite",)
    raise pytest.UsageError("PostgreSQL is not installed: apt-get install postgresql")


def pytest_report_header(config: pytest.Config) -> str:
    asked = config.getoption("--database")
    missing = "; not run on PostgreSQL: it is not installed"
    return f"databases: {asked}{missing if asked == 'both' and _kinds(config) != KINDS else ''}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask a test of both kinds of database, if the kind decides something in it."""
    if len(_kinds(metafunc.config)) > 1 and _asks_for_a_database(metafunc.definition):
        metafunc.parametrize("database", KINDS, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the journeys, on two workers, and with the long walks on the other two.

    On PostgreSQL alone, what asks for no database is left out; so is what says that any will do,
    and the pages in a browser but for the main job.
    """
    if config.getoption("--database") == "postgresql":
        without = [item for item in items if not _asks_for_a_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in set(without)]
    # Four workers take a quarter each, from its beginning: what takes longest stands there.
    journeys = [item for item in items if "journeys" in item.path.parts]
    walks = [item for item in items if item.path.stem == "test_interleavings"]
    others = [item for item in items if item not in {*journeys, *walks}]
    longest = (journeys[::2], walks[::2], journeys[1::2], walks[1::2])
    rest, quarter = iter(others), len(items) // 4
    items[:] = [
        item for first in longest for item in (*first, *islice(rest, max(quarter - len(first), 0)))
    ] + list(rest)


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over all that was loaded, and come by less often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _asks_for_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("anywhere"):
        return False
    asked = getattr(item, "fixturenames", ())
    return "database" in asked and ("chromium" not in asked or item.path.stem == "test_main_job")


KINDS = ("sqlite", "postgresql")
SERVER = pytest.StashKey()


def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(SERVER, None):
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def database(pytestconfig: pytest.Config) -> str:
    """Return the kind of database this test is about, if it is not asked of both."""
    return _kinds(pytestconfig)[0]


@pytest.fixture(scope="session")
def empty_databases(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str], str]:
    """Return the address of an empty database of a kind, which has all tables; made once.

    Each test gets a copy. Migrations have tests of their own.
    """
    folder = tmp_path_factory.mktemp("empty")

    @cache
    def made(kind: str) -> str:
        url = f"sqlite:///{folder / 'empty.db'}"
        if kind == "postgresql":
            server, name = os.environ["TEST_POSTGRES"], f"empty_{worker_id}"
            peers.on_server(server, f'CREATE DATABASE "{name}"')
            url = f"{server}/{name}"
        _make_tables(url)
        return url

    return made


def _make_tables(url: str) -> None:
    engine = create_engine(url)
    prepare(engine)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        if known := running.known():
            connection.execute(
                text("INSERT INTO alembic_version VALUES (:now)"), {"now": known[-1]}
            )
    fulltext.prepare(engine)
    engine.dispose()


@pytest.fixture
def settings(
    tmp_path: Path, database: str, empty_databases: Callable[[str], str], worker_id: str
) -> Settings:
    """Return the settings of an application with a database of its own."""
    return own_database(tmp_path / "instance", empty_databases(database), f"test_{worker_id}")


def own_database(folder: Path, empty: str, name: str) -> Settings:
    """Copy an empty database; return the settings of an application that has the copy."""
    folder.mkdir()
    if empty.startswith("sqlite"):
        shutil.copy(empty.removeprefix("sqlite:///"), folder / "porte-voix.db")
        return Settings(folder=folder, database_url=f"sqlite:///{folder / 'porte-voix.db'}")
    server, _, template = empty.rpartition("/")
    peers.as_new(server, name, template)
    return Settings(folder=folder, database_url=f"{server}/{name}")


@pytest.fixture
def box() -> Iterator[peers.Post]:
    """Run a mail server; `settings` of a room's tests are `posted` to send through it."""
    with peers.post() as box:
        yield box


def posted(settings: Settings, box: peers.Post) -> Settings:
    """Return these settings with a mail server to send through."""
    door = SmtpDoor("127.0.0.1", box.port)
    return replace(settings, smtp=door, mail_from="Observatoire <presse@observatoire.example>")


@pytest.fixture
def app(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Return an application on its own database, the clock standing at NOW."""
    with clock.fixed(NOW):
        app = make_app(settings)
        app.config["TESTING"] = True
        sparing.compile_templates_once(app, tmp_path_factory.getbasetemp().parent / "templates")
        app.config["WTF_CSRF_ENABLED"] = False  # tests of the web switch it on
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", _refuse_to_write_while_reading)
        yield app
        with app.app_context():
            db.session.remove()
            if not sparing.is_lasting(db.engine):
                db.engine.dispose()


def _refuse_to_write_while_reading(
    _connection: object, _cursor: object, statement: str, *_rest: object
) -> None:
    """Hold every test to the law that a GET writes nothing; `g.reading` is set by the gate."""
    if has_request_context() and g.get("reading") and WRITES.match(statement):
        raise AssertionError(f"{request.method} {request.path} writes: {statement[:80]}")


@pytest.fixture
def here(app: House) -> Iterator[House]:
    """Stand inside the application, as verbs and queries do."""
    with app.test_request_context():
        yield app


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Return the invented people of the tests, made on demand."""
    return Cast(app)
