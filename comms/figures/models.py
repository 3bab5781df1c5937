"""Figures and their corrections.

A figure names the members who gave it and who checked it, because a number needs somebody who
answers for it (legitimate interest); the names stay with the history of the association. What is
counted is never a person of whom anything could be told.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import WORDS, Base, Key
from comms.figures.rules.record import State


class Figure(Base):
    """One number we stand by; `value` as `rules.numbers` keeps it: « 1226 », « 3.5 », « 87% »."""

    __tablename__ = "figures"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    labels: Mapped[dict[str, str]] = mapped_column(JSON)  # by language
    value: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    period: Mapped[str] = mapped_column(default="", index=True)
    place: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="", info=WORDS)
    source: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.TO_CHECK, index=True)
    folded: Mapped[str]  # key, labels, place and unit, folded, for the search
    # Who gave the value that stands now. None: the machine, in the demonstration.
    said_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    said_at: Mapped[datetime]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    checked_at: Mapped[datetime | None]
    touched_at: Mapped[datetime] = mapped_column(index=True)

    corrections: Mapped[list["Correction"]] = relationship(
        order_by="Correction.id", cascade="all, delete-orphan"
    )


class Correction(Base):
    """A value that was given up: what it was, until when, and why.

    `was_checked`: a second person had said that it was right: it may have been read outside.
    """

    __tablename__ = "corrections"

    id: Mapped[Key]
    figure_id: Mapped[int] = mapped_column(ForeignKey("figures.id"), index=True)
    was: Mapped[str]
    was_checked: Mapped[bool] = mapped_column(default=False)
    became: Mapped[str | None]  # None: the figure was withdrawn
    why: Mapped[str] = mapped_column(info=WORDS)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class Series(Base):
    """Figures anybody may read at an address, on and off at will; names who opened it, as above.

    `keys`: the figures chosen; those of the same series (« expulsions-2030-02 ») come by
    themselves once a second person has checked them. `slug`: the end of the address.
    """

    __tablename__ = "figure_series"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True)
    titles: Mapped[dict[str, str]] = mapped_column(JSON, info=WORDS)  # by language
    notes: Mapped[dict[str, str]] = mapped_column(JSON, info=WORDS)  # how to read them, by language
    keys: Mapped[list[str]] = mapped_column(JSON)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]  # None: nobody reads it outside
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
