"""The database handle: one Base, one session, instants in UTC, and a SQLite that loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    Result,
    Text,
    event,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine.cursor import CursorResult
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An instant: UTC in the database, with its zone in Python; a naive one is a mistake."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse an instant without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back UTC: SQLite forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
BigKey = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime: Instant, str: Text}


db = SQLAlchemy(metadata=Base.metadata)
_reading: ContextVar[bool] = ContextVar("only reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Begin transactions that do not take SQLite's one write lock: for pages that only show."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def took(result: Result[Any]) -> bool:
    """Say whether an UPDATE that repeats what it expects changed its row: then it is ours."""
    return changed(result) == 1


def changed(result: Result[Any]) -> int:
    """Return how many rows an UPDATE or DELETE met."""
    return result.rowcount if isinstance(result, CursorResult) else 0


def insert_new(kind: type[Base]) -> Any:
    """Return an INSERT that leaves out the rows whose unique columns are taken already."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    return (sqlite_insert if is_sqlite else postgres_insert)(kind).on_conflict_do_nothing()


def prepare(engine: Engine) -> None:
    """Set an engine up: durable commits and the write lock taken first on SQLite."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # against power loss; it is cheap enough
        "foreign_keys=ON",
        "busy_timeout=10000",  # milliseconds
        "secure_delete=ON",  # an erased person does not stay in free pages
        "cache_size=-16000",  # kibibytes
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: one that reads first and writes later can fail half-way."""
    connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


def scrub_after_commit() -> None:
    """After this transaction, leave nothing of what it deleted in SQLite's log on the disk."""
    if db.engine.dialect.name == "sqlite":
        event.listen(db.session(), "after_commit", _scrub, once=True)


def _scrub(_session: object) -> None:
    """Move the log into the database, whose free pages are zeroed, and empty it."""
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
