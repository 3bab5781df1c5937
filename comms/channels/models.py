"""Channels: names no person; an account's name is the association's own."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.channels.rules.slots import Slot
from comms.core.db import WORDS, Base, Key


class Channel(Base):
    """One account, or one way by hand (« Story Instagram », « Boucle Signal presse »)."""

    __tablename__ = "channels"

    id: Mapped[Key]
    kind: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    network: Mapped[str] = mapped_column(default="")  # whose counting rule holds; may be empty
    # Where an instance takes another number of signs than its network does by default.
    most: Mapped[int | None]
    has_address: Mapped[bool] = mapped_column(default=True)  # a post there has an address
    note: Mapped[str] = mapped_column(default="", info=WORDS)  # how we do it here, for who is new
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    slots: Mapped[list["ChannelSlot"]] = relationship(
        order_by="ChannelSlot.weekday, ChannelSlot.wall", cascade="all, delete-orphan"
    )


class ChannelSlot(Base):
    """An hour of a channel that comes back every week, on the clock of the house."""

    __tablename__ = "channel_slots"
    __table_args__ = (UniqueConstraint("channel_id", "weekday", "wall"),)

    id: Mapped[Key]
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)
    weekday: Mapped[int]  # 0 is Monday
    wall: Mapped[str]  # 09:00

    @property
    def plain(self) -> Slot:
        """Return it as the rules know it."""
        return Slot(self.weekday, self.wall)
