"""A watch in three boxes, and the query they mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Self

from comms.core.query import Query
from comms.core.query.tokens import OPERATORS
from comms.core.query.tree import And, Node, Not, Or, Passage, Term

# A word, or a quote with what touches it: `-title:"a b"#2` is one piece.
_PIECE = re.compile(r"(?:[^\s()\"«»“”]|\"[^\"]*\"|«[^«»]*»|“[^“”]*”)+")


@dataclass(frozen=True)
class Boxes:
    """A watch as most people write it: all these words, one of these, none of these."""

    all: str = ""
    any: str = ""
    none: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """Return the boxes as a version kept them."""
        return cls(**kept)

    def plain(self) -> dict[str, str]:
        """Return what a version keeps."""
        return asdict(self)


def written(boxes: Boxes) -> str:
    """Return the query three boxes mean; empty boxes are an empty query."""
    parts = _pieces(boxes.all)
    choices = _pieces(boxes.any)
    if choices:
        either = " OR ".join(choices)
        is_alone = len(choices) == 1 or not (parts or boxes.none.strip())
        parts.append(either if is_alone else f"({either})")
    return " ".join([*parts, *(f"-{piece}" for piece in _pieces(boxes.none))])


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
    return Boxes(*(_typed(query.text, each) for each in (wanted, either, refused)))


def _fits(node: Node) -> bool:
    return isinstance(node, Term | Passage)


def _typed(text: str, nodes: Iterable[Node]) -> str:
    found = [text[node.at : node.end] for node in nodes if isinstance(node, Term | Passage)]
    return " ".join(piece.removeprefix("-") for piece in found)
