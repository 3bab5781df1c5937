"""The states of a piece and the one table of moves between them."""

from enum import StrEnum


class State(StrEnum):
    """Where a piece stands."""

    DRAFT = "draft"
    REVIEW = "review"
    CHANGES = "changes"  # a reader asked for changes
    SCHEDULED = "scheduled"  # approved, waits for its hour
    HELD = "held"  # approved, and a person said: wait
    EXPIRED = "expired"  # its hour came before its approvals
    PUBLISHED = "published"
    DROPPED = "dropped"  # given up; kept, never leaves


ASKS = "asks"  # how one that is planned stands once something of it is in doubt, or was kept in
MISSED = "missed"  # how one that is planned stands once something of it did not leave in time


class Move(StrEnum):
    """What moves a piece from one state to the next."""

    ASK = "ask"
    ASK_CHANGES = "ask_changes"
    APPROVE = "approve"  # the last approval it needed
    VOID = "void"  # what was approved is not what would leave any more
    EDIT = "edit"
    HOLD = "hold"
    RESUME = "resume"
    EXPIRE = "expire"
    FINISH = "finish"  # everything planned has left
    DROP = "drop"


S, M = State, Move
MOVES: dict[tuple[State, Move], State] = {
    (S.DRAFT, M.ASK): S.REVIEW,
    (S.CHANGES, M.ASK): S.REVIEW,
    (S.EXPIRED, M.ASK): S.REVIEW,
    (S.REVIEW, M.ASK_CHANGES): S.CHANGES,
    (S.REVIEW, M.APPROVE): S.SCHEDULED,
    (S.REVIEW, M.VOID): S.REVIEW,
    (S.SCHEDULED, M.VOID): S.REVIEW,
    (S.HELD, M.VOID): S.REVIEW,
    (S.EXPIRED, M.EDIT): S.DRAFT,
    (S.SCHEDULED, M.HOLD): S.HELD,
    (S.HELD, M.RESUME): S.SCHEDULED,
    (S.REVIEW, M.EXPIRE): S.EXPIRED,
    (S.CHANGES, M.EXPIRE): S.EXPIRED,
    (S.SCHEDULED, M.FINISH): S.PUBLISHED,
    (S.HELD, M.FINISH): S.PUBLISHED,
} | {
    (state, M.DROP): S.DROPPED
    for state in (S.DRAFT, S.REVIEW, S.CHANGES, S.SCHEDULED, S.HELD, S.EXPIRED)
}
APPROVED = frozenset({S.SCHEDULED, S.HELD, S.PUBLISHED})  # nothing of it waits for a yes
LOCKED = frozenset({S.PUBLISHED, S.DROPPED})
UNFINISHED = tuple(each for each in S if each not in LOCKED)


def after(state: State, move: Move) -> State | None:
    """Return the state a move leads to, or None when there is no such way."""
    return MOVES.get((state, move))
