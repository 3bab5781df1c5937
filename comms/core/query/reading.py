"""The grammar: from tokens to a tree, or a refusal that says where and why."""

from collections.abc import Iterator, Sequence

from comms.core.query.cutting import Kind, Piece, pieces
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tokens import Sign, Token, tokens
from comms.core.query.tree import (
    And,
    Near,
    Node,
    Not,
    Or,
    Passage,
    Query,
    Term,
    matches_nothing,
)

DEEPEST = 50
_BEGINS = frozenset({Sign.TERM, Sign.OPEN, Sign.NOT})
_JOINS = (Sign.AND, Sign.OR)


def read_strictly(query: str) -> Query:
    """Return the query's tree.

    Raises:
        QueryRefused: at the first wrong piece.
    """
    cut = pieces(query)
    try:
        return Query(query, _Grammar(tokens(cut), len(query)).whole())
    except QueryRefused as refusal:
        lost = _unpaired(cut)
        if lost and lost.at < refusal.at and refusal.reason is not Reason.QUOTE_UNPAIRED:
            raise _refused(lost, Reason.PARENTHESIS_UNPAIRED) from None
        raise


def _refused(wrong: Piece | Token, reason: Reason, **facts: object) -> QueryRefused:
    return QueryRefused(wrong.at, reason, end=wrong.end, facts=facts)


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


class _Grammar:
    """Reads tokens from first to last, looking one ahead; each method reads one kind of thing."""

    def __init__(self, tokens: Iterator[Token], length: int) -> None:
        self._tokens = tokens
        self._end = Token(Sign.END, length, length)
        self._ahead: Token | None = None
        self._read_to = 0
        self._depth = 0

    def _peek(self) -> Token:
        if self._ahead is None:
            self._ahead = next(self._tokens, self._end)
        return self._ahead

    def _take(self) -> Token:
        token = self._peek()
        self._ahead = None
        self._read_to = token.end
        return token

    def whole(self) -> Node:
        if self._peek().sign is Sign.END:
            raise QueryRefused(0, Reason.EMPTY_QUERY, end=self._end.end)
        node = self._level()
        if self._peek().sign is not Sign.END:
            raise _refused(self._peek(), Reason.PARENTHESIS_UNPAIRED)
        if wrong := matches_nothing(node):
            raise QueryRefused(wrong.at, Reason.MATCHES_EMPTY, end=wrong.end)
        return node

    def _level(self) -> Node:
        """Read what stands side by side: all AND, or all OR."""
        parts = [self._operand(None)]
        joint: Sign | None = None
        while self._peek().sign not in (Sign.END, Sign.CLOSE):
            first = self._peek()
            operator = self._take() if first.sign in _JOINS else None
            self._refuse_lonely(operator)
            link = operator.sign if operator else Sign.AND
            if joint and link is not joint:
                raise _refused(first, Reason.MIXED)
            joint = link
            parts.append(self._operand(operator))
        if joint is None:
            return parts[0]
        return Or(tuple(parts)) if joint is Sign.OR else And(tuple(parts))

    def _refuse_lonely(self, operator: Token | None) -> None:
        """Refuse an operator after which nothing begins."""
        if operator and self._peek().sign not in _BEGINS:
            raise _refused(operator, Reason.SIDE_MISSING)

    def _operand(self, before: Token | None) -> Node:
        """Read a chain of NEAR under any number of NOT; `before` is what would lack its side."""
        nots: list[Token] = []
        while self._peek().sign is Sign.NOT:
            nots.append(self._take())
        node = self._near(nots[-1] if nots else before)
        # Any number of NOT means as much as one or two of them.
        for _ in range(2 - len(nots) % 2 if nots else 0):
            node = Not(node, nots[0].at, self._read_to)
        return node

    def _near(self, before: Token | None) -> Node:
        start = self._peek()
        first = self._primary(before)
        if self._peek().sign is not Sign.NEAR:
            return first
        operands, links = [self._choices(first, start)], []
        while self._peek().sign is Sign.NEAR:
            near = self._take()
            assert near.link
            links.append(near.link)
            start = self._peek()
            if start.sign is Sign.NOT:
                raise _refused(start, Reason.NEAR_OPERAND)
            operands.append(self._choices(self._primary(near), start))
        return Near(tuple(operands), tuple(links))

    def _choices(self, node: Node, start: Token) -> tuple[Term, ...]:
        """Return the terms of an operand of NEAR: one, or those of an OR group."""
        if isinstance(node, Or):
            return tuple(term for part in node.parts for term in self._choices(part, start))
        if isinstance(node, Term) and node.field is None and node.times is None:
            return (node,)
        at, end = start.at, self._read_to
        if isinstance(node, Term | Passage):
            at, end = node.at, node.end
        raise QueryRefused(at, Reason.NEAR_OPERAND, end=end)

    def _primary(self, before: Token | None) -> Node:
        """Read a term or a group."""
        token = self._peek()
        if token.sign is Sign.TERM:
            self._take()
            assert token.term
            return token.term
        if token.sign is Sign.OPEN:
            return self._group(self._take())
        if before:
            raise _refused(before, Reason.SIDE_MISSING)
        if token.sign is Sign.CLOSE:
            raise _refused(token, Reason.PARENTHESIS_UNPAIRED)
        raise _refused(token, Reason.SIDE_MISSING)

    def _group(self, opening: Token) -> Node:
        if self._depth == DEEPEST:
            raise _refused(opening, Reason.TOO_DEEP, most=DEEPEST)
        following = self._peek()
        if following.sign is Sign.END:
            raise _refused(opening, Reason.PARENTHESIS_UNPAIRED)
        if following.sign is Sign.CLOSE:
            raise QueryRefused(opening.at, Reason.EMPTY_GROUP, end=following.end)
        self._depth += 1
        inside = self._level()
        self._depth -= 1
        if self._take().sign is not Sign.CLOSE:
            raise _refused(opening, Reason.PARENTHESIS_UNPAIRED)
        return inside
