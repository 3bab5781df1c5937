"""The grammar: from tokens to a tree, or a refusal that says where and why."""

from collections.abc import Sequence

from comms.core.query.cutting import Kind, Piece, pieces
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tokens import Sign, Token, tokens
from comms.core.query.tree import Query

DEEPEST = 50
_BEGINS = {Sign.TERM, Sign.OPEN, Sign.NOT}


def read_strictly(query: str) -> Query:
    """Return the query's tree.

    Raises:
        QueryRefused: at the first wrong piece.
    """
    cut = pieces(query)
    try:
        return Query(query, _Grammar(query, tokens(cut)).whole())  # noqa: F821 - its grammar lands with the watches
    except QueryRefused as refusal:
        lost = _unpaired(cut)
        if lost and lost.at < refusal.at:
            raise _refused(lost, Reason.PARENTHESIS_UNPAIRED) from None
        raise


def _refused(wrong: Piece | Token, reason: Reason, **facts: object) -> QueryRefused:
    return QueryRefused(wrong.at, reason, end=wrong.end, **facts)


def _unpaired(cut: Sequence[Piece]) -> Piece | None:
    """Return the first parenthesis without its other half."""
    waiting: list[Piece] = []
    for piece in cut:
        if piece.kind is Kind.OPEN:
            waiting.append(piece)
        elif piece.kind is Kind.CLOSE:
            if not waiting:
                return piece
            waiting.pop()
    return waiting[0] if waiting else None
