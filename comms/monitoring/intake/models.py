"""The articles the sources showed: one row an article, where it was seen, what it said before.

Authors of articles are named as published, to credit them and to find who writes about us; they
stay as long as the article does.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.adapters.feeds.values import Trust
from comms.core.db import Base, BigKey


class Entry(Base):
    """One article, whatever the sources that show it; a higher `id` arrived later.

    `link_key` is what makes it one: the canonical link, or source and guid when there is no link.
    `summary` and `content` are clean HTML, `title` is plain text. A removed article keeps its row,
    emptied, so that it does not come back.
    """

    __tablename__ = "entries"
    # Rows are walked newest first by number: SQLite must not use a number twice.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[BigKey]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)  # saw it first
    link: Mapped[str | None]
    link_key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    summary: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    enclosures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    published: Mapped[datetime | None]  # as the article says
    updated: Mapped[datetime | None]
    date_trust: Mapped[str] = mapped_column(default=Trust.SEEN)
    seen_at: Mapped[datetime] = mapped_column(index=True)
    shown_at: Mapped[datetime]  # what lists are ordered by: published, or when first seen
    language: Mapped[str | None]  # as item or feed declares it
    detected: Mapped[str | None]  # as we believe it to be
    text_hash: Mapped[str]  # of title and text, to see at once that nothing changed
    page: Mapped[str] = mapped_column(default="", server_default="")  # its text where it stands
    page_at: Mapped[datetime | None]  # when that was asked for
    is_paid: Mapped[bool | None]  # whether it asks for a subscription there, as far as it says
    changed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class Sighting(Base):
    """A source showed an article."""

    __tablename__ = "sightings"
    # Very many rows, and nothing names one by its number.
    __table_args__ = (
        UniqueConstraint("entry_id", "source_id"),
        {"sqlite_autoincrement": False},
    )

    id: Mapped[BigKey]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"))
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    guid: Mapped[str | None]
    link: Mapped[str | None]  # as this source wrote it
    text_hash: Mapped[str]  # what this source showed last: two that differ do not take turns
    seen_at: Mapped[datetime]


class EntryVersion(Base):
    """What an article said before it was changed; the present text stands in the entry."""

    __tablename__ = "entry_versions"
    __table_args__ = ({"sqlite_autoincrement": False},)  # nothing names one by its number

    id: Mapped[BigKey]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), index=True)
    title: Mapped[str | None]
    summary: Mapped[str] = mapped_column(default="")
    content: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime]  # since when it said this
    replaced_at: Mapped[datetime]
