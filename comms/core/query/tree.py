"""What a query asks for, as a frozen tree: terms, and how they hold together."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum


class Field(StrEnum):
    """The parts of a document, in the order in which spans are reported."""

    TITLE = "title"
    TEXT = "text"
    AUTHOR = "author"
    SOURCE = "source"
    URL = "url"
    LANG = "lang"


ADDRESSES = frozenset({Field.SOURCE, Field.URL, Field.LANG})  # compared whole, not cut in words


class Way(Enum):
    """How a word of a document must resemble the word looked for."""

    FOLDED = "word"
    PREFIX = "word*"
    EXACT = "=Word"
    STEM = "~word"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word looked for, folded and as written in NFC."""

    way: Way
    folded: str
    written: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; `at` and `end` say where it stands in the query as typed."""

    words: tuple[Wanted, ...]
    at: int
    end: int
    field: Field | None = None
    times: int | None = None  # None: no `#k` was written


@dataclass(frozen=True, slots=True)
class Passage:
    """A text found anywhere in `url` or `source` (folded), or a language (casefolded)."""

    text: str
    field: Field
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """How near an operand of NEAR stands to the one before: words between at most, and order."""

    apart: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A chain: each operand is a group of terms of which one is asked for."""

    operands: tuple[tuple[Term, ...], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents without what is inside."""

    inside: "Node"
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple["Node", ...]


Node = Term | Passage | Near | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read: its text as typed and its tree."""

    text: str
    root: Node

    def sought(self) -> list[Term | Passage]:
        """Return the terms a document is wanted for (none under a NOT), in order."""
        return list(_sought(self.root))


def _sought(node: Node) -> Iterator[Term | Passage]:
    match node:
        case Term() | Passage():
            yield node
        case Near():
            for operand in node.operands:
                yield from operand
        case And() | Or():
            for part in node.parts:
                yield from _sought(part)


def matches_nothing(node: Node) -> Not | None:
    """Return the NOT by which a document without a word would match; None when none would."""
    match node:
        case Not():
            return None if matches_nothing(node.inside) else node
        case And():
            found = [matches_nothing(part) for part in node.parts]
            return found[0] if all(found) else None
        case Or():
            return next(filter(None, map(matches_nothing, node.parts)), None)
    return None
