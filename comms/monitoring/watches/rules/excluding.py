"""What spares false hits: terms they have and the others have not."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from comms.core.query import read
from comms.core.query.tree import Or

MOST_PROPOSED = 5
SHORTEST, SHORTEST_OF_TWO = 4, 3  # letters of a word proposed alone, and in a phrase
SPARED = 5  # an exclusion takes so many false hits for each other one it would lose


@dataclass(frozen=True)
class Exclusion:
    """A term that false hits have and others have not: of how many of both."""

    term: str
    wrong: int
    right: int


def but(query: str, term: str) -> str:
    """Return a query that a term is excluded from."""
    return f"{f'({query})' if isinstance(read(query).root, Or) else query} -{term}"


def terms_of(words: str, source: str) -> frozenset[str]:
    """Return what may be excluded of an article: its words, two in a row, its source.

    `words`: folded, spaces between.
    """
    cut = words.split()
    alone = {each for each in cut if len(each) >= SHORTEST and not each.isdecimal()}
    pairs = {
        f'"{one} {other}"'
        for one, other in pairwise(cut)
        if len(one) >= SHORTEST_OF_TWO and len(other) >= SHORTEST_OF_TWO
    }
    name = source.replace('"', " ").strip()
    return frozenset(alone | pairs | ({f'source:"{name}"'} if name else set()))


def proposed(
    wrong: Sequence[frozenset[str]],
    right: Mapping[str, int],
    usual: Mapping[str, int],
    sought: Set[str],
) -> list[Exclusion]:
    """Return what would spare false hits and nearly nothing else; what spares the most comes first.

    `right`, `usual`: how many other hits, and articles at large, have a term. `sought`: words of
    the query, which are never proposed.
    """
    counts = Counter(term for terms in wrong for term in terms)
    found = [
        Exclusion(term, count, right.get(term, 0))
        for term, count in counts.items()
        if right.get(term, 0) * SPARED <= count and sought.isdisjoint(_words_in(term))
    ]
    alone = {each.term for each in found if each.term[0] != '"'}
    found = [each for each in found if alone.isdisjoint(_words_in(each.term)) or each.term in alone]
    found.sort(key=lambda each: _order(each, usual))
    return _widest(found, wrong)[:MOST_PROPOSED]


def _order(each: Exclusion, usual: Mapping[str, int]) -> tuple[int, int, int, int, str]:
    """Return what comes first: it spares the most, loses the least, is rare and long."""
    return -each.wrong, each.right, usual.get(each.term, 0), -len(each.term), each.term


def _widest(found: Sequence[Exclusion], wrong: Sequence[frozenset[str]]) -> list[Exclusion]:
    """Put those first that together spare every false hit they can."""
    left, first = list(wrong), []
    for each in found:
        rest = [terms for terms in left if each.term not in terms]
        if len(rest) < len(left):
            first.append(each)
            left = rest
    shared = [each for each in found if each.wrong >= min(2, len(wrong))]
    return [*first, *(each for each in shared if each not in first)]


def _words_in(term: str) -> list[str]:
    return [] if term.startswith("source:") else term.strip('"').split()
