"""Ideas, and who had them.

A member is named so that one may ask back, and thank. Ideas are kept two years after they were
last touched, then deleted (`service.forget_old`): seasons come again.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key
from comms.ideas.rules import Fate


class Idea(Base):
    """One idea. `source`: where it comes from (« mention:5 »); `piece`: what was made of it."""

    __tablename__ = "ideas"

    id: Mapped[Key]
    words: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    fate: Mapped[str] = mapped_column(default=Fate.OPEN, index=True)
    piece: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    made_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    touched_at: Mapped[datetime] = mapped_column(index=True)
