"""Ideas, and who had them.

A member is named so that one may ask back, and thank. Ideas are kept two years after they were
last touched, then deleted (`service.forget_old`): seasons come again.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, Key
from comms.ideas.rules import Fate


class DropLink(Base):
    """A private address by which somebody in the field gives words and pictures, and reads nothing.

    `secret` is a keyed hash of the address: it is shown once, and no backup gives it away. A member
    is named to be told of what comes. Kept, closed, two years after it ended.
    """

    __tablename__ = "drop_links"

    id: Mapped[Key]
    name: Mapped[str]  # « équipe de nuit »: for us alone, the page behind the link never says it
    secret: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]  # the last time something was taken


class Idea(Base):
    """One idea. `source`: where it comes from (« mention:5 »); `piece`: what was made of it.

    What came from the field has a link in the place of a member, the name its author gave if any,
    and an hour before which it must not go out: as it was typed, and as we understood it. Where a
    member said another since, `first_not_before` is what was typed in the field.
    """

    __tablename__ = "ideas"

    id: Mapped[Key]
    words: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    fate: Mapped[str] = mapped_column(default=Fate.OPEN, index=True)
    piece: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    made_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    touched_at: Mapped[datetime] = mapped_column(index=True)
    link_id: Mapped[int | None] = mapped_column(
        ForeignKey("drop_links.id", ondelete="SET NULL"), index=True
    )
    said_by: Mapped[str] = mapped_column(default="", server_default="")
    not_before: Mapped[str] = mapped_column(default="", server_default="")
    not_before_at: Mapped[datetime | None]
    first_not_before: Mapped[str] = mapped_column(default="", server_default="")
    put_off_by: Mapped[int | None]  # the member who did


class IdeaPiece(Base):
    """A piece that was begun from an idea: never cut, whatever becomes of the idea.

    Pieces are a room above: their number stands here, and no key leads to them.
    """

    __tablename__ = "idea_pieces"

    idea_id: Mapped[int] = mapped_column(
        ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True
    )
    piece_id: Mapped[int] = mapped_column(primary_key=True, index=True)


class IdeaPicture(Base):
    """A picture that came with an idea; it goes with it, and stays among the media."""

    __tablename__ = "idea_pictures"

    idea_id: Mapped[int] = mapped_column(
        ForeignKey("ideas.id", ondelete="CASCADE"), primary_key=True
    )
    asset_id: Mapped[int] = mapped_column(ForeignKey("assets.id"), primary_key=True, index=True)
