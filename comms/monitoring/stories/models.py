"""A story: what was said once, and every copy of it. Names nobody."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from comms.core.db import Base, BigKey


class Story(Base):
    """What mentions of one text have in common."""

    __tablename__ = "stories"

    id: Mapped[BigKey]
    made_at: Mapped[datetime]
