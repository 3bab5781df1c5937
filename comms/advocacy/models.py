"""What was asked of institutions and elected people, and what came of it.

A person is named because they hold a public office and were asked something in it (legitimate
interest); a member because they follow it. Kept six years after it was last touched, as long as a
municipal term, then deleted (`service.forget_old`). When a person is erased, what was asked of them
goes too; of what was asked of an institution through them, its day and what came of it stay.
"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from comms.advocacy.rules import Outcome
from comms.core.db import WORDS, Base, Key


class Step(Base):
    """One step of advocacy: a letter, a hearing, a question, an appeal, a meeting.

    Days have no hour and no zone. `documents` are [name, address] pairs, the address may be empty.
    """

    __tablename__ = "advocacy_steps"

    id: Mapped[Key]
    kind: Mapped[str]  # see rules.Kind
    subject: Mapped[str] = mapped_column(info=WORDS)
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contacts.id", ondelete="SET NULL"), index=True
    )
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    on_day: Mapped[date] = mapped_column(index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)  # until when an answer is awaited
    asked: Mapped[str] = mapped_column(default="", info=WORDS)
    documents: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    outcome: Mapped[str] = mapped_column(default=Outcome.OPEN, index=True)
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="", info=WORDS)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)
