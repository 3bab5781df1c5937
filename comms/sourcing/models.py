"""Why a text fell back: the record that changed under it. Names no person."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Fallen(Base):
    """One record that changed under a text that had not left yet."""

    __tablename__ = "fallen"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    kind: Mapped[str]  # figure, testimony
    key: Mapped[str]
    was: Mapped[str]  # a figure's value; of a testimony nothing is kept
    became: Mapped[str | None]  # None: withdrawn
    number: Mapped[int]  # of the revision the machine saved
    was_approved: Mapped[bool]
    at: Mapped[datetime]
