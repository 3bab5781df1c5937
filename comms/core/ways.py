"""Where what leaves stands, from planned to proved; for rules, which know no database."""

from enum import StrEnum


class Way(StrEnum):
    """Where one outward row stands."""

    DUE = "due"
    CLAIMED = "claimed"
    DOUBTFUL = "doubtful"
    SENT = "sent"  # mail
    PUBLISHED = "published"  # a channel: there is an address or a person's word
    FAILED = "failed"
    MISSED = "missed"
    BLOCKED = "blocked"
    HELD = "held"
    EXPIRED = "expired"
    DROPPED = "dropped"
