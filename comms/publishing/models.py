"""Dispatches: one thing to put on one channel, and its receipt.

Names the member who said that a post by hand is out: the proof of who vouched for it.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base
from comms.core.outward import Outward


class Dispatch(Outward, Base):
    """One piece on one channel; the pair is unique: nothing is put there twice."""

    __tablename__ = "dispatches"
    __table_args__ = (UniqueConstraint("piece_id", "channel_id"),)

    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)
    hash: Mapped[str]  # of what was approved
    url: Mapped[str | None]  # where it stands
    said_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    said_at: Mapped[datetime | None]  # the hour it went out, as a person says
