"""The database handle: one Base, one session, instants in UTC, and a SQLite that loses nothing."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
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
    Table,
    Text,
    event,
    select,
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


AUTOINCREMENT = "sqlite_autoincrement"


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

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write for SQLite what SQLAlchemy writes, four times as quickly."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)

        def utc(value: datetime | None) -> str | None:
            if value is None:
                return None
            instant = value if value.tzinfo is UTC else self.process_bind_param(value, dialect)
            return instant.isoformat(" ", "microseconds")[:26] if instant else None

        return utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back UTC: SQLite forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
BigKey = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]


# The `info` of a column in which people type, or words of theirs are repeated: a title, a note. The
# words of somebody who withdrew are struck out of it (`core.striking`).
WORDS = {"holds": "words"}


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime: Instant, str: Text}


@event.listens_for(Table, "after_parent_attach")
def _never_twice(table: Table, metadata: MetaData) -> None:
    """Give no number twice: plans, links and keys name rows by number, and outlive them.

    PostgreSQL never does; SQLite would give the number of the last row, once deleted, to the next.
    A table of many rows that nothing names says `{"sqlite_autoincrement": False}`.
    """
    key = table.primary_key.columns.values()
    is_number = len(key) == 1 and isinstance(key[0].type, Integer) and not key[0].foreign_keys
    if metadata is Base.metadata and is_number and AUTOINCREMENT not in {*table.dialect_kwargs}:
        table.dialect_kwargs[AUTOINCREMENT] = True


Row = TypeVar("Row", bound=Base)
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


def numbered(kind: type[Row], numbers: Iterable[int]) -> Sequence[Row]:
    """Return the rows of a table that have these numbers (`id`): those there are, asked at once."""
    wanted = select(kind).where(kind.__table__.c.id.in_(list(numbers)))
    return db.session.scalars(wanted).all()


def insert_new(kind: type[Base]) -> Any:
    """Return an INSERT that leaves out the rows whose unique columns are taken already."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    return (sqlite_insert if is_sqlite else postgres_insert)(kind).on_conflict_do_nothing()


_TEXT = frozenset({str})
_ENCODER = msgspec.json.Encoder()


def written(value: object) -> str:
    """Return what stands in a JSON column.

    Nearly always a list of texts, which msgspec writes in a fifth of the time of `json`.
    """
    if type(value) is list and _TEXT.issuperset(map(type, value)):
        try:
            return _ENCODER.encode(value).decode()
        except UnicodeEncodeError:  # half a character: `json` writes its number
            pass
    return json.dumps(value)


def read(text: str) -> object:
    """Return what `written` wrote."""
    return [] if text == "[]" else json.loads(text)


# Given to the engine when it is made.
OPTIONS = {
    "hide_parameters": True,  # an error in a log names its statement, never words and addresses
    "json_serializer": written,
    "json_deserializer": read,
}


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
        "wal_autocheckpoint=4000",  # pages: what is written often is moved less often
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
