"""What a member leaves in writing for who comes next.

Names its writer because it is theirs: kept until they empty it, or a year after their account was
closed with everything handed over.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base


class HandoverNote(Base):
    """Where things are, what one must know: one note a member, in their own words."""

    __tablename__ = "handover_notes"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    words: Mapped[str] = mapped_column(default="", info=WORDS)
    touched_at: Mapped[datetime]
