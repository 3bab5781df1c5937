"""Errata and the steps taken to put them right.

Members are named who took a step or decided, because somebody answers for it; both go with the
mention. What an article says is kept as it stood: one sentence, as the law lets one quote.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import WORDS, Base, Key
from comms.monitoring.errata.rules.ladder import State


class Erratum(Base):
    """A number in a mention that is not as our record says. `words`: as the article writes it."""

    __tablename__ = "errata"
    __table_args__ = (UniqueConstraint("mention_id", "figure_id", "words"),)

    id: Mapped[Key]
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), index=True
    )
    figure_id: Mapped[int] = mapped_column(ForeignKey("figures.id"), index=True)
    kind: Mapped[str]  # see rules.finding.Kind
    words: Mapped[str]
    sentence: Mapped[str] = mapped_column(info=WORDS)
    found_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=State.OPEN, index=True)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None]

    steps: Mapped[list["ErratumStep"]] = relationship(
        order_by="ErratumStep.id", cascade="all, delete-orphan"
    )


class ErratumStep(Base):
    """What a person did about an erratum, and what came of it. `piece_id`: the reply they began."""

    __tablename__ = "erratum_steps"

    id: Mapped[Key]
    erratum_id: Mapped[int] = mapped_column(ForeignKey("errata.id", ondelete="CASCADE"), index=True)
    step: Mapped[str]
    note: Mapped[str] = mapped_column(default="", info=WORDS)
    piece_id: Mapped[int | None] = mapped_column(ForeignKey("pieces.id"))
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
