"""The history of the tables: up, down, up again, whole or not at all, equal to the models."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import PendingRollbackError

from comms.core import db as database
from comms.core.db import Base
from comms.core.settings import Settings
from comms.factory import make_app
from comms.migrations import running, stepping
from comms.migrations.running import DatabaseNewer
from tests.migrations.shapes import contents, empty, fill, shape, tables
from tests.peers.again import LOADED

ROOT = Path(__file__).resolve().parents[2]
HISTORY = running.known()


def _drawn_from_models(engine: Engine, tmp_path: Path) -> dict[str, object]:
    """Return the shape of a database that was made at once from the models."""
    Base.metadata.create_all(engine)
    made = shape(engine)
    Base.metadata.drop_all(engine)
    return made


def test_the_history_ends_where_the_models_are(engine: Engine, tmp_path: Path) -> None:
    expected = _drawn_from_models(engine, tmp_path)

    stepping.upgrade(engine)

    assert shape(engine) == expected
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        changes = compare_metadata(context, Base.metadata)
    known = set(expected) | {"alembic_version"}
    assert [each for each in changes if not _is_foreign(each, known)] == []


def _is_foreign(change, known: set[str]) -> bool:
    """Say whether Alembic speaks of a table that is not ours: full-text search keeps some."""
    return change[0] == "remove_table" and change[1].name not in known


def test_up_down_and_up_again_ends_where_the_models_are(engine: Engine) -> None:
    stepping.upgrade(engine)
    there = shape(engine)

    stepping.downgrade(engine, "base")
    assert shape(engine) == {}
    assert running.revision_of(engine) is None
    stepping.upgrade(engine)

    assert shape(engine) == there
    assert running.revision_of(engine) == HISTORY[-1]


# The newest steps are taken one by one. Older ones have been taken by houses and never change
# again: six at a time, for reading and filling a hundred tables takes longer than a step.
NEWEST = 5
STOPS = [*HISTORY[:-NEWEST:6], *HISTORY[-NEWEST:]]


def test_awkward_rows_live_through_each_step_up_down_and_up(engine: Engine) -> None:
    for revision, later in pairwise(STOPS):
        stepping.upgrade(engine, revision)
        known = tables(engine)
        assert set(fill(engine, known=known).values()) == {3}, revision
        before = contents(engine, known)

        stepping.upgrade(engine, later)
        stepping.downgrade(engine, revision)

        assert contents(engine, known) == before, revision
        empty(engine, known)

    stepping.downgrade(engine, "base")
    assert shape(engine) == {}


@pytest.mark.parametrize("revision", [HISTORY[0], HISTORY[-1]])
def test_awkward_rows_live_through_the_whole_way_up_and_down(engine: Engine, revision: str) -> None:
    stepping.upgrade(engine, revision)
    fill(engine)

    stepping.upgrade(engine)
    stepping.downgrade(engine, "base")
    stepping.upgrade(engine)

    assert running.revision_of(engine) == HISTORY[-1]


def test_a_step_that_breaks_leaves_the_database_as_it_was(engine: Engine) -> None:
    statements = _count_statements(engine)

    for share in (0.0, 0.5, 0.99):
        _break_after(engine, int(statements * share))
        assert shape(engine) == {}, share

    stepping.upgrade(engine)
    assert running.revision_of(engine) == HISTORY[-1]


def _break_after(engine: Engine, many: int) -> None:
    """Step up, and let the cable be pulled after some statements."""
    seen = [0]

    def break_there(_connection, _cursor, statement: str, *_: object) -> None:
        seen[0] += 1
        if seen[0] > many:
            raise KeyboardInterrupt

    event.listen(engine, "before_cursor_execute", break_there)
    # Broken while it copies a table, Alembic would tidy up on a connection that is gone.
    with pytest.raises((KeyboardInterrupt, PendingRollbackError)):
        stepping.upgrade(engine)
    event.remove(engine, "before_cursor_execute", break_there)


def _count_statements(engine: Engine) -> int:
    seen = [0]

    def count(*_: object) -> None:
        seen[0] += 1

    event.listen(engine, "before_cursor_execute", count)
    stepping.upgrade(engine)
    event.remove(engine, "before_cursor_execute", count)
    stepping.downgrade(engine, "base")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    return seen[0]


def test_an_empty_database_is_made_ready_at_the_start(blank: Settings, engine: Engine) -> None:
    make_app(blank)

    assert running.revision_of(engine) == HISTORY[-1]
    assert not (blank.folder / "backups").exists()  # there was nothing to copy


def test_those_who_start_together_make_it_ready_once(blank: Settings, engine: Engine) -> None:
    with LOADED.Pool(3) as pool:
        found = pool.map(_start, [blank] * 3)

    assert found == [HISTORY[-1]] * 3
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def _start(settings: Settings) -> str | None:
    make_app(settings)
    engine = create_engine(settings.database_url)
    try:
        return running.revision_of(engine)
    finally:
        engine.dispose()


def test_an_application_older_than_its_database_refuses_to_start(
    blank: Settings, engine: Engine
) -> None:
    make_app(blank)
    _stamp(engine, "9999")
    fill(engine, 1)
    before = contents(engine)

    with pytest.raises(DatabaseNewer):
        make_app(blank)

    assert contents(engine) == before
    assert running.revision_of(engine) == "9999"


def test_it_says_so_in_one_line(blank: Settings, engine: Engine) -> None:
    make_app(blank)
    _stamp(engine, "9999")
    ours = {"COMMS_DATA": str(blank.folder), "DATABASE_URL": blank.database_url}

    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **ours},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "9999" in done.stderr


def _stamp(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )


@pytest.mark.skipif(len(HISTORY) < 2, reason="there is one migration: nothing older to start from")
def test_a_copy_is_made_before_a_step(blank: Settings, engine: Engine) -> None:
    stepping.upgrade(engine, HISTORY[-2])
    fill(engine)

    make_app(blank)

    (copy,) = (blank.folder / "backups").iterdir()
    assert copy.name.startswith(f"before-migration-{HISTORY[-2]}-")


def test_the_copy_is_whole_and_for_its_owner_alone(blank: Settings, engine: Engine) -> None:
    stepping.upgrade(engine)
    fill(engine)

    copy = stepping.copy_aside(engine, blank.folder, HISTORY[-1])

    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    if copy.suffix == ".sql":
        dump = copy.read_text()
        assert all(f"COPY public.{name} " in dump for name in shape(engine))
        assert "L’œuvre" in dump
    else:
        copied = create_engine(f"sqlite:///{copy}")
        assert contents(copied) == contents(engine)
        copied.dispose()


def test_steps_are_numbered_one_after_another() -> None:
    assert [int(each) for each in HISTORY] == list(range(1, len(HISTORY) + 1))


def test_foreign_keys_are_held_again_after_a_step(engine: Engine) -> None:
    stepping.upgrade(engine)

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert inspect(connection).has_table("alembic_version")
    assert database.NAMES["pk"] == "pk_%(table_name)s"
