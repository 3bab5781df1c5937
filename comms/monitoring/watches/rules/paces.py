"""How often a person is told of what a watch catches."""

from enum import StrEnum


class Pace(StrEnum):
    """How often a person is told of what a watch catches."""

    ONCE = "once"  # at once
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
