"""Pictures and their rights.

People may be seen on them: the purpose is to show what the association observes, the basis consent
or that nobody can be recognised; who looked, and what they found, is kept as long as the picture.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, Key
from comms.media.rules import Look


class Asset(Base):
    """One clean picture. The file's name is random: a title never becomes an address."""

    __tablename__ = "assets"

    id: Mapped[Key]
    file: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]  # jpeg, png
    width: Mapped[int]
    height: Mapped[int]
    title: Mapped[str] = mapped_column(info=WORDS)
    credit: Mapped[str] = mapped_column(default="", info=WORDS)
    look: Mapped[str] = mapped_column(default=Look.WAITING, index=True)
    looked_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    looked_at: Mapped[datetime | None]
    added_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[datetime]
