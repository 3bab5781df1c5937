"""What people say themselves in a report.

Names the member who wrote last, because somebody answers for it; stays with the report, which is
part of the history of the association.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, Key


class ReportWords(Base):
    """The words of one report: « year:2030 », « campaign:4 »."""

    __tablename__ = "report_words"

    id: Mapped[Key]
    report: Mapped[str] = mapped_column(unique=True)
    opening: Mapped[str] = mapped_column(default="", info=WORDS)
    ahead: Mapped[str] = mapped_column(default="", info=WORDS)  # what comes next
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
