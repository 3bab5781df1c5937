"""What a source is and how it can be unwell."""

from enum import StrEnum


class State(StrEnum):
    """Whether a source is asked."""

    ACTIVE = "active"
    PAUSED = "paused"  # by a person
    GONE = "gone"  # it said twice that it is gone for good
