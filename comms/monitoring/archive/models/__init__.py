"""The words of the articles that are kept: what the full-text index stands on.

Authors of articles are among them, as published; a row goes with its article, or after the days
the association keeps (`options.kept_days`).
"""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey


class EntryText(Base):
    """The folded words of an article, a space between two; `id` grows with the hour it was shown.

    Rows in the order of their numbers are articles in the order of their hours: the newest of a
    common word are found without sorting.
    """

    __tablename__ = "entry_texts"

    id: Mapped[BigKey]
    entry_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("entries.id", ondelete="CASCADE"), unique=True
    )
    title: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
