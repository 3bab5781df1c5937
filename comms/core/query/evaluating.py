"""One query held against one opened document: whether it matches, and where."""

from collections.abc import Iterator

from comms.core.query.document import Span, merged
from comms.core.query.nearness import full_sets
from comms.core.query.opened import Opened, Place
from comms.core.query.tree import And, Near, Node, Not, Or, Passage, Query, Term


def matches(node: Node, document: Opened) -> bool:
    """Say whether a document is what a query asks for."""
    match node:
        case Term():
            return _often_enough(node, document)
        case Passage():
            return document.holds(node)
        case And():
            return all(matches(part, document) for part in node.parts)
        case Or():
            return any(matches(part, document) for part in node.parts)
        case Not():
            return not matches(node.inside, document)
        case Near():
            return bool(_sets(node, document)[0])


def _often_enough(term: Term, document: Opened) -> bool:
    if term.times is None:
        return document.has(term)
    return len(document.places(term)) >= term.times


def spans(node: Node, document: Opened) -> Iterator[Span]:
    """Yield the place of each term that was found and does not stand under a NOT."""
    match node:
        case Term():
            if _often_enough(node, document):
                yield from map(document.of(node).span, document.places(node))
        case Passage():
            yield from document.passages(node)
        case And() | Or():
            for part in node.parts:
                yield from spans(part, document)
        case Near():
            for operand in _sets(node, document):
                yield from map(document.body.span, operand)


def places(query: Query, document: Opened) -> tuple[Span, ...]:
    """Return where a document that matches a query does so."""
    return merged(list(spans(query.root, document)))


def without(term: Term | Passage, query: Query, document: Opened) -> bool:
    """Say whether a document would still match if one term of the query were never found."""
    return matches(query.root, Blind(document, term))


class Blind(Opened):
    """An opened document in which one term is never found."""

    def __init__(self, document: Opened, term: Term | Passage) -> None:
        super().__init__(document.document)
        self._whole, self._term = document, term

    def places(self, term: Term) -> list[Place]:
        """See `Opened`."""
        return [] if term is self._term else self._whole.places(term)

    def has(self, term: Term) -> bool:
        """See `Opened`."""
        return term is not self._term and self._whole.has(term)

    def holds(self, passage: Passage) -> bool:
        """See `Opened`."""
        return passage is not self._term and self._whole.holds(passage)


def _sets(near: Near, document: Opened) -> list[list[Place]]:
    operands = [
        sorted({place for term in operand for place in document.places(term)})
        for operand in near.operands
    ]
    return full_sets(operands, near.links)
