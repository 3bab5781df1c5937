"""Pieces, their revisions, approvals and comments.

Members are named because a text needs an author and an approval its giver; the names stay with the
history of the association (legitimate interest), the words with the piece.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from comms.core.db import Base, Key
from comms.pieces.rules.states import State


class Piece(Base):
    """Something written here that goes through revisions, review and approval."""

    __tablename__ = "pieces"

    id: Mapped[Key]
    kind: Mapped[str]  # post, release
    state: Mapped[str] = mapped_column(default=State.DRAFT, index=True)
    title: Mapped[str]
    lang: Mapped[str]
    folded: Mapped[str]  # the title, folded, for the search everywhere
    # None: the machine brought it in, before anyone was a member.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    number: Mapped[int] = mapped_column(default=0)  # of the current revision
    # A translation: what it is made from, and the revision of that it says.
    source_id: Mapped[int | None] = mapped_column(ForeignKey("pieces.id"), index=True)
    source_number: Mapped[int | None]
    # Who last held a translation against its source, and which revision of it they read.
    compared_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    compared_at: Mapped[datetime | None]
    compared_number: Mapped[int | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    left: Mapped[list[str]] = mapped_column(JSON, default=list)  # sendings that have left
    made_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]

    revisions: Mapped[list["Revision"]] = relationship(
        order_by="Revision.number", cascade="all, delete-orphan"
    )
    approvals: Mapped[list["Approval"]] = relationship(
        order_by="Approval.id", cascade="all, delete-orphan"
    )
    comments: Mapped[list["Comment"]] = relationship(
        order_by="Comment.id", cascade="all, delete-orphan"
    )


class Revision(Base):
    """One saved state, kept as typed. `is_aside`: it met another change and waits for a person.

    `struck_at`: the words of somebody who withdrew were taken out then (`service.strike`); the
    hash is still that of what was saved, so that what left stays proved, though nobody can read it.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("piece_id", "number"),)

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    number: Mapped[int]
    parent: Mapped[int | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    # Who wrote what is asked of all revisions at once, the words of one or two.
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    hash: Mapped[str]
    made_at: Mapped[datetime]
    is_aside: Mapped[bool] = mapped_column(default=False)
    struck_at: Mapped[datetime | None]


class Approval(Base):
    """One person's yes to one hash, with the hours they were shown."""

    __tablename__ = "approvals"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    number: Mapped[int]  # of the revision that was read
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    college: Mapped[str | None]
    hash: Mapped[str]
    hours: Mapped[dict[str, str]] = mapped_column(JSON)
    at: Mapped[datetime]
    voided_at: Mapped[datetime | None]


class Comment(Base):
    """A remark on a piece, on a passage of it if one is quoted.

    `field` and `start` say where the passage stood in revision `number`. `proposal` is what the
    reader would write there: whoever takes it is its editor, the reader is not.
    """

    __tablename__ = "comments"

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    number: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    passage: Mapped[str | None]
    field: Mapped[str | None]
    start: Mapped[int | None]
    proposal: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class Presence(Base):
    """Who has a piece open just now, so that two people know of each other.

    Names a member for a few minutes: the next who opens a piece sweeps what is older.
    """

    __tablename__ = "presences"
    __table_args__ = (
        UniqueConstraint("piece_id", "member_id"),
        {"sqlite_autoincrement": False},  # nothing names one by its number
    )

    id: Mapped[Key]
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
