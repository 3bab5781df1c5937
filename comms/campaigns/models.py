"""Campaigns: a name, a goal, a period. Names no person."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Campaign(Base):
    """What several pieces serve."""

    __tablename__ = "campaigns"

    id: Mapped[Key]
    name: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    audiences: Mapped[str] = mapped_column(default="", server_default="")  # whom it is to reach
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
