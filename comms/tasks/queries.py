"""Reads the tasks: a member's, everybody's, those about one thing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import seen_by
from comms.core.db import db
from comms.tasks.models import Task
from comms.tasks.rules import contact_of

MOST = 500  # on one page


def open_of(member_id: int) -> Sequence[Task]:
    """Return what a member has to do, the nearest day first, those without a day last."""
    return db.session.scalars(_open().where(Task.owner_id == member_id)).all()


def open_ones(reader_id: int) -> Sequence[Task]:
    """Return what anybody has to do, as a member may read it, in the same order."""
    return db.session.scalars(_open().where(_read_by(reader_id))).all()


def may_read(task: Task, reader_id: int) -> bool:
    """Say whether a member reads a task: of a discreet contact, confidants and who does it."""
    mine = select(Task.id).where(Task.id == task.id, _read_by(reader_id))
    return db.session.scalar(mine) is not None


def _read_by(reader_id: int) -> ColumnElement[bool]:
    known = select(Contact.id).where(seen_by(reader_id))
    return or_(Task.owner_id == reader_id, Task.contact_id.is_(None), Task.contact_id.in_(known))


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


def done_since(instant: datetime, reader_id: int, *, is_all: bool) -> Sequence[Task]:
    """Return what was done since an instant, on a member's list or on all they read, last first."""
    wanted = select(Task).where(Task.done_at >= instant)
    wanted = wanted.where(_read_by(reader_id) if is_all else Task.owner_id == reader_id)
    return db.session.scalars(wanted.order_by(Task.done_at.desc()).limit(MOST)).all()


def lately(now: datetime) -> datetime:
    """Return since when what was done is still shown: a week."""
    return now - timedelta(days=7)


def _open() -> Select[Task]:
    nearest = (Task.due_on.is_(None), Task.due_on, Task.id)
    return select(Task).where(Task.done_at.is_(None)).order_by(*nearest).limit(MOST)
