"""Saved queries with every version they had, what each caught, and who is told.

A version names the member who wrote it and a wish the member who is told: the association answers
for what it watches (legitimate interest). Wishes go with the member, versions stay with the watch.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey, Key
from comms.monitoring.watches.rules.paces import Pace


class Watch(Base):
    """A query that is held against everything that arrives, until it is closed."""

    __tablename__ = "watches"

    id: Mapped[Key]
    name: Mapped[str]
    number: Mapped[int]  # of the version that holds
    changes: Mapped[int] = mapped_column(default=1)  # grows: processes know what they hold is old
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    # What it catches is only counted, but for those it is for: see `queries.reading`.
    is_sensitive: Mapped[bool] = mapped_column(default=False, server_default=false())


class WatchVersion(Base):
    """A query as it stood once; old mentions say which one caught them."""

    __tablename__ = "watch_versions"
    __table_args__ = (UniqueConstraint("watch_id", "number"),)

    id: Mapped[Key]
    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id"))
    number: Mapped[int]
    query: Mapped[str]
    boxes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # as typed
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]


class Wish(Base):
    """A member wants a mail when a watch catches something, at a pace of their own."""

    __tablename__ = "watch_wishes"
    __table_args__ = (UniqueConstraint("watch_id", "member_id"),)

    id: Mapped[Key]
    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    made_at: Mapped[datetime]
    pace: Mapped[str] = mapped_column(default=Pace.ONCE, server_default=Pace.ONCE)


class Hit(Base):
    """A version of a watch caught a mention: where, and the words in their sentence.

    `spans` are `[field, start, end]`; `title` and `sentence` are `[text, is found]`, kept so
    that they can be shown when the article has changed or is no longer kept.
    """

    __tablename__ = "watch_hits"
    __table_args__ = (UniqueConstraint("mention_id", "watch_id"),)

    id: Mapped[BigKey]
    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("watch_versions.id"))
    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(index=True)
    spans: Mapped[list[list[str | int]]] = mapped_column(JSON)
    title: Mapped[list[list[str | bool]]] = mapped_column(JSON)
    sentence: Mapped[list[list[str | bool]]] = mapped_column(JSON)
