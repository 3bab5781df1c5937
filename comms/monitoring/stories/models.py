"""Stories, and the texts by which their copies are known for some days. They name nobody."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey


class Story(Base):
    """What mentions of one text have in common."""

    __tablename__ = "stories"

    id: Mapped[BigKey]
    made_at: Mapped[datetime]


class StorySketch(Base):
    """The shingles of a mention's text, kept as long as a copy may still come."""

    __tablename__ = "story_sketches"

    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True
    )
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    outlet: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)  # when it was said
    shingles: Mapped[bytes]
    title: Mapped[int] = mapped_column(BigInteger, server_default="0")  # its hash, 0 without one


class StoryShingle(Base):
    """One sampled shingle of a mention: by these its copies are found."""

    __tablename__ = "story_shingles"

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("story_sketches.mention_id", ondelete="CASCADE"), primary_key=True, index=True
    )
