"""Reads how far a house is furnished: by the names of the tables, for the desk knows no room."""

from sqlalchemy import select

from comms.core.db import Base, db

FURNISHED = ("contacts", "sources", "pieces")


def holds(table: str) -> bool:
    """Say whether a table of some room holds anything; one that is not there holds nothing."""
    there = Base.metadata.tables.get(table)
    if there is None:
        return False
    return db.session.execute(select(1).select_from(there).limit(1)).first() is not None


def is_bare() -> bool:
    """Say whether nobody has put anything into this house yet."""
    return not any(holds(each) for each in FURNISHED)
