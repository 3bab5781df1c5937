"""Days of the house, and how each member looks at the calendar.

A filter names the member it is of: it is replaced by the next and goes with them. Days name nobody.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.calendar.rules.days import Dated, Rhythm, Sort, When
from comms.core.db import Base, Key


class KeyDay(Base):
    """A day that matters: of ours, once, every year, or movable."""

    __tablename__ = "key_days"

    id: Mapped[Key]
    name: Mapped[str]
    sort: Mapped[str] = mapped_column(default=Sort.DAY)
    said: Mapped[str]  # as it was typed
    rhythm: Mapped[str]
    on_day: Mapped[date | None]
    offset: Mapped[int] = mapped_column(default=0)
    month: Mapped[int] = mapped_column(default=0)
    weekday: Mapped[int] = mapped_column(default=0)
    nth: Mapped[int] = mapped_column(default=0)
    ruling_on: Mapped[date | None]  # a hearing's délibéré
    silent_days: Mapped[int] = mapped_column(default=0)
    touched_at: Mapped[datetime]

    def dated(self) -> Dated:
        """Return it as the rules know it."""
        when = When(
            Rhythm(self.rhythm), self.on_day, self.offset, self.month, self.weekday, self.nth
        )
        return Dated(self.id, self.name, Sort(self.sort), when, self.ruling_on, self.silent_days)


class CalendarLook(Base):
    """What a member wants to see of the calendar."""

    __tablename__ = "calendar_looks"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    wish: Mapped[dict[str, Any]] = mapped_column(JSON)
