"""Brings a database to the tables this version knows, or refuses to touch a newer one."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import Engine, inspect, text

VERSIONS = Path(__file__).parent / "versions"


class DatabaseNewer(Exception):
    """This application is older than its database: starting would lose what it does not know."""


def known() -> list[str]:
    """Return the revisions this version knows, oldest first: their files are named by number."""
    return sorted(path.stem.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py"))


def revision_of(engine: Engine) -> str | None:
    """Return the revision a database stands at; None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def make_ready(engine: Engine, folder: Path) -> None:
    """Migrate if needed; a copy is made first.

    Raises:
        DatabaseNewer: the database was made by a later version.
    """
    stands_at, ours = revision_of(engine), known()
    if ours and stands_at == ours[-1]:
        return
    if stands_at is not None and stands_at not in ours:
        raise DatabaseNewer(stands_at)
    # Alembic weighs a third of a second, so only a migration loads it.
    stepping = import_module("comms.migrations.stepping")
    if stands_at is not None:
        stepping.copy_aside(engine, folder, stands_at)
    stepping.upgrade(engine)
