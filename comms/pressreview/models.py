"""Press reviews that were prepared, and the ledger of whom they went to.

A review names who prepared it, who asked that it be sent, who declined and who sent it: they wait
for one another (legitimate interest). A row of its mail names a reader, a member or a
partner, as the proof of what was sent (legitimate interest); it goes with the review.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, Key
from comms.core.outward import Outward
from comms.pressreview.rules.asking import Asked


class Review(Base):
    """One press review. Once sent, `page` and `text` are what left, `paper` gives its other forms.

    `whole`: somebody (`whole_by`) ticked that this review prints the texts a licence covers. What
    was sent with them stands apart (`whole_…`) until the licence ends; `printed`
    are their outlets, addresses and titles. `page` and `text` never hold one.
    """

    __tablename__ = "press_reviews"

    id: Mapped[Key]
    since: Mapped[datetime]
    until: Mapped[datetime]
    intro: Mapped[str] = mapped_column(default="", info=WORDS)
    left_out: Mapped[list[int]] = mapped_column(JSON, default=list)  # stories
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    sent_at: Mapped[datetime | None]
    subject: Mapped[str] = mapped_column(default="", info=WORDS)
    page: Mapped[str] = mapped_column(default="", info=WORDS)
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    paper: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}", info=WORDS
    )
    whole: Mapped[bool] = mapped_column(default=False, server_default=false())
    whole_by: Mapped[int | None]  # a member; no foreign key: SQLite would make the table anew
    whole_page: Mapped[str] = mapped_column(default="", server_default="", info=WORDS)
    whole_text: Mapped[str] = mapped_column(default="", server_default="", info=WORDS)
    whole_paper: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}", info=WORDS
    )
    printed: Mapped[list[list[str]]] = mapped_column(JSON, default=list, server_default="[]")
    asked_by: Mapped[int | None]  # a member, as `whole_by`; the last who asked that it be sent
    asked_at: Mapped[datetime | None]
    asked_note: Mapped[str] = mapped_column(default="", server_default="", info=WORDS)
    declined_by: Mapped[int | None]  # a member, as `whole_by`
    declined_at: Mapped[datetime | None]
    declined_word: Mapped[str] = mapped_column(default="", server_default="", info=WORDS)

    def asked(self) -> Asked:
        """Return what was asked of it and what became of that."""
        return Asked(self.asked_at, self.declined_at, self.sent_at)


class ReviewMail(Outward, Base):
    """A press review to one reader."""

    __tablename__ = "press_review_mails"
    __table_args__ = (UniqueConstraint("review_id", "address_key"),)

    id: Mapped[Key]
    review_id: Mapped[int] = mapped_column(ForeignKey("press_reviews.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    name: Mapped[str]
    address: Mapped[str]
    address_key: Mapped[str]  # case folded on both sides of the @
    lang: Mapped[str] = mapped_column(default="fr")
    message_id: Mapped[str]
    whole: Mapped[bool] = mapped_column(default=False, server_default=false())  # texts, if they may
