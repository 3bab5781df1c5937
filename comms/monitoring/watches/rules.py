"""What a watch is: three boxes that write a query, an article as queries see it, our own sites."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Self
from urllib.parse import urlsplit

from comms.core.query import Document, Field, Query, Span, read
from comms.core.query.showing import Bit, in_sentence, marked
from comms.core.query.tokens import OPERATORS
from comms.core.query.tree import And, Node, Not, Or, Passage, Term

LONGEST_NAME = 120
KEPT_DAYS = (7, 3650)  # the fewest and the most for which articles are kept
# A word, or a quote with what touches it: `-title:"a b"#2` is one piece.
_PIECE = re.compile(r"(?:[^\s()\"«»“”]|\"[^\"]*\"|«[^«»]*»|“[^“”]*”)+")


class WatchWrong(StrEnum):
    """Why a watch cannot be kept so."""

    NO_NAME = "watch.no_name"
    NAME_TOO_LONG = "watch.name_too_long"
    NAME_TAKEN = "watch.name_taken"
    IS_CLOSED = "watch.is_closed"
    NOT_A_SITE = "watch.not_a_site"
    WOULD_SHUT_YOU_OUT = "watch.would_shut_you_out"
    KEPT_DAYS = "watch.kept_days"


class Pace(StrEnum):
    """How often a person is told of what a watch catches."""

    ONCE = "once"  # at once
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


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


def but(query: str, term: str) -> str:
    """Return a query that a term is excluded from."""
    return f"{f'({query})' if isinstance(read(query).root, Or) else query} -{term}"


MOST_PROPOSED = 5
SHORTEST, SHORTEST_OF_TWO = 4, 3  # letters of a word proposed alone, and in a phrase
SPARED = 5  # an exclusion takes so many false hits for each other one it would lose


@dataclass(frozen=True)
class Exclusion:
    """A term that false hits have and others have not: of how many of both."""

    term: str
    wrong: int
    right: int


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
    known = {each.term for each in found}
    found = [
        each for each in found if each.term[0] != '"' or known.isdisjoint(_words_in(each.term))
    ]
    found.sort(
        key=lambda each: (
            -each.wrong,
            each.right,
            usual.get(each.term, 0),
            -len(each.term),
            each.term,
        )
    )
    return _widest(found, wrong)[:MOST_PROPOSED]


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


def shown(seen: Document, spans: Iterable[Span]) -> tuple[list[Bit], list[Bit]]:
    """Return the title with its words marked, and the first sentence that holds a word found."""
    in_title = [(span.start, span.end) for span in spans if span.field is Field.TITLE]
    in_text = [(span.start, span.end) for span in spans if span.field is Field.TEXT]
    return marked(seen.title, in_title), in_sentence(seen.text, in_text)


def sites(typed: str) -> list[str]:
    """Return the hosts in a text with one a line, in any form people paste them.

    Raises:
        ValueError: a line that is no site.
    """
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        host = urlsplit(line if "//" in line else f"//{line}").hostname or ""
        if "." not in host.strip(".") or " " in line:
            raise ValueError(line)
        found.append(host.removeprefix("www."))
    return list(dict.fromkeys(found))


def is_own(url: str, own_sites: Sequence[str]) -> bool:
    """Say whether an address stands on one of our own sites: what we say is no coverage."""
    if not own_sites:
        return False
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return any(host == site or host.endswith(f".{site}") for site in own_sites)


def line(counts: Sequence[int], width: int = 80, height: int = 20) -> str:
    """Return the points of a small line through counts, for an SVG of this size."""
    most = max(counts, default=0) or 1
    step = width / max(1, len(counts) - 1)
    return " ".join(
        f"{order * step:.0f},{height - 1 - count / most * (height - 2):.1f}"
        for order, count in enumerate(counts)
    )
