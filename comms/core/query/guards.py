"""What a document must hold for a query to match at all: the quick first look at many queries.

A key is something a document has or has not: a folded word, a beginning (`expul*`), a stem
(`~expulsion`), a passage (`lang:fr`). A need is a set of keys of which one must be there.
"""

from collections.abc import Iterable
from itertools import product
from math import prod

from comms.core.query.tree import And, Near, Node, Not, Or, Passage, Term, Wanted, Way

Need = frozenset[str]
MOST_WAYS = 16
_SIGNS = {Way.PREFIX: "{}*", Way.STEM: "~{}"}


def needs(node: Node) -> list[Need]:
    """Return needs that every document a query matches meets, all of them; none: no first look."""
    match node:
        case Term():
            return [frozenset({key_of(wanted)}) for wanted in node.words]
        case Passage():
            return [frozenset({key_of(node)})]
        case And():
            return [need for part in node.parts for need in needs(part)]
        case Or():
            return _one_of(node.parts)
        case Near():
            return [need for operand in node.operands for need in _one_of(operand)]
        case Not(inside=Not(inside=inner)):
            return needs(inner)
    return []


def _one_of(parts: Iterable[Node]) -> list[Need]:
    """Return what is needed when one of some parts is enough: one need of each, in every way.

    « "a b" OR (c d) » needs a or c, a or d, b or c, b or d. When there are too many ways, only the
    rarest of each part are put together.
    """
    found = [needs(part) for part in parts]
    if not all(found):
        return []
    if prod(map(len, found)) > MOST_WAYS:
        return [frozenset().union(*map(rarest, found))]
    return [frozenset().union(*way) for way in product(*found)]


def rarest(found: Iterable[Need]) -> Need:
    """Return the need that the fewest documents meet, as far as its letters tell."""
    return min(found, key=lambda need: sum(map(_often, need)))


def key_of(leaf: Wanted | Passage) -> str:
    """Return the key of a word looked for, or of a passage."""
    if isinstance(leaf, Passage):
        return f"{leaf.field}:{leaf.text}"
    word = leaf.written if leaf.way is Way.STEM else leaf.folded
    return _SIGNS.get(leaf.way, "{}").format(word)


def _often(key: str) -> float:
    """Guess how often a document has a key: long words are rare, languages are not."""
    return 1.0 if key.startswith("lang:") else float(len(key) ** -2)
