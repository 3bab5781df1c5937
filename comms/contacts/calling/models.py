"""A list on the telephone: who is called next, by whom, what came of it; goes with the person."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.contacts.calling.rules.kinds import CallState
from comms.core.db import Base, Key


class CallingSession(Base):
    """A list turned into a queue of calls, with what to say."""

    __tablename__ = "calling_sessions"

    id: Mapped[Key]
    name: Mapped[str]
    list_id: Mapped[int | None] = mapped_column(ForeignKey("contact_lists.id"))
    points: Mapped[str] = mapped_column(default="")  # éléments de langage, for us alone
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Call(Base):
    """One person of the queue; taken by one caller at a time."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("session_id", "contact_id"),)

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(ForeignKey("calling_sessions.id"), index=True)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int]
    state: Mapped[str] = mapped_column(default=CallState.WAITING, index=True)
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    taken_until: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    again_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    done_at: Mapped[datetime | None]
