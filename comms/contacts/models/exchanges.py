"""What was said with a person: kept as long as the person; the person may read it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Exchange(Base):
    """A call, a mail, a meeting, or a note about a person."""

    __tablename__ = "contact_exchanges"

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # see rules.kinds.Spoken
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[datetime]
