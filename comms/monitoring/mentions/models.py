"""What was said of us: one row a mention.

Authors are named as published, to credit them and to know who writes about us (legitimate
interest); whoever entered or sorted a mention is named as long as the mention stays.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, BigKey, Key
from comms.monitoring.mentions.rules.standing import Medium, State, Tone


class Mention(Base):
    """One article, broadcast or page that speaks of us. A higher `id` arrived later.

    What caught it stands in the watches' hits; it keeps its own title and outlet, for articles
    are not kept for ever. `words` is its title and outlet folded, for the search.
    """

    __tablename__ = "mentions"
    __table_args__ = (
        Index("ix_mentions_state_id", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[BigKey]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entries.id"), unique=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    title: Mapped[str]
    outlet: Mapped[str]
    programme: Mapped[str] = mapped_column(default="")  # or page
    medium: Mapped[str] = mapped_column(default=Medium.WEB)
    authors: Mapped[list[str]] = mapped_column(JSON, default=list)
    agency: Mapped[str] = mapped_column(default="")  # whose dispatch it is: AFP, Reuters
    url: Mapped[str | None]
    published: Mapped[datetime | None]
    # Somebody gave its day and no hour: `published` is the beginning of it.
    is_day_alone: Mapped[bool] = mapped_column(default=False, server_default=false())
    seen_at: Mapped[datetime] = mapped_column(index=True)
    lang: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    # A sentence of it, typed by hand.
    verbatim: Mapped[str] = mapped_column(default="", info=WORDS)
    note: Mapped[str] = mapped_column(default="", info=WORDS)
    tone: Mapped[str] = mapped_column(default=Tone.UNSET)
    state: Mapped[str] = mapped_column(default=State.NEW)
    # Why it was kept or dismissed, where somebody says; or a code of `rules.standing.Reason`.
    reason: Mapped[str] = mapped_column(default="", server_default="", info=WORDS)
    is_paid: Mapped[bool] = mapped_column(default=False, server_default=false())  # to subscribers
    # By what that is known: see `rules.subscribers.Whence`.
    paid_how: Mapped[str] = mapped_column(default="", server_default="")
    # The member who says so; no foreign key, for SQLite would make the table anew.
    paid_by: Mapped[int | None]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    sorted_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    sorted_at: Mapped[datetime | None]

    @property
    def has_hour(self) -> bool:
        """Whether an hour may stand with its day; paper has none, and by hand one may lack."""
        is_known = not self.is_day_alone and (self.published is not None or self.entry_id)
        return bool(is_known) and self.medium != Medium.PRINT


class MentionPerson(Base):
    """Somebody in the book wrote a mention, or a person said that it is somebody else.

    Names a contact, because a press office must know who writes about it (legitimate interest);
    goes with the mention or the contact. `by`: None when the tool joined them, as a person had
    done for the same signature in the same outlet.
    """

    __tablename__ = "mention_people"
    __table_args__ = (UniqueConstraint("mention_id", "contact_id"),)

    id: Mapped[BigKey]
    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(index=True)  # as signed, folded
    is_refused: Mapped[bool] = mapped_column(default=False)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class MentionNewsroom(Base):
    """A person said which newsroom of the book a mention comes from, or that it is none of them.

    `host`: the site of its article, whose others follow. `by`: the member who said so; goes with
    the mention, or with the newsroom.
    """

    __tablename__ = "mention_newsrooms"

    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True
    )
    outlet_id: Mapped[int | None] = mapped_column(
        ForeignKey("outlets.id", ondelete="CASCADE"), index=True
    )
    host: Mapped[str] = mapped_column(index=True)
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class MentionPiece(Base):
    """A mention takes up a release of ours, or a person said that it does not.

    `sure` is in hundredths; `by`: None when the tool found it, by what `how` says.
    """

    __tablename__ = "mention_pieces"
    __table_args__ = (UniqueConstraint("mention_id", "piece_id"),)

    id: Mapped[BigKey]
    mention_id: Mapped[int] = mapped_column(ForeignKey("mentions.id", ondelete="CASCADE"))
    piece_id: Mapped[int] = mapped_column(ForeignKey("pieces.id"), index=True)
    how: Mapped[str]  # see rules.taking_up.How
    sure: Mapped[int]
    is_refused: Mapped[bool] = mapped_column(default=False)
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class MentionCampaign(Base):
    """A person said to which campaign a mention belongs; what it takes up may say another.

    `by`: the member who said so; it goes with the mention.
    """

    __tablename__ = "mention_campaigns"

    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True
    )
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), index=True)
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class MentionCopy(Base):
    """A photograph, a PDF or a sound of what was said, for the house alone: no export has it.

    It may show or name anybody the press did; kept as long as the mention, or until somebody takes
    it away. `by`: the member who brought it.
    """

    __tablename__ = "mention_copies"

    id: Mapped[Key]
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), index=True
    )
    file: Mapped[str]  # its name in the folder of copies
    name: Mapped[str]  # as it was called where it came from
    kind: Mapped[str]  # its media type
    size: Mapped[int]
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class MentionPassage(Base):
    """What somebody who subscribes read in an article and typed: a few sentences, never all of it.

    Apart from what the feed gave; it may name anybody the press did. Kept as long as the mention,
    or until somebody takes it away. `by`: the member who read it.
    """

    __tablename__ = "mention_passages"

    id: Mapped[Key]
    mention_id: Mapped[int] = mapped_column(
        ForeignKey("mentions.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(info=WORDS)
    by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
