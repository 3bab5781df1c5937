"""What people do with a task: write it down, change it, do it, give it to another."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, update

from comms.accounts import queries as accounts
from comms.audit import service as audit
from comms.core import clock
from comms.core.db import changed, db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.tasks.models import Task
from comms.tasks.rules import TaskWrong, contact_of, obstacles

KEPT = timedelta(days=365)  # what is done


@dataclass(frozen=True)
class Draft:
    """What a task is to be."""

    words: str
    owner_id: int | None
    due_on: date | None = None
    thing: str = ""


def add(draft: Draft, *, actor: Actor) -> Task:
    """Write down what is to be done.

    Raises:
        Refused: no words, too many, or nobody who could do it.
    """
    contact_id = contact_of(draft.thing)
    thing = "" if contact_id else draft.thing
    task = Task(made_at=clock.now(), made_by=actor.id, thing=thing, contact_id=contact_id)
    _fill(task, draft)
    db.session.add(task)
    db.session.flush()
    audit.record(actor.id, "task.added", "task", task.id)
    return task


def change(task: Task, draft: Draft, *, actor: Actor) -> None:
    """Say it otherwise, give it another day or to another member; what it is about stays."""
    _fill(task, draft)
    audit.record(actor.id, "task.changed", "task", task.id)


def _fill(task: Task, draft: Draft) -> None:
    found = obstacles(draft.words)
    if draft.owner_id not in {each.id for each in accounts.active()}:
        found.append(TaskWrong.NOBODY)
    if found:
        raise Refused(found)
    task.words = " ".join(draft.words.split())
    task.owner_id, task.due_on = draft.owner_id, draft.due_on


def finish(task: Task, *, actor: Actor) -> None:
    """Say that it is done; said twice, the first time counts."""
    if task.done_at is None:
        task.done_at, task.done_by = clock.now(), actor.id
        audit.record(actor.id, "task.done", "task", task.id)


def take_back(task: Task, *, actor: Actor) -> None:
    """Say that it is not done after all."""
    if task.done_at is not None:
        task.done_at = task.done_by = None
        audit.record(actor.id, "task.taken_back", "task", task.id)


def hand_over(leaver_id: int, heir_id: int) -> int:
    """Give all that a member still has to do to another; return how many."""
    theirs = update(Task).where(Task.owner_id == leaver_id, Task.done_at.is_(None))
    return changed(db.session.execute(theirs.values(owner_id=heir_id)))


def forget_done() -> int:
    """Delete what was done a year ago; return how many. A job's verb."""
    old = delete(Task).where(Task.done_at < clock.now() - KEPT)
    return changed(db.session.execute(old))
