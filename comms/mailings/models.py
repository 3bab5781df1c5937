"""Sendings and the ledger of who got what.

A delivery keeps a contact's address as it was written to, as the proof of what was sent (legitimate
interest); it goes with the person when they are erased, the count stays.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key
from comms.core.outward import Outward


class Mailing(Base):
    """One sending of one approved piece: to its lists at its hour, or earlier to a first list."""

    __tablename__ = "mailings"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    key: Mapped[str]  # main, embargo
    hash: Mapped[str]  # of what was approved: what leaves is exactly this
    state: Mapped[str] = mapped_column(index=True)  # see rules.MailingState
    due_at: Mapped[datetime] = mapped_column(index=True)
    opened_at: Mapped[datetime | None]  # when the lists became people
    done_at: Mapped[datetime | None]


class Delivery(Outward, Base):
    """One message to one person. The pair of piece and address is unique: nobody gets it twice."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("piece_id", "address_key"),)

    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"), index=True)
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    name: Mapped[str]
    address: Mapped[str]
    address_key: Mapped[str]  # the address, case folded on both sides of the @
    message_id: Mapped[str]
    last_code: Mapped[int | None]
