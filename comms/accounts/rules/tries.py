"""How many times one may try a door in a row, and when to come back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(hours=24)


class TooMany(StrEnum):
    """Why a try is not looked at."""

    TRIES = "tries.too_many"


@dataclass(frozen=True)
class Limit:
    """So many tries within so long."""

    tries: int
    within: timedelta


ACCOUNT = Limit(5, timedelta(minutes=5))
ADDRESS = Limit(20, timedelta(minutes=5))  # a whole office shares one
SECOND = Limit(5, timedelta(minutes=15))  # three of a million codes are right at any moment
LINKS = Limit(3, timedelta(hours=1))  # mails with a link that a stranger can have sent


def opens_at(earlier: Sequence[datetime], limit: Limit, now: datetime) -> datetime | None:
    """Return when the door opens again, or None when it is open.

    A try that was refused is not among `earlier`: a storm cannot keep a door shut for ever.
    """
    recent = sorted(at for at in earlier if at > now - limit.within)
    return recent[-limit.tries] + limit.within if len(recent) >= limit.tries else None


def minutes_until(instant: datetime, now: datetime) -> int:
    """Return whole minutes to wait, at least one."""
    return max(1, math.ceil((instant - now).total_seconds() / 60))
