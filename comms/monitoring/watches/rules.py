"""What a watch is: three boxes that write a query, an article as queries see it, our own sites."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from comms.core.query import Document, Field, Query, Span
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
