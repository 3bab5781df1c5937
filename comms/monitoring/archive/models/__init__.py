"""The words of the articles that are kept: what the full-text index stands on.

Authors of articles are among them, as published; a row goes with its article, or after the days
the association keeps (`options.kept_days`).
"""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey


class EntryText(Base):
    """The folded words of an article, a space between two; `number` grows with its hour.

    The index knows articles by this number, so that the newest of a common word are found without
    sorting. Rows themselves stand as they arrived: a feed shows articles of all hours, and putting
    each among those of its hour writes most pages of the table anew (twice the cost: measured).
    """

    __tablename__ = "entry_texts"

    entry_id: Mapped[BigKey] = mapped_column(
        ForeignKey("entries.id", ondelete="CASCADE"), autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    title: Mapped[str]
    text: Mapped[str]
    author: Mapped[str]
