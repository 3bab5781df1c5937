"""Reading one piece of a query: its field, count, sign and star, and the words that are left."""

import re

from comms.core.query.cutting import Kind, Piece
from comms.core.query.fields import split_field
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tree import ADDRESSES, Field, Passage, Term, Wanted, Way
from comms.core.text import fold, words

SHORTEST_PREFIX = 3  # letters or digits before a star, after folding
_COUNT = re.compile(r"#(\d+)\Z")
_SIGNS = {"=": Way.EXACT, "~": Way.STEM}
_LONGEST = 4000  # digits `int` takes


def refused(piece: Piece, reason: Reason, **facts: object) -> QueryRefused:
    """Return the refusal of a piece."""
    return QueryRefused(piece.at, reason, end=piece.end, facts=facts)


def typed(piece: Piece, text: str) -> Term | Passage:
    """Read a piece typed without quotes; `text` is the piece without the `-` at its start."""
    field, rest = split_field(piece, text)
    if field and not rest:
        raise refused(piece, Reason.FIELD_ALONE, field=field)
    count = _COUNT.search(rest)
    if field in ADDRESSES:
        _refuse_signs(piece, rest, field, counted=count is not None)
        return Passage(_compared(piece, rest, field), field, piece.at, piece.end)
    wanted = _wanted(piece, rest[: count.start()] if count else rest)
    if not wanted:
        raise refused(piece, Reason.NO_WORD)
    return Term(wanted, piece.at, piece.end, field, _times(piece, count[1]) if count else None)


def quoted(quote: Piece, field: Field | None, at: int, count: Piece | None) -> Term | Passage:
    """Read a quote, with the field before it and the `#k` after it; it begins at `at`."""
    end = count.end if count else quote.end
    if field in ADDRESSES:
        for piece in quote.inside:
            _refuse_signs(piece, piece.text, field, counted=False)
        if count:
            raise refused(count, Reason.SIGN_ON_ADDRESS, field=field)
        return Passage(_compared(quote, quote.text, field), field, at, end)
    wanted = tuple(word for piece in quote.inside for word in _wanted(piece, piece.text))
    if not wanted:
        raise refused(quote, Reason.EMPTY_PHRASE)
    return Term(wanted, at, end, field, _times(count, count.text[1:]) if count else None)


def is_count(piece: Piece) -> bool:
    """Say whether a piece is a `#k` and nothing else."""
    return _COUNT.match(piece.text) is not None


def _times(piece: Piece, digits: str) -> int:
    times = int(digits[:_LONGEST])
    if not times:
        raise refused(piece, Reason.COUNT_ZERO)
    return times


def _refuse_signs(piece: Piece, text: str, field: Field, *, counted: bool) -> None:
    if counted or "*" in text or text.startswith(tuple(_SIGNS)):
        raise refused(piece, Reason.SIGN_ON_ADDRESS, field=field)


def _compared(piece: Piece, text: str, field: Field) -> str:
    """Return the text as it is looked for in the whole field."""
    folded = fold(text)
    if not any(map(str.isalnum, folded)):
        quote = piece.kind is Kind.QUOTE
        raise refused(piece, Reason.EMPTY_PHRASE if quote else Reason.NO_WORD)
    return text.casefold() if field is Field.LANG else folded


def _wanted(piece: Piece, text: str) -> tuple[Wanted, ...]:
    """Return the words of a piece: a sign holds for each, a star for the last; maybe none."""
    way = _SIGNS.get(text[:1], Way.FOLDED)
    star = text.endswith("*")
    core = text.removesuffix("*").removeprefix("" if way is Way.FOLDED else text[0])
    if "*" in core:
        raise refused(piece, Reason.STAR_INSIDE)
    found = [Wanted(way, word.folded, word.written) for word in words(core, html=False)]
    if star and found:
        found[-1] = _prefix(piece, found[-1])
    return tuple(found)


def _prefix(piece: Piece, word: Wanted) -> Wanted:
    if word.way is not Way.FOLDED:
        raise refused(piece, Reason.STAR_WITH_SIGN)
    if len(word.folded) < SHORTEST_PREFIX:
        raise refused(piece, Reason.STAR_TOO_EARLY, least=SHORTEST_PREFIX)
    return Wanted(Way.PREFIX, word.folded, word.written)
