"""Who may be one person twice, and who was made one; goes with the people.

What stood before a merge names people so that it can be undone: kept 30 days.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Twin(Base):
    """Two contacts who may be the same; `first_id` is the smaller; `score` from 0 to 100."""

    __tablename__ = "contact_twins"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[int] = mapped_column(index=True)


class Merge(Base):
    """One contact that took another in. `before`: both as they stood, and what moved."""

    __tablename__ = "contact_merges"

    id: Mapped[Key]
    kept_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    gone_id: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]


class Distinct(Base):
    """Two contacts a person said are not the same; `first_id` is the smaller. Goes with either."""

    __tablename__ = "contact_distincts"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
