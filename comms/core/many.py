"""Many at once: values asked for together, numbers given out before, rows written together."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Insert,
    Update,
    any_,
    column,
    func,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute

from comms.core.db import Base, db

AT_ONCE = 500  # values in one question; SQLite takes 999 at least
MOST_VALUES = 8000  # of one statement; SQLite takes 32,766
_USED = table("sqlite_sequence", column("name"), column("seq"))  # numbers, of rows that went too
Value = TypeVar("Value")


def in_batches(values: Iterable[Value], most: int = AT_ONCE) -> Iterator[Sequence[Value]]:
    """Yield values in their order, as many together as one question may hold."""
    left = list(values)
    return (left[at : at + most] for at in range(0, len(left), most))


def among(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Return that a column has one of many numbers or texts, which the database is given as one.

    Each by itself would have to be named and bound (twice the time for thousands: measured).
    """
    given = list(values)
    if db.engine.dialect.name == "sqlite":
        each = func.json_each(json.dumps(given)).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(literal(given, ARRAY(column.type)))


def fresh_numbers(kind: type[Base], count: int) -> list[int]:
    """Return the numbers (`id`) of so many rows to come, in order; nobody else is given them.

    Objects that have theirs are written together; others SQLAlchemy writes to SQLite one by one.
    """
    known = db.metadata.tables[kind.__tablename__]
    if db.engine.dialect.name == "sqlite":  # the write lock is ours since the transaction began
        used = select(_USED.c.seq).where(_USED.c.name == known.name)
        last = max(db.session.scalar(each) or 0 for each in (select(func.max(known.c.id)), used))
        return [*range(last + 1, last + 1 + count)]
    drawn = func.nextval(func.pg_get_serial_sequence(known.name, "id"))
    each = func.generate_series(1, count).table_valued("number")
    return [*db.session.scalars(select(drawn).select_from(each))]


def leave_gap(kind: type[Base], width: int) -> None:
    """Let the next number of a table be higher by `width`: those between were given elsewhere."""
    name = kind.__tablename__
    if db.engine.dialect.name == "sqlite":
        known = text(
            "INSERT INTO sqlite_sequence SELECT :table, 0 WHERE NOT EXISTS"
            " (SELECT name FROM sqlite_sequence WHERE name = :table)"
        )
        higher = text("UPDATE sqlite_sequence SET seq = seq + :width WHERE name = :table")
        db.session.execute(known, {"table": name})
    else:
        higher = text(
            "SELECT setval(number, nextval(number) + :width)"
            " FROM CAST(pg_get_serial_sequence(:table, 'id') AS regclass) AS number"
        )
    db.session.execute(higher, {"width": width, "table": name})


def write_many(statement: Insert | Update, rows: Sequence[dict[str, Any]]) -> int:
    """Write many rows, as `execute` does, in half of the time (measured).

    Return how many were written; fewer than there are where nobody counted. SQLAlchemy's ceremony a
    row is left out. All rows have the same keys; what a model would fill in by default is filled in
    by `execute`.
    """
    connection = db.session.connection()
    made = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names = getattr(made, "positiontup", None)
    if not names or {*names} != {*rows[0]}:
        return connection.execute(statement, rows).rowcount
    kinds = (made.binds[name].type.dialect_impl(connection.dialect) for name in names)
    ways = (kind.bind_processor(connection.dialect) for kind in kinds)
    columns = (
        _written([row[name] for row in rows], way) for name, way in zip(names, ways, strict=True)
    )
    return _execute(connection, str(made), list(zip(*columns, strict=True)))


def write_plain(statement: Insert, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows of nothing but numbers and texts, given in the order of `names`."""
    connection = db.session.connection()
    made = statement.compile(dialect=connection.dialect, column_keys=list(names))
    if getattr(made, "positiontup", None) == list(names):
        connection.exec_driver_sql(str(made), list(rows))
    else:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def _execute(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """Execute a statement for each of many rows; return how many rows it wrote, where it is known.

    SQLite is given many rows of an INSERT at once: before each statement Python lets its other
    threads run, and behind it the highest number is written down (a third of the time: measured).
    """
    row = f"({', '.join('?' * len(rows[0]))})"
    head, values, tail = statement.partition(f"VALUES {row}")
    if not values:
        return connection.exec_driver_sql(statement, list(rows)).rowcount
    written = 0
    most = MOST_VALUES // len(rows[0])
    for at in range(0, len(rows), most):
        some = rows[at : at + most]
        together = f"{head}{values}{f', {row}' * (len(some) - 1)}{tail}"
        written += connection.exec_driver_sql(together, tuple(chain.from_iterable(some))).rowcount
    return written


def _written(values: list[Any], way: Callable[[Any], Any] | None) -> list[Any]:
    """Return a column as the database takes it; often all its values are one."""
    if way is None:
        return values
    first = values[0]
    if values.count([]) == len(values) or all(each is first for each in values):
        return [way(first)] * len(values)
    return [way(value) for value in values]
