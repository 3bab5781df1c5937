"""Knows whether other rooms hold on to a row, without knowing the rooms."""

from sqlalchemy import Column, select

from comms.core.db import Base, db

# What goes with a contact, a newsroom or a list by itself.
_OWN = frozenset(
    {
        "contact_addresses",
        "contact_words",
        "contact_rows_seen",
        "contact_import_changes",
        "contact_confidants",
        "contact_distincts",
    }
)


def is_used(kind: type[Base], row_id: int) -> bool:
    """Say whether a row of any other table points at this one."""
    return any(
        db.session.scalar(select(column).where(column == row_id).limit(1)) is not None
        for column in _pointing_at(kind)
    )


def _pointing_at(kind: type[Base]) -> list[Column[int]]:
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        if table.name not in _OWN
        for key in table.foreign_keys
        if key.column.table is kind.__table__ and not _goes_with_contact(kind, table.name)
    ]


def _goes_with_contact(kind: type[Base], table: str) -> bool:
    """Roles and places on lists go with their contact, not with a newsroom or a list."""
    return kind.__tablename__ == "contacts" and table in ("contact_roles", "contact_list_members")
