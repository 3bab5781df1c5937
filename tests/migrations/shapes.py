"""What a database looks like, and rows as awkward as its columns allow."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    inspect,
    select,
    text,
)

AWKWARD = (
    '« L’œuvre » d\'Ömer \\ "%s" {0} ; -- é e\u0301 \U0001f6a8 \u202eأهلا\u202c\t\n' + "x" * 5000
)
SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")


def shape(engine: Engine) -> dict[str, Any]:
    """Return tables, columns, keys and indexes, so that two databases can be held side by side."""
    seen = inspect(engine)
    numbered = _never_twice(engine)
    return {
        name: _table(seen, name) | {"never twice": name in numbered}
        for name in sorted(_own(seen.get_table_names()))
    }


def _never_twice(engine: Engine) -> set[str]:
    """Return the tables SQLite gives no number of twice: a rebuilt one easily forgets it."""
    if engine.dialect.name != "sqlite":
        return set()
    kept = text("SELECT name FROM sqlite_schema WHERE sql LIKE '%PRIMARY KEY AUTOINCREMENT%'")
    with engine.connect() as connection:
        return set(connection.scalars(kept))


def _own(names: list[str]) -> Iterator[str]:
    """Leave out Alembic's table, SQLite's full-text search and what it keeps for itself."""
    for name in names:
        is_shadow = any(name.removesuffix(end) in names for end in SHADOWS if name.endswith(end))
        is_search = f"{name}{SHADOWS[0]}" in names
        if name != "alembic_version" and not is_shadow and not is_search:
            yield name


def _table(seen: Any, name: str) -> dict[str, Any]:
    columns = {
        each["name"]: (str(each["type"]), each["nullable"], each["default"] is not None)
        for each in seen.get_columns(name)
    }
    return {
        "columns": columns,
        "key": seen.get_pk_constraint(name)["constrained_columns"],
        "foreign": _sorted(seen.get_foreign_keys(name)),
        "unique": _sorted(seen.get_unique_constraints(name)),
        "indexes": _sorted(seen.get_indexes(name)),
        "checks": _sorted(seen.get_check_constraints(name)),
    }


def _sorted(found: list[Any]) -> list[str]:
    return sorted(str(sorted(each.items(), key=str)) for each in found)


def tables(engine: Engine) -> MetaData:
    """Return the tables as they stand now; reading them takes longer than filling them."""
    known = MetaData()
    known.reflect(engine, only=list(_own(inspect(engine).get_table_names())))
    return known


def fill(engine: Engine, rows: int = 3, known: MetaData | None = None) -> dict[str, int]:
    """Put awkward rows in every table, parents first; return how many each table got."""
    known = known or tables(engine)
    with engine.begin() as connection:
        return {table.name: _insert(connection, table, rows) for table in known.sorted_tables}


def empty(engine: Engine, known: MetaData) -> None:
    """Delete every row, children first."""
    with engine.begin() as connection:
        for table in reversed(known.sorted_tables):
            connection.execute(table.delete())


def _insert(connection: Connection, table: Table, rows: int) -> int:
    written = [
        {each.name: _value(connection, each, number) for each in table.columns}
        for number in range(rows)
    ]
    connection.execute(table.insert(), written)
    return len(written)


def _value(connection: Connection, column: Column[Any], number: int) -> Any:
    if column.foreign_keys and column.table in _parents(column):
        return None if column.nullable else number + 1
    for key in column.foreign_keys:
        return connection.scalar(select(key.column).offset(number).limit(1))
    if column.nullable and number == 0:
        return None
    return _awkward(column, number)


def _parents(column: Column[Any]) -> set[Table]:
    return {key.column.table for key in column.foreign_keys}


def _awkward(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Integer):
        return number + 1 if column.primary_key else (0, -1, 2**31 - 1)[number]
    if isinstance(kind, Float):
        return (0.0, -1.5, 1e300)[number]
    if isinstance(kind, DateTime):
        return datetime((1970, 2030, 9999)[number], 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    if isinstance(kind, Date):
        return date((1, 2030, 9999)[number], 12, 31)
    if isinstance(kind, JSON):
        return ({}, [AWKWARD], {"é": None, "": [1.5, True]})[number]
    if isinstance(kind, LargeBinary):
        return bytes(range(256)) * number
    return f"{number}{AWKWARD[: number * 60]}" if number else ""


def contents(engine: Engine, known: MetaData | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    known = known or tables(engine)
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in known.sorted_tables
        }
