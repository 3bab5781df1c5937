"""Notices: what one member is told, and the ledger of its mail.

A notice names the member it is for and the one who caused it, because work waits between them
(legitimate interest); the address of somebody invited stands here until the mail has left. All of
it goes after 90 days (`rules.KEPT`).
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base
from comms.core.outward import Outward


class Notice(Outward, Base):
    """One thing one person is told once; the four together name the occasion."""

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("recipient", "kind", "thing", "occasion"),)

    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    recipient: Mapped[str]  # « member:3 », or a keyed hash of the address of who is no member yet
    kind: Mapped[str]  # see rules.Kind
    thing: Mapped[str] = mapped_column(index=True)  # « piece:12 »
    occasion: Mapped[str]
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    title: Mapped[str] = mapped_column(default="")
    path: Mapped[str] = mapped_column(default="")  # where it is answered
    secret: Mapped[str | None]  # sealed: the link that opens once, and to whom; cleared when done
    lang: Mapped[str] = mapped_column(default="")  # of who is no member yet
    message_id: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)
    read_at: Mapped[datetime | None]
