"""Who was told what: the mails that tell it, and one row a person and story.

Both name the member who asked to be told. They stay as long as the mention does: they are what
keeps a person from being told twice.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey, Key
from comms.core.outward import Outward
from comms.monitoring.watches.rules.paces import Pace


class AlertMail(Outward, Base):
    """One mail to one member about one mention or several."""

    __tablename__ = "alert_mails"
    __table_args__ = (Index("ix_alert_mails_member_made", "member_id", "made_at"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    kind: Mapped[str]  # see rules.Kind
    message_id: Mapped[str]
    made_at: Mapped[datetime]
    pace: Mapped[str] = mapped_column(default=Pace.ONCE, server_default=Pace.ONCE)


class Alert(Base):
    """A member is told of a story, by its first mention that a watch of theirs caught."""

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("member_id", "story_id"),)

    id: Mapped[BigKey]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"))
    mail_id: Mapped[int] = mapped_column(ForeignKey("alert_mails.id"), index=True)


class AlertHabits(Base):
    """When a member wants alerts, and when not. It goes with the member.

    Hours are those of the clocks in `zone` (empty: the association's); quiet ones may pass
    midnight. `even_empty`: a daily or weekly mail comes though nothing was caught.
    """

    __tablename__ = "alert_habits"

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(default=8)
    only_workdays: Mapped[bool] = mapped_column(default=False)
    quiet_from: Mapped[int | None]
    quiet_to: Mapped[int | None]
    zone: Mapped[str] = mapped_column(default="")
    even_empty: Mapped[bool] = mapped_column(default=False)


class Guest(Base):
    """Somebody without an account who is told of what a watch catches, once they said yes.

    Named because they asked for it: a member wrote their address, they confirmed it themselves.
    When they end it the address goes; a keyed hash stays, so that they are not asked again.
    `sealed` is the secret of the link in their mails, `secret` its hash.

    Or a place that is told instead of a person, by Apprise: `target` is its address, sealed, for
    such addresses hold keys; `address` then says where it stands and no more.
    """

    __tablename__ = "alert_guests"
    __table_args__ = (UniqueConstraint("watch_id", "address_key"),)

    id: Mapped[Key]
    watch_id: Mapped[int] = mapped_column(ForeignKey("watches.id"), index=True)
    address: Mapped[str]
    address_key: Mapped[str]  # keyed hash
    lang: Mapped[str]
    pace: Mapped[str]
    secret: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    target: Mapped[str] = mapped_column(default="", server_default="")
    # When they want it and when not, as in `AlertHabits`.
    hour: Mapped[int] = mapped_column(default=8, server_default="8")
    only_workdays: Mapped[bool] = mapped_column(default=False, server_default=false())
    quiet_from: Mapped[int | None]
    quiet_to: Mapped[int | None]
    zone: Mapped[str] = mapped_column(default="", server_default="")
    even_empty: Mapped[bool] = mapped_column(default=False, server_default=false())


class GuestMail(Outward, Base):
    """One mail to one guest: the question whether they want any, or what a watch caught."""

    __tablename__ = "guest_mails"

    id: Mapped[Key]
    guest_id: Mapped[int] = mapped_column(ForeignKey("alert_guests.id"), index=True)
    kind: Mapped[str]  # see rules.Kind
    message_id: Mapped[str]
    made_at: Mapped[datetime]


class GuestAlert(Base):
    """A guest is told of a story, once."""

    __tablename__ = "guest_alerts"
    __table_args__ = (UniqueConstraint("guest_id", "story_id"),)

    id: Mapped[BigKey]
    guest_id: Mapped[int] = mapped_column(ForeignKey("alert_guests.id"))
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"))
    mail_id: Mapped[int] = mapped_column(ForeignKey("guest_mails.id"), index=True)
