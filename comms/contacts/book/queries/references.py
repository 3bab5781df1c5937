"""Knows which rows of any room point at a row of ours, without knowing the rooms."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, select

from comms.core.db import Base, db
from comms.core.many import in_batches

# What goes with a contact by itself, and is no use of it.
_OWN = frozenset(
    {
        "contact_addresses",
        "contact_words",
        "contact_rows_seen",
        "contact_import_changes",
        "contact_confidants",
        "contact_distincts",
        "contact_twins",
    }
)
# Roles and places on lists go with their contact, not with a newsroom or a list.
_WITH_CONTACT = frozenset({"contact_roles", "contact_list_members"})


def used(kind: type[Base], ids: Iterable[int]) -> set[int]:
    """Return which of some rows a row of any other table points at."""
    harmless = _OWN | _WITH_CONTACT if kind.__tablename__ == "contacts" else _OWN
    columns = [each for each in pointing_at(kind) if each.table.name not in harmless]
    return {
        found
        for some in in_batches(sorted(ids))
        for column in columns
        for found in db.session.scalars(select(column).where(column.in_(some)).distinct())
    }


def pointing_at(kind: type[Base]) -> list[Column[Any]]:
    """Return the columns of every table that point at a table of ours."""
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is kind.__table__
    ]


def unique_with(column: Column[Any]) -> list[list[Column[Any]]]:
    """Return, for each key a column is part of, the other columns of that key."""
    table = column.table
    assert isinstance(table, Table)
    keys = [list(each.columns) for each in table.constraints if isinstance(each, UniqueConstraint)]
    keys.append(list(table.primary_key.columns))
    return [[each for each in key if each is not column] for key in keys if column in key]
