"""From pieces to what the grammar reads: operators, parentheses, terms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from comms.core.query.cutting import Kind, Piece
from comms.core.query.fields import split_field
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.terms import is_count, quoted, refused, typed
from comms.core.query.tree import Field, Link, Passage, Term

MOST_TERMS = 500
MOST_APART = 100
_USUAL_APART = 5
_LONGEST = 9  # digits of a distance
_NEAR = re.compile(r"(O?)NEAR(?:/(.*))?", re.DOTALL)


class Sign(Enum):
    """The kinds of token."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    TERM = "a term"
    END = "the end"


_PARENTHESES = {Kind.OPEN: Sign.OPEN, Kind.CLOSE: Sign.CLOSE}
OPERATORS = {
    "AND": Sign.AND,
    "ET": Sign.AND,
    "OR": Sign.OR,
    "OU": Sign.OR,
    "NOT": Sign.NOT,
    "SAUF": Sign.NOT,
}


@dataclass(frozen=True, slots=True)
class Token:
    """What the grammar reads, and where it stands in the query as given."""

    sign: Sign
    at: int
    end: int
    term: Term | Passage | None = None
    link: Link | None = None


def tokens(pieces: Sequence[Piece]) -> Iterator[Token]:
    """Yield the tokens one at a time, so that the first wrong piece is the one refused."""
    terms = 0
    for token in _Reader(pieces).tokens():
        terms += token.sign is Sign.TERM
        if terms > MOST_TERMS:
            reason = Reason.TOO_MANY_TERMS
            raise QueryRefused(token.at, reason, end=token.end, facts={"most": MOST_TERMS})
        yield token


class _Reader:
    """Reads pieces from first to last; quotes look at what touches them on either side."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._next = 0

    def tokens(self) -> Iterator[Token]:
        while self._next < len(self._pieces):
            piece = self._take()
            if piece.kind is Kind.PIECE:
                yield from self._typed(piece)
            elif piece.kind in _PARENTHESES:
                yield Token(_PARENTHESES[piece.kind], piece.at, piece.end)
            else:
                yield self._quoted(piece, None, piece.at)

    def _take(self) -> Piece:
        self._next += 1
        return self._pieces[self._next - 1]

    def _touching(self, *kinds: Kind) -> Piece | None:
        """Return the next piece if it is of these kinds and no space stands before it."""
        piece = self._pieces[self._next] if self._next < len(self._pieces) else None
        return piece if piece and piece.joined and piece.kind in kinds else None

    def _typed(self, piece: Piece) -> Iterator[Token]:
        if operator := _operator(piece):
            yield operator
            return
        text = piece.text.removeprefix("-")
        if text != piece.text:
            yield Token(Sign.NOT, piece.at, piece.at + 1)
            if not text and self._touching(Kind.OPEN, Kind.QUOTE, Kind.UNPAIRED):
                return
        if self._touching(Kind.QUOTE, Kind.UNPAIRED):
            field, rest = split_field(piece, text)
            if field and not rest:
                yield self._quoted(self._take(), field, piece.at)
                return
        yield Token(Sign.TERM, piece.at, piece.end, typed(piece, text))

    def _quoted(self, quote: Piece, field: Field | None, at: int) -> Token:
        if quote.kind is Kind.UNPAIRED:
            raise refused(quote, Reason.QUOTE_UNPAIRED)
        count = self._touching(Kind.PIECE)
        count = self._take() if count and is_count(count) else None
        term = quoted(quote, field, at, count)
        return Token(Sign.TERM, at, term.end, term)


def _operator(piece: Piece) -> Token | None:
    if piece.text in OPERATORS:
        return Token(OPERATORS[piece.text], piece.at, piece.end)
    found = _NEAR.fullmatch(piece.text)
    if not found:
        return None
    link = Link(_apart(piece, found[2]), ordered=bool(found[1]))
    return Token(Sign.NEAR, piece.at, piece.end, link=link)


def _apart(piece: Piece, digits: str | None) -> int:
    if digits is None:
        return _USUAL_APART
    if not digits.isdecimal() or len(digits) > _LONGEST or int(digits) > MOST_APART:
        raise refused(piece, Reason.NEAR_DISTANCE, most=MOST_APART)
    return int(digits)
