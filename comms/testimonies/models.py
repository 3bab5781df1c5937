"""Testimonies: words of people who can be hurt by them.

Why we hold them: to quote people as they agreed to be quoted (consent). Names nobody: an alias
stands for the person, whose contact one member keeps outside this machine. Until when: the words,
the alias and the interpreter are cleared at once when the person withdraws, and 90 days after the
agreement has ended (`rules.KEPT`). What texts quoted stays in their revisions, as what was written,
until somebody who approves strikes it out of them after a withdrawal. Key and dates stay, as proof
that there was one, and a keyed hash in the register, so that no restore brings an agreement back.
Who held the contact and who interpreted is shown to those who keep it and to approvers alone.
Words, alias and interpreter are sealed: a stolen database says nothing.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key


class Testimony(Base):
    """One testimony; `sealed` holds alias, words by language and interpreter as JSON."""

    __tablename__ = "testimonies"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[str | None]  # None: cleared
    lang: Mapped[str]  # in which it was told
    for_press: Mapped[bool]
    for_networks: Mapped[bool]
    langs: Mapped[list[str]] = mapped_column(JSON)  # in which it may appear
    until: Mapped[date | None]
    held_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    struck_at: Mapped[datetime | None]  # when their words left every revision
    # Numbers of the pieces where somebody had the alias struck too (« names »), and of those where
    # the same words, bound to nobody, were left (« spared »): a page that stood open does likewise.
    struck_where: Mapped[dict[str, list[int]] | None] = mapped_column(JSON)
