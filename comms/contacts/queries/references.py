"""Knows which rows of any room point at a row of ours, without knowing the rooms."""

from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, select

from comms.core.db import Base, db

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


def is_used(kind: type[Base], row_id: int) -> bool:
    """Say whether a row of any other table points at this one."""
    harmless = _OWN | _WITH_CONTACT if kind.__tablename__ == "contacts" else _OWN
    return any(
        db.session.scalar(select(column).where(column == row_id).limit(1)) is not None
        for column in pointing_at(kind)
        if column.table.name not in harmless
    )


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
