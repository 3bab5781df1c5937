"""Channels: names no person; an account's name is the association's own."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


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
    note: Mapped[str] = mapped_column(default="")  # how we do it here, for who is new
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
