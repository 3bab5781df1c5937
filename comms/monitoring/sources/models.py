"""The feeds we read. A row names no person but the member who added it, kept with the source."""

from datetime import datetime

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key
from comms.monitoring.sources.rules import State


class Source(Base):
    """One feed: its address, what it said of itself, and how the last tries went.

    `url` is asked as it stands; `url_key` is the same address however written, so that a feed
    enters once. `etag` and `last_modified` go back byte for byte.
    """

    __tablename__ = "sources"

    id: Mapped[Key]
    url: Mapped[str]
    url_key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    site_url: Mapped[str | None]
    folder: Mapped[str] = mapped_column(default="")  # as the OPML file had it, « Presse/Locale »
    language: Mapped[str | None]  # as the feed declares it
    state: Mapped[str] = mapped_column(default=State.ACTIVE, index=True)
    # Its articles are read where they stand too, so that a watch sees more than the summary.
    reads_pages: Mapped[bool] = mapped_column(default=False, server_default=false())
    added_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    added_at: Mapped[datetime]

    due_at: Mapped[datetime] = mapped_column(index=True)
    not_before: Mapped[datetime | None]  # the server asked us to wait (Retry-After)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_hash: Mapped[str | None]
    full_at: Mapped[datetime | None]  # when the whole feed last came, whatever validators say

    last_try: Mapped[datetime | None]
    last_ok: Mapped[datetime | None]
    last_new: Mapped[datetime | None]
    newest_at: Mapped[datetime | None]  # the instant of its newest article
    rhythm_minutes: Mapped[int | None]  # the usual time between two of its articles
    polls: Mapped[int] = mapped_column(default=0)
    second_readings: Mapped[int] = mapped_column(default=0)  # the fast reader was not enough
    failures: Mapped[float] = mapped_column(default=0.0)  # half ones count half
    status: Mapped[int | None]  # of its last answer
    trouble: Mapped[str | None]  # a code of `rules`, said as a sentence by `forms`
    moved_to: Mapped[str | None]  # where permanent redirects lead
    moved_count: Mapped[int] = mapped_column(default=0)
    moved_since: Mapped[datetime | None]
    # The address it had before it moved, until somebody has seen that it did.
    moved_from: Mapped[str | None]
    gone_since: Mapped[datetime | None]  # it first answered 410
    # It began to fail, or a person suspended it: an outage that lasts, until it is read again.
    unread_since: Mapped[datetime | None]


class Outage(Base):
    """An outage that is over: a source was not read from one instant to another.

    One that lasts stands in its source. Without source: none was asked, for the machine slept.
    """

    __tablename__ = "source_outages"

    id: Mapped[Key]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]  # the last code of what stood in the way
