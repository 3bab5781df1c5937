"""Tasks: what is to be done, by whom.

A member is named because the work is shared: who does it, who asked for it. Open ones are given to
another when a member leaves; done ones are kept a year, then deleted (`service.forget_done`).
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, Key


class Task(Base):
    """One thing to do. `thing` is what it is about (« piece:12 »), or nothing.

    What is about a contact points at them: it is erased with them, merged with them, told to them.
    """

    __tablename__ = "tasks"

    id: Mapped[Key]
    words: Mapped[str] = mapped_column(info=WORDS)
    thing: Mapped[str] = mapped_column(default="", index=True)
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    done_at: Mapped[datetime | None] = mapped_column(index=True)

    @property
    def key(self) -> str:
        """What it is about, whatever holds it."""
        return f"contact:{self.contact_id}" if self.contact_id else self.thing
