"""Is the machine well: does the database answer, does the clock of the jobs still tick?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from comms.core import outward, turns
from comms.core.db import db
from comms.core.turns import Turn
from comms.core.ways import Way

QUIET_AFTER = timedelta(minutes=10)  # a turn nobody took for so long: the clock is silent


@dataclass(frozen=True)
class Health:
    """How the machine is. `silent`: the jobs whose turn came and nobody took it."""

    database: bool
    jobs: tuple[Turn, ...] = ()
    silent: tuple[str, ...] = ()
    doubtful: int = 0
    missed: int = 0

    @property
    def ok(self) -> bool:
        """Say whether all is well; what waits for a person is no illness."""
        return self.database and not self.silent


def look(now: datetime) -> Health:
    """Look at everything, once."""
    try:
        jobs = tuple(turns.all_turns())
        doubtful, missed = outward.count(Way.DOUBTFUL), outward.count(Way.MISSED)
    except SQLAlchemyError:  # the answer is the log line: this page says so with 503
        db.session.rollback()
        return Health(database=False)
    late = tuple(job.name for job in jobs if job.due_at < now - QUIET_AFTER)
    return Health(True, jobs, late, doubtful, missed)


# How it is (ok, no, wait) and a sentence in the reader's language.
Told = tuple[str, str]
_tellers: list[Callable[[], Iterable[Told]]] = []


def tell_also(teller: Callable[[], Iterable[Told]]) -> None:
    """Have a room say on the settings page how it is: the last backup, what ends soon."""
    if teller not in _tellers:
        _tellers.append(teller)


def told() -> Iterator[Told]:
    """Yield what the rooms say of themselves."""
    for teller in _tellers:
        yield from teller()
