"""Counts tries at the doors, for all processes in one place."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from comms.accounts.models import Try
from comms.accounts.rules.tries import KEPT, Limit, TooMany, minutes_until, opens_at
from comms.core import clock, vault
from comms.core.db import db
from comms.core.refusal import Refused


def take(doors: Mapping[str, Limit]) -> list[int]:
    """Count one try at each of these doors and return their numbers, to be given back on success.

    Commits before anything is looked at: a wrong try counts though its answer fails, and tries
    made at the same moment by another process are seen. Who is refused is not counted.

    Raises:
        Refused: with the minutes to wait.
    """
    now = clock.now()
    tried = [Try(door=_hash(door), at=now) for door in doors]
    db.session.add_all(tried)
    db.session.flush()
    marks = [(each.id, each.door, limit) for each, limit in zip(tried, doors.values(), strict=True)]
    db.session.commit()
    waits = [
        opens for mark, door, limit in marks if (opens := opens_at(_before(mark, door), limit, now))
    ]
    taken = [mark for mark, *_ in marks]
    if waits:
        give_back(taken)
    db.session.commit()  # nothing is held while a pass-phrase is hashed
    if waits:
        raise Refused(TooMany.TRIES, minutes=minutes_until(max(waits), now))
    return taken


def give_back(taken: Iterable[int]) -> None:
    """Let tries count no more: they were right, or were never looked at."""
    db.session.execute(delete(Try).where(Try.id.in_(list(taken))))


def forget(door: str) -> None:
    """Let a door be as new: its owner came in."""
    db.session.execute(delete(Try).where(Try.door == _hash(door)))


def forget_old() -> None:
    """Drop what is a day old. A job."""
    db.session.execute(delete(Try).where(Try.at < clock.now() - KEPT))


def _before(mark: int, door: str) -> list[datetime]:
    earlier = select(Try.at).where(Try.door == door, Try.id < mark)
    return list(db.session.scalars(earlier))


def _hash(door: str) -> str:
    """Tell doors apart without keeping an address: a keyed hash."""
    return vault.keyed_hash(door, "tries")
