"""The ledger of what leaves: claimed, sent once, written down; what we cannot know is doubtful.

A row that leaves (a delivery, an alert, a dispatch) mixes `Outward` in. The job that sends takes
one row, commits, makes one call, writes the receipt, commits. Nothing is ever sent on a row that
was claimed before: when its lease runs out without a receipt, a person decides.
"""

import threading
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from comms.core import clock, settings
from comms.core.db import Base, Key, changed, db, took
from comms.core.refusal import Refused
from comms.core.ways import ANSWERS, ASKING, Undecided, Way

LEASE = timedelta(seconds=180)  # longer than any one call to a mail server or a network may last


class Outward:
    """The columns of a ledger row."""

    id: Mapped[Key]
    state: Mapped[str] = mapped_column(default=Way.DUE, index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    claimed_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]


Row = TypeVar("Row", bound=Outward)
stopping = threading.Event()  # set when this process is asked to end: what is held is finished
_doors: dict[str, threading.Lock] = {"mail": threading.Lock(), "networks": threading.Lock()}


def until_stopped(ids: Iterable[int]) -> Iterator[int]:
    """Yield rows to carry as long as this process is not asked to end."""
    for row_id in ids:
        if stopping.is_set():
            return
        yield row_id


@contextmanager
def through(door: str) -> Iterator[None]:
    """Let one row at a time pass a door: a killed process leaves one row in doubt, not several.

    Commits first: who waits at a door with SQLite's write lock in hand stops the one inside.
    """
    db.session.commit()
    with _doors[door]:
        yield


def message_id() -> str:
    """Return a number no other mail has, in the domain we write from."""
    domain = parseaddr(settings.current().mail_from)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def due_ids(
    kind: type[Row], now: datetime, *also: ColumnElement[bool], limit: int = 500
) -> list[int]:
    """Return the rows whose hour has come, the oldest first."""
    wanted = select(kind.id).where(kind.state == Way.DUE, kind.due_at <= now, *also)
    return list(db.session.scalars(wanted.order_by(kind.due_at, kind.id).limit(limit)))


def claim(kind: type[Row], row_id: int, now: datetime, *also: ColumnElement[bool]) -> bool:
    """Take a row to send it: true for exactly one of all processes; commits.

    `also` repeats what the sender expects (nothing paused, nobody objected), so that a change
    between the look and the claim wins.
    """
    ours = update(kind).where(kind.id == row_id, kind.state == Way.DUE, kind.due_at <= now, *also)
    taken = took(
        db.session.execute(
            ours.values(
                state=Way.CLAIMED,
                claimed_at=now,
                lease_until=now + LEASE,
                attempts=kind.attempts + 1,
            )
        )
    )
    db.session.commit()
    return taken


def settle(
    kind: type[Row],
    row_id: int,
    state: Way,
    *,
    now: datetime,
    error: str | None = None,
    due_at: datetime | None = None,
    attempt: int | None = None,
    **receipt: object,
) -> bool:
    """Write the receipt of a claimed row; commits.

    False when the row is not ours any more. A receipt that comes late still counts as long as no
    person has decided; `attempt`, the row's `attempts` as we claimed it, tells our claim from one
    that came after a person said « again ».
    """
    values: dict[str, object] = {
        "state": state,
        "last_error": error,
        "lease_until": None,
        **receipt,
    }
    if state is Way.DUE:
        values["due_at"] = due_at or now
    else:
        values["done_at"] = now
    waiting = (Way.CLAIMED,) if state is Way.DUE else (Way.CLAIMED, Way.DOUBTFUL)
    ours = update(kind).where(kind.id == row_id, kind.state.in_(waiting))
    if attempt is not None:
        ours = ours.where(kind.attempts == attempt)
    written = took(db.session.execute(ours.values(**values)))
    db.session.commit()
    return written


def in_time(kind: type[Row], now: datetime, patience: timedelta) -> ColumnElement[bool]:
    """Return the condition a claim repeats: a machine that slept sends nothing late."""
    return kind.due_at >= now - patience


def miss_late(kind: type[Row], now: datetime, patience: timedelta) -> int:
    """Mark what could not leave in time: it asks a person; return how many; commits."""
    late = update(kind).where(kind.state == Way.DUE, kind.due_at < now - patience)
    found = db.session.execute(late.values(state=Way.MISSED))
    db.session.commit()
    return changed(found)


def doubt_expired(kind: type[Row], now: datetime) -> int:
    """Mark as doubtful what was claimed and never settled; return how many; commits."""
    lost = update(kind).where(kind.state == Way.CLAIMED, kind.lease_until < now)
    found = db.session.execute(lost.values(state=Way.DOUBTFUL, lease_until=None))
    db.session.commit()
    return changed(found)


def look_again(row: Outward) -> None:
    """Read a row anew and keep it until the commit: a receipt that came meanwhile counts."""
    db.session.refresh(row, with_for_update=True)


def decide(row: Outward, state: Way, *, now: datetime) -> None:
    """Let a person decide what became of a row; the verb that calls writes the audit line.

    `DUE` sends it again at once; with any other state the row is done with, once and for all.
    """
    row.state = state
    row.lease_until = None
    row.done_at = None if state is Way.DUE else now
    if state is Way.DUE:
        row.due_at = now


def heard(row: Outward, answer: str, *, asking: Collection[str] = ASKING) -> Way:
    """Return what an answer makes of a row, read anew and kept until the commit.

    A room that looks at more before it counts calls this, then `decide`.

    Raises:
        Refused: the row asks nobody (any more), or the answer is none.
    """
    look_again(row)
    if row.state not in asking:
        raise Refused(Undecided.NOT_WAITING)
    if answer not in ANSWERS:
        raise Refused(Undecided.UNKNOWN_ANSWER)
    return ANSWERS[answer]


def resolve(row: Outward, answer: str, *, asking: Collection[str] = ASKING) -> None:
    """Say that a row is there, leaves again, or is let go; the verb that calls says who did.

    Raises:
        Refused: the row asks nobody (any more), or the answer is none.
    """
    decide(row, heard(row, answer, asking=asking), now=clock.now())


_counters: list[Callable[[Way], int]] = []


def count_also(counter: Callable[[Way], int]) -> None:
    """Have a room count what waits in a state without being a row of a ledger yet."""
    if counter not in _counters:
        _counters.append(counter)


def count(state: Way) -> int:
    """Return how many rows of all ledgers stand in a state."""
    rows = 0
    for kind in Outward.__subclasses__():
        if not issubclass(kind, Base):
            continue  # a table of a test
        theirs = select(func.count()).select_from(kind).where(kind.state == state)
        rows += db.session.scalar(theirs) or 0
    return rows + sum(counter(state) for counter in _counters)
