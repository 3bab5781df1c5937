"""Whose turn it is: the due table. The database says what is due, the clock only wakes us."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import Base, db, took

AGAIN = timedelta(minutes=5)  # a job that failed comes back no later than this


class Turn(Base):
    """One recurring job: when it is due, when it last went well, what went wrong since."""

    __tablename__ = "turns"

    name: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    last_ok: Mapped[datetime | None]
    last_error: Mapped[str | None]
    last_error_at: Mapped[datetime | None]


def enter(name: str, now: datetime) -> None:
    """Write a job down the first time it is seen; commits."""
    if db.session.get(Turn, name) is not None:
        return
    db.session.add(Turn(name=name, due_at=now))
    try:
        db.session.commit()
    except IntegrityError:  # another process wrote it down first
        db.session.rollback()


def write_down(names: Iterable[str], now: datetime) -> None:
    """Write all jobs down before the first runs, and forget those there are no more; commits."""
    names = list(names)
    db.session.execute(delete(Turn).where(Turn.name.not_in(names)))
    db.session.commit()
    for name in names:
        enter(name, now)


def take(name: str, every: timedelta, now: datetime) -> bool:
    """Take a turn if it is due: true for exactly one of all processes; commits."""
    due = update(Turn).where(Turn.name == name, Turn.due_at <= now)
    taken = took(db.session.execute(due.values(due_at=now + every, started_at=now)))
    db.session.commit()
    return taken


def went_well(name: str, now: datetime) -> None:
    """Write down that a turn ended well; commits."""
    done = update(Turn).where(Turn.name == name)
    db.session.execute(done.values(last_ok=now, last_error=None, last_error_at=None))
    db.session.commit()


def went_wrong(name: str, error: str, now: datetime) -> None:
    """Write down that a turn failed: it comes back soon, however rare it is; commits."""
    db.session.rollback()
    failed = update(Turn).where(Turn.name == name)
    soon = case((Turn.due_at > now + AGAIN, now + AGAIN), else_=Turn.due_at)
    db.session.execute(failed.values(due_at=soon, last_error=error[:300], last_error_at=now))
    db.session.commit()


def all_turns() -> list[Turn]:
    """Return every job by name."""
    return list(db.session.scalars(select(Turn).order_by(Turn.name)))
