"""People, newsrooms, what joins them, what was said with them, the words they are found by.

People are named because a press office must know whom it speaks to (legitimate interest, about
their work alone): kept until they ask to be erased, or three years after the last word from them.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.contacts.book.rules.kinds import AddressState
from comms.core.db import Base, Key


class Contact(Base):
    """A person, or a desk (« Rédaction Nord ») when `is_desk`.

    `version` counts the changes, so that an undo can tell whether anyone came after it. Numbers are
    never given twice: what was said of an erased person is not said of the next.
    """

    __tablename__ = "contacts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Key]
    name: Mapped[str]  # as it is said aloud: « Élodie Lefèvre »
    given: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    is_desk: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    town: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")  # « le matin, jamais au bouclage »
    notes: Mapped[str] = mapped_column(default="")  # the person may read them
    origin: Mapped[str]  # where we have it from
    purpose: Mapped[str] = mapped_column(default="")
    is_discreet: Mapped[bool] = mapped_column(default=False)  # only its confidants see it
    frozen_at: Mapped[datetime | None]  # kept, not used, while a claim is looked into
    objected_at: Mapped[datetime | None]
    informed_at: Mapped[datetime | None]  # the notice of the GDPR, sent with the first mail
    heard_at: Mapped[datetime | None]  # the last word from the person; three years run from here
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    touched_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    addresses: Mapped[list["Address"]] = relationship(
        order_by="Address.place, Address.id", cascade="all, delete-orphan", passive_deletes=True
    )
    roles: Mapped[list["Role"]] = relationship(
        order_by="Role.id", cascade="all, delete-orphan", passive_deletes=True
    )


class Outlet(Base):
    """A newsroom, a partner association or an institution; of a partner, who signs for it.

    That person is named because a joint statement needs somebody to ask (legitimate interest);
    for as long as the partner says so.
    """

    __tablename__ = "outlets"

    id: Mapped[Key]
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)  # its name, folded: one newsroom, one row
    medium: Mapped[str] = mapped_column(default="")
    rhythm: Mapped[str] = mapped_column(default="")  # « quotidien »
    territory: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")  # « bouclage 17 h – 18 h 30 »
    site: Mapped[str] = mapped_column(default="")
    domain: Mapped[str] = mapped_column(default="", index=True)  # of its articles
    handles: Mapped[str] = mapped_column(default="", server_default="")  # « mastodon : @x », a line
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)  # editions
    # Of a partner: who answers for it about joint statements.
    signer_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("contact_imports.id"))

    duties: Mapped[list["Duty"]] = relationship(
        order_by="Duty.days, Duty.start, Duty.id", cascade="all, delete-orphan"
    )


class Duty(Base):
    """A desk that answers on some days between two hours of its own zone. Names no person."""

    __tablename__ = "outlet_duties"

    id: Mapped[Key]
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlets.id", ondelete="CASCADE"), index=True)
    days: Mapped[str]  # « 12345 »: Monday is 1
    start: Mapped[str]  # « 22:00 »; after `end` it lasts into the next morning
    end: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    phone: Mapped[str]  # E.164


class Role(Base):
    """What a person does, at a newsroom or (a freelance) at none, from one day to another.

    Kept after it ended: where a journalist worked tells who knows our subject.
    """

    __tablename__ = "contact_roles"

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    beat: Mapped[str] = mapped_column(default="")
    since: Mapped[date | None]
    until: Mapped[date | None]

    outlet: Mapped[Outlet | None] = relationship(lazy="joined")


class Address(Base):
    """One way to reach a person, with what became of it and where we have it from."""

    __tablename__ = "contact_addresses"
    __table_args__ = (
        UniqueConstraint("contact_id", "kind", "key"),
        Index("ix_contact_addresses_kind_key", "kind", "key"),
    )

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    kind: Mapped[str]  # see rules.kinds.AddressKind
    value: Mapped[str]  # as it is used: a telephone in E.164
    typed: Mapped[str] = mapped_column(default="")  # as it came, when that says more
    key: Mapped[str]  # two addresses are the same when their keys are
    label: Mapped[str] = mapped_column(default="")  # « le soir »
    state: Mapped[str] = mapped_column(default=AddressState.OK)
    source: Mapped[str] = mapped_column(default="")
    place: Mapped[int] = mapped_column(default=0)  # the first is used first
    added_at: Mapped[datetime]


class Confidant(Base):
    """A member who sees a discreet contact; goes with either."""

    __tablename__ = "contact_confidants"

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)


class Exchange(Base):
    """A call, a mail, a meeting, or a note about a person."""

    __tablename__ = "contact_exchanges"

    id: Mapped[Key]
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]  # see rules.kinds.Spoken
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[datetime]


# Compared by code point on both databases, so that a beginning is a range of the index.
Plain = Text().with_variant(Text(collation="C"), "postgresql")


class SearchWord(Base):
    """One folded word of one contact. `kind` says what it is, see rules.finding.Found."""

    __tablename__ = "contact_words"
    __table_args__ = (
        Index("ix_contact_words_kind_word", "kind", "word", "contact_id"),
        {"sqlite_with_rowid": False},
    )

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    word: Mapped[str] = mapped_column(Plain, primary_key=True)
    kind: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Slip(Base):
    """A word of the book with one letter missing: two words one slip apart share one of these."""

    __tablename__ = "contact_slips"
    __table_args__ = (
        Index("ix_contact_slips_word", "word"),
        {"sqlite_with_rowid": False},
    )

    slip: Mapped[str] = mapped_column(Plain, primary_key=True)
    word: Mapped[str] = mapped_column(Plain, primary_key=True)
