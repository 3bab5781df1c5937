"""What happens to a text on its way: asked for, approved, moved, held, fallen back, dropped."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ApprovalAsked:
    """A piece waits for its approvals.

    `asked`: the places not filled yet, one a college, None for any. `wrote`: who may not approve.
    `occasion` names this asking: who is told of it is told once.
    """

    piece_id: int
    by: int | None
    title: str = ""
    asked: tuple[str | None, ...] = ()
    wrote: tuple[int, ...] = ()
    occasion: str = ""


@dataclass(frozen=True)
class ApprovalGiven:
    """A reader approved a piece; others may still be asked."""

    piece_id: int
    by: int


@dataclass(frozen=True)
class ChangesAsked:
    """A reader sent a piece back to its author."""

    piece_id: int
    by: int
    title: str = ""
    author_id: int | None = None
    occasion: str = ""


@dataclass(frozen=True)
class PieceApproved:
    """Every approval the kind asks for is there: what is planned leaves at its hour."""

    piece_id: int
    title: str = ""
    author_id: int | None = None
    occasion: str = ""


@dataclass(frozen=True)
class ApprovalVoided:
    """What would leave is no longer what was approved: everything planned for the piece waits."""

    piece_id: int


@dataclass(frozen=True)
class PieceFellBack:
    """A record changed under a piece: what was approved, or asked for, is not what would leave."""

    piece_id: int
    title: str
    author_id: int | None
    by: int | None
    occasion: str


@dataclass(frozen=True)
class PieceMoved:
    """The hour of a planned piece changed, and its approvals still cover it."""

    piece_id: int


@dataclass(frozen=True)
class PieceHeld:
    """A person stopped a planned piece."""

    piece_id: int


@dataclass(frozen=True)
class PieceResumed:
    """A person let a stopped piece go on."""

    piece_id: int


@dataclass(frozen=True)
class PieceExpired:
    """The hour of a piece came before its approvals: it does not leave."""

    piece_id: int
    title: str
    author_id: int | None
    occasion: str


@dataclass(frozen=True)
class PieceDropped:
    """A piece was given up: nobody needs to answer for it any more."""

    piece_id: int


@dataclass(frozen=True)
class FieldHourMoved:
    """What came from the field is to wait for another hour: these pieces, these pictures."""

    pieces: frozenset[int]
    pictures: frozenset[int]
