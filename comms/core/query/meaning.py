"""Reading a query for people: when it cannot be read, what they probably meant."""

from collections.abc import Callable, Iterator

from comms.core.query.fields import nearest
from comms.core.query.grouping import both_readings, shared_out
from comms.core.query.reading import read_strictly
from comms.core.query.refusal import QueryRefused, Reason
from comms.core.query.tokens import MOST_APART
from comms.core.query.tree import Query

MOST_GUESSES = 2
_Guesses = Callable[[str, QueryRefused], Iterator[str]]


def read(query: str) -> Query:
    """Return the query's tree.

    Raises:
        QueryRefused: at the first wrong piece, with whole queries that were probably meant.
    """
    try:
        return read_strictly(query)
    except QueryRefused as refusal:
        raise refusal.told(query, _meant(query, refusal)) from None


def _meant(query: str, refusal: QueryRefused) -> list[str]:
    """Return guesses that can be read, the likeliest first."""
    found: list[str] = []
    for guess in _GUESSES.get(refusal.reason, _without)(query, refusal):
        tidy = " ".join(guess.split())
        if tidy not in found and _can_be_read(tidy):
            found.append(tidy)
        if len(found) == MOST_GUESSES:
            break
    return found


def _can_be_read(query: str) -> bool:
    try:
        read_strictly(query)
    except QueryRefused:
        return False
    return True


def _put(query: str, refusal: QueryRefused, piece: str) -> str:
    """Return the query with another piece in the place of the wrong one."""
    return query[: refusal.at] + piece + query[refusal.end :]


def _wrong(query: str, refusal: QueryRefused) -> tuple[str, str]:
    """Return the wrong piece: its `-`, and the rest."""
    piece = query[refusal.at : refusal.end]
    rest = piece.removeprefix("-")
    return piece[: len(piece) - len(rest)], rest


def _without(query: str, refusal: QueryRefused) -> Iterator[str]:
    yield _put(query, refusal, " ")


def _star_at_the_end(query: str, refusal: QueryRefused) -> Iterator[str]:
    minus, piece = _wrong(query, refusal)
    begun, _, further = piece.partition("*")
    yield _put(query, refusal, f"{minus}{begun}*")
    yield _put(query, refusal, f"{minus}{begun}{further.replace('*', '')}")


def _no_star(query: str, refusal: QueryRefused) -> Iterator[str]:
    yield _put(query, refusal, query[refusal.at : refusal.end].replace("*", ""))


def _sign_or_star(query: str, refusal: QueryRefused) -> Iterator[str]:
    yield from _no_star(query, refusal)
    yield _put(query, refusal, query[refusal.at : refusal.end].replace("=", "").replace("~", ""))


def _field_meant(query: str, refusal: QueryRefused) -> Iterator[str]:
    minus, piece = _wrong(query, refusal)
    name, _, rest = piece.partition(":")
    if name.casefold() in ("http", "https"):
        yield _put(query, refusal, f"{minus}url:{piece}")
        return
    if (field := nearest(name)) and rest:
        yield _put(query, refusal, f"{minus}{field}:{rest}")
    elif field:
        # What follows is a quote that touches the field, or a word after a space too many.
        yield query[: refusal.at] + f"{minus}{field}:" + query[refusal.end :].lstrip()
    yield _put(query, refusal, f'{minus}"{name} {rest}"' if rest else f"{minus}{name} ")


def _field_joined(query: str, refusal: QueryRefused) -> Iterator[str]:
    minus, field = _wrong(query, refusal)
    rest = query[refusal.end :].lstrip()
    yield query[: refusal.at] + minus + shared_out(field, rest)
    yield _put(query, refusal, f"{minus}{field.removesuffix(':')} ")


def _no_sign(query: str, refusal: QueryRefused) -> Iterator[str]:
    minus, piece = _wrong(query, refusal)
    field, colon, rest = piece.rpartition(":") if "://" not in piece else piece.partition(":")
    plain = rest.partition("#")[0].replace("*", "").lstrip("=~")
    yield _put(query, refusal, f"{minus}{field}{colon}{plain}")


def _no_count(query: str, refusal: QueryRefused) -> Iterator[str]:
    piece = query[refusal.at : refusal.end].rpartition("#")[0]
    yield _put(query, refusal, piece)
    yield _put(query, refusal, f"-{piece}" if piece else "")


def _usual_distance(query: str, refusal: QueryRefused) -> Iterator[str]:
    operator, _, digits = query[refusal.at : refusal.end].partition("/")
    if digits.isdecimal():
        yield _put(query, refusal, f"{operator}/{MOST_APART}")
    yield _put(query, refusal, operator)


def _one_of_the_words(query: str, refusal: QueryRefused) -> Iterator[str]:
    """An operand of NEAR: its words as choices, or as a phrase, or without its field."""
    piece = query[refusal.at : refusal.end]
    inner = piece.strip("()")
    if piece.startswith("("):
        yield _put(query, refusal, f"({' OR '.join(_operands(inner))})")
        yield _put(query, refusal, f'"{" ".join(_operands(inner))}"')
    elif piece.startswith("-") or piece in ("NOT", "SAUF"):
        before = query[: refusal.at].rstrip()
        yield before[: before.rfind("NEAR")].removesuffix("O") + query[refusal.at :]
    else:
        yield _put(query, refusal, inner.rpartition(":")[2].partition("#")[0])


def _operands(inner: str) -> list[str]:
    return [each for each in inner.split() if each not in ("AND", "ET", "OR", "OU")]


def _pair(query: str, refusal: QueryRefused) -> Iterator[str]:
    if query[refusal.at] == "(":
        yield f"{query})"
    yield _put(query, refusal, " ")


def _close_quote(query: str, refusal: QueryRefused) -> Iterator[str]:
    closing = {'"': '"', "«": " »", "“": "”"}.get(query[refusal.at], "")
    yield query + closing
    yield query.rstrip(")") + closing + ")"
    yield _put(query, refusal, " ")


def _grouped(query: str, refusal: QueryRefused) -> Iterator[str]:
    yield from both_readings(query, refusal.at)


def _nothing(_query: str, _refusal: QueryRefused) -> Iterator[str]:
    yield from ()


_GUESSES: dict[Reason, _Guesses] = {
    Reason.STAR_INSIDE: _star_at_the_end,
    Reason.STAR_TOO_EARLY: _no_star,
    Reason.STAR_WITH_SIGN: _sign_or_star,
    Reason.FIELD_UNKNOWN: _field_meant,
    Reason.FIELD_ALONE: _field_joined,
    Reason.SIGN_ON_ADDRESS: _no_sign,
    Reason.COUNT_ZERO: _no_count,
    Reason.NEAR_DISTANCE: _usual_distance,
    Reason.NEAR_OPERAND: _one_of_the_words,
    Reason.PARENTHESIS_UNPAIRED: _pair,
    Reason.QUOTE_UNPAIRED: _close_quote,
    Reason.MIXED: _grouped,
    Reason.EMPTY_QUERY: _nothing,
    Reason.MATCHES_EMPTY: _nothing,
    Reason.TOO_MANY_TERMS: _nothing,
    Reason.TOO_DEEP: _nothing,
}
