"""Press events, who is invited to them, and what they are written besides the invitation.

A guest is named because somebody must know who comes and who is to be told where (legitimate
interest, about their work alone): until a year after the event, then only the numbers stay.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, Key
from comms.core.outward import Outward


class Event(Base):
    """A conference, a visit, a day in court; its invitation is a piece, approved as every piece.

    `place` is told to those who come, once it was approved as it stands (`place_hash`), by another
    member than who wrote it (`place_by`), who last changed what is told with it (`told_by`) and who
    else did since it was approved (`also_by`: their numbers); with `is_public` to whoever holds a
    link, and texts may say it. `guests_kept` and `came_kept` are what stays when the names of the
    guests went.
    """

    __tablename__ = "press_events"

    id: Mapped[Key]
    kind: Mapped[str]  # see rules.Kind
    title: Mapped[str] = mapped_column(info=WORDS)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    zone: Mapped[str]
    place: Mapped[str] = mapped_column(default="")  # the first line is the address, then the way
    is_public: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)  # a member confirms who said yes
    place_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    told_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    also_by: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    place_ok_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    place_hash: Mapped[str] = mapped_column(default="")
    piece_id: Mapped[int | None] = mapped_column(ForeignKey("pieces.id"), index=True)
    kit_id: Mapped[int | None] = mapped_column(ForeignKey("pieces.id"), index=True)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("contact_lists.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    guests_kept: Mapped[int | None]
    came_kept: Mapped[int | None]


class Guest(Base):
    """Somebody invited: a person of the book, or a name noted by hand with a way to write."""

    __tablename__ = "event_guests"
    __table_args__ = (UniqueConstraint("event_id", "contact_id"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("press_events.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(default="")  # of who is not in the book
    email: Mapped[str] = mapped_column(default="")
    outlet: Mapped[str] = mapped_column(default="")  # whom they come for
    answer: Mapped[str] = mapped_column(default="")  # see rules.Answer
    people: Mapped[int] = mapped_column(default=1)
    asks_kit: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # None: by their link
    confirmed_at: Mapped[datetime | None]
    called_at: Mapped[datetime | None]  # the last call, answered or not
    came_at: Mapped[datetime | None]
    added_at: Mapped[datetime]


class EventMail(Outward, Base):
    """One mail to one guest: the invitation, the place as approved, the kit; each `key` once."""

    __tablename__ = "event_mails"
    __table_args__ = (UniqueConstraint("guest_id", "kind", "key"),)

    id: Mapped[Key]
    guest_id: Mapped[int] = mapped_column(
        ForeignKey("event_guests.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # see rules.Mail
    key: Mapped[str]  # the invitation's piece, the hash of the place, or that of the kit
    message_id: Mapped[str]
    made_at: Mapped[datetime]
