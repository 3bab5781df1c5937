"""Lists of contacts: whom a release is written to, and why each of them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.contacts.book.models import Contact  # noqa: F401 - the key below needs its table
from comms.core.db import Base, Key


class ContactList(Base):
    """A list, chosen by hand; with a `query` it is a saved search and follows the book."""

    __tablename__ = "contact_lists"

    id: Mapped[Key]
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)  # the name, folded
    query: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("contact_imports.id"))
    closed_at: Mapped[datetime | None]


class Membership(Base):
    """One person on one list and the reason; goes with the person."""

    __tablename__ = "contact_list_members"

    list_id: Mapped[int] = mapped_column(
        ForeignKey("contact_lists.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    reason: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
