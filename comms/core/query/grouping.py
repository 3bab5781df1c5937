"""Writing a query anew with its groups made plain: the two readings of AND beside OR."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from comms.core.query.cutting import pieces
from comms.core.query.refusal import QueryRefused
from comms.core.query.tokens import Sign, Token, tokens


@dataclass
class _Level:
    """What stands side by side between two parentheses: operands as places, and their links."""

    places: list[tuple[int, int]] = field(default_factory=list)
    links: list[Sign] = field(default_factory=list)


def both_readings(query: str, at: int) -> list[str]:
    """Return the readings of a level where AND and OR mix: AND first, then OR first."""
    try:
        found = list(tokens(pieces(query)))
    except QueryRefused:
        return []
    level = _level(found, at)
    return [_written(query, level, first) for first in (Sign.AND, Sign.OR)]


def _level(found: Sequence[Token], at: int) -> _Level:
    """Return the level on which the token at a place stands."""
    waiting: list[list[Token]] = [[]]
    mixed = None
    for token in found:
        if token.sign is Sign.CLOSE and len(waiting) > 1:
            inner = waiting.pop()
            if inner is mixed:
                break
            waiting[-1].append(Token(Sign.TERM, waiting[-1].pop().at, token.end))
            continue
        waiting[-1].append(token)
        if token.at >= at and mixed is None:
            mixed = waiting[-1]
        if token.sign is Sign.OPEN:
            waiting.append([])
    return _operands(mixed or waiting[0])


def _operands(side_by_side: Sequence[Token]) -> _Level:
    """Join NOT and NEAR with what they hold; the rest are operands with a link between each two."""
    level = _Level()
    is_held = True  # the next token belongs to the operand begun, or begins the first
    for token in side_by_side:
        if token.sign in (Sign.AND, Sign.OR):
            level.links.append(token.sign)
            is_held = True
            continue
        begins = len(level.places) <= len(level.links)
        if not is_held and token.sign is not Sign.NEAR:
            level.links.append(Sign.AND)
            begins = True
        start = token.at if begins else level.places.pop()[0]
        level.places.append((start, token.end))
        is_held = token.sign in (Sign.NOT, Sign.NEAR)
    return level


def _written(query: str, level: _Level, first: Sign) -> str:
    """Return the query with parentheses around what the sign `first` joins on this level."""
    groups = [[level.places[0]]]
    for place, link in zip(level.places[1:], level.links, strict=False):
        if link is first:
            groups[-1].append(place)
        else:
            groups.append([place])
    written = query[: level.places[0][0]]
    for group, following in pairwise([*groups, None]):
        assert group
        inner = query[group[0][0] : group[-1][1]]
        written += _grouped(inner) if len(group) > 1 else inner
        written += query[group[-1][1] : following[0][0] if following else None]
    return written


def _grouped(inner: str) -> str:
    """Return a group in parentheses; who writes « SAUF a OU b » means to be spared both."""
    word, _, rest = inner.partition(" ")
    is_spared = word in ("NOT", "SAUF") and not {"AND", "ET", "NOT", "SAUF"} & {*rest.split()}
    is_choice = bool({"OR", "OU"} & {*rest.split()})
    return f"{word} ({rest})" if is_spared and is_choice else f"({inner})"


def shared_out(prefix: str, rest: str) -> str:
    """Return the rest with a field before its first word, or before each word of its group."""
    if not rest.startswith("("):
        return prefix + rest
    closing = rest.find(")")
    inner = rest[1 : closing if closing >= 0 else len(rest)]
    words = [
        each if each in ("OR", "OU", "AND", "ET", "NOT", "SAUF") else prefix + each
        for each in inner.split()
    ]
    return f"({' '.join(words)})" + (rest[closing + 1 :] if closing >= 0 else "")
