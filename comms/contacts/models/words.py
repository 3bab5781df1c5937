"""The words people are found by, folded. Kept in step by the verbs; goes with the person."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base

# Compared by code point on both databases, so that a beginning is a range of the index.
Plain = Text().with_variant(Text(collation="C"), "postgresql")


class SearchWord(Base):
    """One folded word of one contact. `kind` says what it is, see rules.finding.Found."""

    __tablename__ = "contact_words"
    __table_args__ = (
        Index("ix_contact_words_kind_word", "kind", "word", "contact_id"),
        {"sqlite_with_rowid": False},
    )

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    word: Mapped[str] = mapped_column(Plain, primary_key=True)
    kind: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Slip(Base):
    """A word of the book with one letter missing: two words one slip apart share one of these."""

    __tablename__ = "contact_slips"
    __table_args__ = (
        Index("ix_contact_slips_word", "word"),
        {"sqlite_with_rowid": False},
    )

    slip: Mapped[str] = mapped_column(Plain, primary_key=True)
    word: Mapped[str] = mapped_column(Plain, primary_key=True)
