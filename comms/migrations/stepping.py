"""Steps a database up and down its history; loaded only when there is a step to make."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from comms.adapters import copies
from comms.core import clock


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def upgrade(engine: Engine, to: str = "head") -> None:
    """Step up; all or nothing."""
    _step(engine, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, to: str) -> None:
    """Step down; all or nothing."""
    _step(engine, lambda config: command.downgrade(config, to))


def revise(engine: Engine, number: str, words: str) -> None:
    """Write the next file of the history: what the models say and this database does not."""
    _step(
        engine,
        lambda config: command.revision(config, words, autogenerate=True, rev_id=number),
    )


def _step(engine: Engine, step: Callable[[Config], object]) -> None:
    """Run steps in one transaction; SQLite checks foreign keys at its end, not at each row."""
    config = _config()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            # A trigger may name the full-text index, which a step took away until the next start:
            # a table that was rebuilt gets its name back all the same.
            raw.execute("PRAGMA legacy_alter_table=ON")
        config.attributes["connection"] = connection
        step(config)
        connection.commit()
    engine.dispose()


def copy_aside(engine: Engine, folder: Path, revision: str) -> Path:
    """Copy the database before a migration; the copy stays until a person removes it."""
    backups = folder / "backups"
    backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"before-migration-{revision}-{clock.now():%Y%m%dT%H%M%SZ}"
    return copies.copy_database(engine, backups / name)
