"""What journalists ask of us, who answers, and what is to be done again.

Requests and follow-ups are kept as long as the person they are about. Spokespeople are named so
that an answer carries what they agreed to: kept as long as they speak for us, and a year after.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.contacts.requests.rules.kinds import RequestState, Terms
from comms.core.db import Base, Key


class Spokesperson(Base):
    """Someone who may speak for us, under the name they chose, until their agreement ends."""

    __tablename__ = "spokespeople"

    id: Mapped[Key]
    name: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    hours: Mapped[str] = mapped_column(default="")
    agreed_to: Mapped[str] = mapped_column(default="")  # « voix, pas le visage ; pas de direct »
    refuses: Mapped[str] = mapped_column(default="")  # newsrooms they do not speak to
    agreed_until: Mapped[date | None]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class CampaignVoice(Base):
    """Someone who speaks for us in a campaign; goes with either."""

    __tablename__ = "campaign_voices"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    spokesperson_id: Mapped[int] = mapped_column(
        ForeignKey("spokespeople.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Request(Base):
    """An interview or a question, with its deadline in the journalist's zone."""

    __tablename__ = "contact_requests"

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    subject: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    zone: Mapped[str]
    terms: Mapped[str] = mapped_column(default=Terms.UNKNOWN)
    spokesperson_id: Mapped[int | None] = mapped_column(ForeignKey("spokespeople.id"))
    said: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default=RequestState.OPEN, index=True)
    result: Mapped[str] = mapped_column(default="")  # the address of what came of it
    for_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))  # who follows it
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    closed_at: Mapped[datetime | None]


class FollowUp(Base):
    """Something to do again with a person, by a day."""

    __tablename__ = "contact_follow_ups"

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(index=True)
    for_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
