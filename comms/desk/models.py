"""Who wants Aujourd'hui by mail in the morning.

Names the member who asked for it, for as long as they want it; nothing goes to who has left.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base


class Morning(Base):
    """A member wants a mail each morning at an hour of their own clock."""

    __tablename__ = "mornings"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    hour: Mapped[int]
    only_workdays: Mapped[bool] = mapped_column(default=False)
    even_empty: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]  # the first is the one of the next morning
