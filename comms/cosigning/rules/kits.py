"""When a kit shows what it holds: at the hour of the piece, no earlier, and not after its end."""

from datetime import datetime, timedelta
from enum import StrEnum

from comms.pieces.rules.states import State

STAYS = timedelta(days=14)  # after its hour, when nobody said otherwise
MAY_SHOW = frozenset({State.SCHEDULED, State.PUBLISHED})  # approved, and nobody said wait


class Door(StrEnum):
    """What a partner finds behind the link of a kit."""

    SHUT = "shut"  # its hour has not come, or it waits
    OPEN = "open"
    GONE = "gone"


def door(
    state: State,
    opens_at: datetime | None,
    ends_at: datetime,
    closed_at: datetime | None,
    now: datetime,
    *,
    is_paused: bool = False,
    is_late: bool = False,
) -> Door:
    """Return what a kit shows now; a piece without an hour has none that could have come.

    While everything is paused no hour comes; what has left already stays. `is_late`: its hour came
    and we ourselves let nothing leave, so that partners would be the first to say it.
    """
    if closed_at is not None or now >= ends_at or state is State.DROPPED:
        return Door.GONE
    if state is State.SCHEDULED and (is_paused or is_late):
        return Door.SHUT
    if state not in MAY_SHOW or opens_at is None or now < opens_at:
        return Door.SHUT
    return Door.OPEN
