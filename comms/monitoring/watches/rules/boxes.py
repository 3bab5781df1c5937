"""A watch in three boxes and the sources it leaves out, and the query they mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from comms.core.query import Query
from comms.core.query.tokens import OPERATORS
from comms.core.query.tree import And, Node, Not, Or, Passage, Term
from comms.core.text import fold
from comms.monitoring.watches.rules.leaving_out import name_in, sought, term_of

# A word, or a quote with what touches it: `-title:"a b"#2` is one piece.
_PIECE = re.compile(r"(?:[^\s()\"«»“”]|\"[^\"]*\"|«[^«»]*»|“[^“”]*”)+")


@dataclass(frozen=True)
class Boxes:
    """A watch as most people write it: all these words, one of these, none of these.

    `sources`: the names of those it leaves out.
    """

    all: str = ""
    any: str = ""
    none: str = ""
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the boxes as a version kept them."""
        return cls(**{**kept, "sources": tuple(kept.get("sources", ()))})

    def plain(self) -> dict[str, Any]:
        """Return what a version keeps."""
        return asdict(self)

    def renamed(self, before: str, after: str, *, stays: bool) -> Self:
        """Return the boxes with a source under its new name; `stays`: under the old one too."""
        names = {sought(before): (sought(before), sought(after))[not stays :]}
        found = (each for name in self.sources for each in names.get(name, (name,)))
        return replace(self, sources=tuple(dict.fromkeys(found)))

    def but(self, term: str) -> Self:
        """Return the boxes with one exclusion more."""
        if (name := name_in(term)) and name not in self.sources:
            return replace(self, sources=(*self.sources, name))
        return self if name else replace(self, none=f"{self.none} {term}".strip())


def written(boxes: Boxes, either_word: str = "OU") -> str:
    """Return the query three boxes mean; empty boxes are an empty query.

    `either_word`: how it says that one of some words is enough, `OU` or `OR`.
    """
    parts = _pieces(boxes.all)
    choices, refused = _pieces(boxes.any), _refused(boxes)
    if choices:
        either = f" {either_word} ".join(choices)
        is_alone = len(choices) == 1 or not (parts or refused)
        parts.append(either if is_alone else f"({either})")
    return " ".join([*parts, *(f"-{piece}" for piece in refused)])


def _refused(boxes: Boxes) -> list[str]:
    """Return what is left out; sources by name, in whatever order they were ticked."""
    sources = {term for name in boxes.sources if (term := term_of(name))}
    return [*_pieces(boxes.none), *sorted(sources, key=fold)]


def _pieces(box: str) -> list[str]:
    """Return the words and quotes of a box; a word that is an operator is quoted."""
    found = [piece.lstrip("-") for piece in _PIECE.findall(box)]
    return [
        f'"{piece.lower()}"' if piece in OPERATORS or piece.startswith(("NEAR", "ONEAR")) else piece
        for piece in found
        if any(map(str.isalnum, piece))
    ]


def boxes_of(query: Query) -> Boxes | None:
    """Return the boxes that mean a query; None when three boxes cannot say it."""
    parts = query.root.parts if isinstance(query.root, And) else (query.root,)
    choices = [part for part in parts if isinstance(part, Or)]
    refused = [part.inside for part in parts if isinstance(part, Not)]
    wanted = [part for part in parts if not isinstance(part, Or | Not)]
    either = choices[0].parts if choices else ()
    if len(choices) > 1 or not all(_fits(part) for part in (*wanted, *refused, *either)):
        return None
    none = _typed(query.text, refused)
    sources = tuple(name for piece in none if (name := name_in(piece)))
    rest = " ".join(piece for piece in none if not name_in(piece))
    every, one = (" ".join(_typed(query.text, each)) for each in (wanted, either))
    return Boxes(every, one, rest, tuple(dict.fromkeys(sources)))


def _fits(node: Node) -> bool:
    return isinstance(node, Term | Passage)


def _typed(text: str, nodes: Iterable[Node]) -> list[str]:
    found = [text[node.at : node.end] for node in nodes if isinstance(node, Term | Passage)]
    return [piece.removeprefix("-") for piece in found]
