"""What runs by itself: name, rhythm, verb. The database says whose turn it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """One recurring job. `lane`: jobs of one lane run one after the other, lanes run at once."""

    name: str
    every: timedelta
    verb: Callable[[], object]
    lane: str = "house"


SCHEDULE: tuple[Job, ...] = ()
