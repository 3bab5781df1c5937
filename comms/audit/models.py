"""The chain of what was done. Holds member numbers, no names; kept as long as the database."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, BigKey


class AuditLine(Base):
    """One act. Append-only: no verb of the product changes or deletes a line."""

    __tablename__ = "audit_lines"

    id: Mapped[BigKey]
    at: Mapped[datetime]
    actor: Mapped[int | None]
    act: Mapped[str] = mapped_column(index=True)
    object: Mapped[str] = mapped_column(index=True)
    before: Mapped[str] = mapped_column(unique=True)  # two lines after the same one: refused
    hash: Mapped[str]
