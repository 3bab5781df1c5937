"""Cutting a query into pieces: parentheses, quotes, and what stands between white space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from comms.core.text.folding import is_format

CLOSING = {'"': '"', "«": "»", "“": "”"}
_PART = re.compile(r'[()"«»“”]|[^\s()"«»“”]+')
_TOKEN = re.compile(r"\S+")


class Kind(Enum):
    """The kinds of piece."""

    OPEN = "("
    CLOSE = ")"
    QUOTE = "quote"
    PIECE = "piece"
    UNPAIRED = "quote without its other half"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query, without format characters; `at` and `end` as given, with them.

    `joined` says that nothing stands between this piece and the one before. A quote's text is
    what stands inside; `inside` is the same cut at white space.
    """

    kind: Kind
    text: str
    at: int
    end: int
    joined: bool = False
    inside: tuple["Piece", ...] = ()


def pieces(query: str) -> list[Piece]:
    """Return the pieces of a query; a quote left open is the last of them."""
    places = [place for place, character in enumerate(query) if not is_format(character)]
    return list(_Typed("".join(query[place] for place in places), places).pieces())


@dataclass(frozen=True, slots=True)
class _Typed:
    """A query without its format characters, and where each of its characters stood."""

    text: str
    places: list[int]

    def pieces(self) -> Iterator[Piece]:
        end = -1
        at = 0
        while found := _PART.search(self.text, at):
            start, at = found.span()
            kind = _kind(found[0])
            if found[0] in CLOSING:
                at = self.text.find(CLOSING[found[0]], at) + 1
            if not at:
                yield self.piece(Kind.UNPAIRED, start, start + 1, joined=start == end)
                return
            yield self.piece(kind, start, at, joined=start == end)
            end = at

    def piece(self, kind: Kind, start: int, end: int, *, joined: bool = False) -> Piece:
        place = self.places[start], self.places[end - 1] + 1
        if kind is not Kind.QUOTE:
            return Piece(kind, self.text[start:end], *place, joined)
        inside = tuple(
            self.piece(Kind.PIECE, *found.span())
            for found in _TOKEN.finditer(self.text, start + 1, end - 1)
        )
        return Piece(kind, self._inner(start, end), *place, joined, inside)

    def _inner(self, start: int, end: int) -> str:
        """Return what a quote holds; the space just inside « … » is typography, not text."""
        inner = self.text[start + 1 : end - 1]
        return inner.strip() if self.text[start] == "«" else inner


def _kind(sign: str) -> Kind:
    if sign in CLOSING:
        return Kind.QUOTE
    if sign in CLOSING.values():
        return Kind.UNPAIRED
    return {"(": Kind.OPEN, ")": Kind.CLOSE}.get(sign, Kind.PIECE)
