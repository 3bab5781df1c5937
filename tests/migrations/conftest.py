"""An empty database of its own for each test of the history."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

import comms.factory  # noqa: F401 - the core's tables are known once the factory is
import tests.house.tables  # noqa: F401 - and those of every room, opened or not
from comms.core.db import prepare
from comms.core.settings import Settings
from comms.migrations import running
from tests import peers


@pytest.fixture(autouse=True)
def _history() -> None:
    if not running.known():
        pytest.skip("there is no migration yet")


@pytest.fixture
def blank(tmp_path: Path, database: str, worker_id: str) -> Iterator[Settings]:
    """Return the settings of an application whose database is empty."""
    folder = tmp_path / "instance"
    folder.mkdir()
    if database == "sqlite":
        yield Settings(folder=folder, database_url=f"sqlite:///{folder / 'porte-voix.db'}")
        return
    server, name = os.environ["TEST_POSTGRES"], f"blank_{worker_id}"
    peers.on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    peers.on_server(server, f'CREATE DATABASE "{name}"')
    yield Settings(folder=folder, database_url=f"{server}/{name}")


@pytest.fixture
def engine(blank: Settings) -> Iterator[Engine]:
    """Return the door to the empty database."""
    made = create_engine(blank.database_url)
    prepare(made)
    yield made
    made.dispose()
