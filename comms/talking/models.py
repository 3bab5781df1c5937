"""Talking points, by campaign and language.

They name the members who wrote them, so that a doubt can be asked about (legitimate interest); for
as long as the campaign is kept. They are internal: no export, no release, no newsroom reads them.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import Base, Key


class Point(Base):
    """One question we are asked, in the order of its campaign."""

    __tablename__ = "talking_points"

    id: Mapped[Key]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    place: Mapped[int]
    made_at: Mapped[datetime]

    wordings: Mapped[list["Wording"]] = relationship(
        order_by="Wording.id", cascade="all, delete-orphan", passive_deletes=True
    )


class Wording(Base):
    """A question and its answer in one language; `version` counts the changes."""

    __tablename__ = "talking_point_wordings"
    __table_args__ = (UniqueConstraint("point_id", "lang"),)

    id: Mapped[Key]
    point_id: Mapped[int] = mapped_column(
        ForeignKey("talking_points.id", ondelete="CASCADE"), index=True
    )
    lang: Mapped[str]
    question: Mapped[str]
    answer: Mapped[str]  # as in a release: [1 226](figure:key), [](figure:key)
    said_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    said_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
