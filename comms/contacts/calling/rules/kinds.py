"""Where a call stands, and what came of it."""

from enum import StrEnum


class CallState(StrEnum):
    """Where one call of a session stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    DONE = "done"


class CallOutcome(StrEnum):
    """What came of a call, in one tap."""

    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    INTERESTED = "interested"
    COMING = "coming"
    NO = "no"
