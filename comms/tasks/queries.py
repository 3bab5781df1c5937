"""Reads the tasks: a member's, everybody's, those about one thing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select

from comms.core.db import db
from comms.tasks.models import Task
from comms.tasks.rules import contact_of

MOST = 500  # on one page


def open_of(member_id: int) -> Sequence[Task]:
    """Return what a member has to do, the nearest day first, those without a day last."""
    return db.session.scalars(_open().where(Task.owner_id == member_id)).all()


def open_ones() -> Sequence[Task]:
    """Return what anybody has to do, in the same order."""
    return db.session.scalars(_open()).all()


def due_to(member_id: int, day: date) -> Sequence[Task]:
    """Return what a member has to do until a day, that day included."""
    return db.session.scalars(_open().where(Task.owner_id == member_id, Task.due_on <= day)).all()


def count_due_to(member_id: int, day: date) -> int:
    """Return how many tasks a member has until a day, that day included."""
    due = Task.owner_id == member_id, Task.done_at.is_(None), Task.due_on <= day
    return db.session.scalar(select(func.count(Task.id)).where(*due)) or 0


def about(thing: str) -> Sequence[Task]:
    """Return what is to be done about one thing."""
    contact_id = contact_of(thing)
    is_it = Task.contact_id == contact_id if contact_id else Task.thing == thing
    return db.session.scalars(_open().where(is_it)).all()


def of_contact(contact_id: int) -> Sequence[Task]:
    """Return what was and is to be done about a person, oldest first: what is told to them."""
    theirs = select(Task).where(Task.contact_id == contact_id)
    return db.session.scalars(theirs.order_by(Task.id)).all()


def done_since(instant: datetime, member_id: int | None) -> Sequence[Task]:
    """Return what was done since an instant, by one member's list or everybody's, last first."""
    wanted = select(Task).where(Task.done_at >= instant)
    if member_id is not None:
        wanted = wanted.where(Task.owner_id == member_id)
    return db.session.scalars(wanted.order_by(Task.done_at.desc()).limit(MOST)).all()


def lately(now: datetime) -> datetime:
    """Return since when what was done is still shown: a week."""
    return now - timedelta(days=7)


def _open() -> Select[Task]:
    nearest = (Task.due_on.is_(None), Task.due_on, Task.id)
    return select(Task).where(Task.done_at.is_(None)).order_by(*nearest).limit(MOST)
