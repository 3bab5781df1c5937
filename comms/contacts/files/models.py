"""What came from files: counts, rows that wait or were refused, and the way back.

Rows as they came, and what stood before, name people so that an import can be repaired and undone:
kept 30 days, and cleared at once of anyone who is erased.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Import(Base):
    """One file taken in."""

    __tablename__ = "contact_imports"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Key]
    name: Mapped[str]  # of the file
    origin: Mapped[str]
    columns: Mapped[list[str]] = mapped_column(JSON)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)  # heading → what it stands for
    headings: Mapped[str] = mapped_column(index=True)  # hash of the headings: remembers the mapping
    rows: Mapped[int]
    created: Mapped[int]
    updated: Mapped[int]
    suggested: Mapped[int]
    rejected: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # The word of its upload: a job that was killed after its commit finds what it had done.
    upload: Mapped[str | None] = mapped_column(unique=True, index=True)
    undone_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]  # the rows and the way back are gone


class HeldRow(Base):
    """A row that was refused, or waits until a person decides whether it is someone we know."""

    __tablename__ = "contact_import_rows"

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("contact_imports.id"), index=True)
    number: Mapped[int]
    line: Mapped[int]
    cells: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(default="")  # code of a refusal; empty: waits
    with_id: Mapped[int | None] = mapped_column(index=True)  # whom it may be
    with_row: Mapped[int | None]
    score: Mapped[int] = mapped_column(default=0)  # 0 to 100
    decided_at: Mapped[datetime | None]
    traces: Mapped[list[str]] = mapped_column(JSON, default=list)  # keyed hashes, see register


class RowSeen(Base):
    """Which contact a row became: the same row again is the same person, even without address."""

    __tablename__ = "contact_rows_seen"
    # Very many rows, and nothing names one by its number.
    __table_args__ = (
        UniqueConstraint("print", "contact_id"),
        {"sqlite_autoincrement": False},
    )

    id: Mapped[Key]
    print: Mapped[str] = mapped_column(index=True)  # keyed hash of the row
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )


class ImportChange(Base):
    """What one import did to one contact, and what stood before; goes with the person."""

    __tablename__ = "contact_import_changes"

    id: Mapped[Key]
    import_id: Mapped[int] = mapped_column(ForeignKey("contact_imports.id"), index=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    is_new: Mapped[bool]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    version_before: Mapped[int]
    version: Mapped[int]  # after: still the contact's, nobody came since
