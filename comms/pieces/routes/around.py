"""What every page of a piece shows beside its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for

from comms.accounts import queries as accounts
from comms.channels.rules.counting import utf16
from comms.core import clock
from comms.core.refusal import Code, Particular, place_of, say
from comms.core.rights import Actor
from comms.core.web import current_member, get_or_404
from comms.pieces import queries
from comms.pieces.forms import SHOWN
from comms.pieces.models import Comment, Piece
from comms.pieces.rules.anchors import Place
from comms.pieces.rules.approval import (
    Obstacle,
    Standing,
    holding,
    missing,
    obstacles_to_approval,
)
from comms.pieces.rules.bindings import RECORDS, spoken
from comms.pieces.rules.changes import Change, changed_words
from comms.pieces.rules.house import first_place
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking, warned
from comms.pieces.rules.leaving import Content

_VARIANT = re.compile(r"variants\.(\d+)\.text")  # a text of the words, as its form names it


def around(piece: Piece) -> dict[str, Any]:
    """Return what every page of a piece shows beside its text."""
    standing, content = queries.standing(piece), queries.content(piece)
    return {
        "piece": piece,
        "standing": standing,
        "content": content,
        "kind": kind_of(piece.kind),
        "names": accounts.names(),
        "states": SHOWN,
        "still_missing": missing(standing),
        "held_approvals": holding(standing),
        "lacks_said": [
            in_words(each, piece, content)
            for each in obstacles_to_asking(kind_of(piece.kind), content)
        ],
        "obstacles_said": [
            in_words(each, piece, content) for each in in_the_way(standing, current_member())
        ],
        "warned_said": _warned(piece, content),
        "here_too": here_too(piece),
        "reads_here": reads_here(piece),
        "advice": _advised(piece, content),
        "remarks": [remark_seen(each, piece, content) for each in piece.comments],
        "asides": [each for each in piece.revisions if each.is_aside],
    }


@dataclass(frozen=True)
class Passage:
    """Which words of a field are spoken of: from and to, as browsers count, in its source."""

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, text: str, span: tuple[int, int]) -> "Passage":
        """Return a passage of a text."""
        start, end = span
        return cls(utf16(text[:start]), utf16(text[:end]), text[start:end])


@dataclass(frozen=True)
class Said:
    """An obstacle in words, the address of the place where it is mended, the very passage."""

    sentence: str
    url: str
    passage: Passage | None = None


@dataclass(frozen=True)
class Advised:
    """A word we would rather not say, what we say, and where it stands first."""

    word: str
    instead: str
    url: str = ""
    passage: Passage | None = None


def in_words(code: Code, piece: Piece, content: Content) -> Said:
    """Return an obstacle as a page shows it: it leads to its field, or else to the text.

    What only another person can mend leads nowhere.
    """
    place = place_of(code)
    if not place and isinstance(code, Obstacle):
        return Said(say(code), "")
    return Said(say(code), _address(place, piece, content), _passage(code, place, piece, content))


def _passage(code: Code, place: str, piece: Piece, content: Content) -> Passage | None:
    span = code.span if isinstance(code, Particular) else None
    texts = {each.field: each.text for each in kind_of(piece.kind).prose(content.words)}
    return Passage.of(texts[place], span) if span and place in texts else None


def _advised(piece: Piece, content: Content) -> list[Advised]:
    found = []
    for one in queries.advice(piece):
        field, heard = first_place(content.words, piece.lang, one)
        url = _address(field, piece, content)
        passage = Passage.of(content.words[field], (heard.start, heard.end)) if heard else None
        found.append(Advised(one.word, one.instead, url, passage))
    return found


def _address(place: str, piece: Piece, content: Content) -> str:
    if place.startswith("/"):
        endpoint, _, words = place[1:].partition("?")
        facts = {"piece_id": piece.id} if endpoint.endswith(":") else {"q": words or None}
        return url_for(endpoint.rstrip(":"), **facts)
    kind = kind_of(piece.kind)
    prose = kind.prose(content.words)
    name = place or (prose[-1].field if prose else "")
    anchor = name[1:] if name.startswith("#") else "f-" + _VARIANT.sub(r"variant_\1_text", name)
    return url_for(kind.endpoint, piece_id=piece.id, _anchor=anchor)


def here_too(piece: Piece) -> list[str]:
    """Return the names of those who write in this piece just now, besides the reader."""
    others = queries.here_too(piece, current_member().id, clock.now())
    names = accounts.names()
    return sorted(names.get(each, "?") for each in others)


def reads_here(piece: Piece) -> list[str]:
    """Return the names of those who have this piece open and do not write in it."""
    actor, now = current_member(), clock.now()
    readers = set(queries.reads_here(piece, actor.id, now))
    if not readers:
        return []
    names = accounts.names()
    readers -= set(queries.here_too(piece, actor.id, now))
    return sorted(names.get(each, "?") for each in readers)


def _warned(piece: Piece, content: Content) -> list[Said]:
    found = warned(kind_of(piece.kind), piece.id, content)
    return [Said(say(code, facts), _mended(code, facts, piece, content)) for code, facts in found]


def _mended(code: Code, facts: Mapping[str, object], piece: Piece, content: Content) -> str:
    """Return where to look: another piece, the place of the code; else nowhere."""
    if other := facts.get("piece"):
        return url_for("pieces.review", piece_id=other)
    place = place_of(code)
    return _address(place, piece, content) if place else ""


@dataclass(frozen=True)
class RemarkSeen:
    """A remark beside the text: where its passage stands now, and what its proposal changes."""

    row: Comment
    said: str  # its passage as the page shows it
    place: Place | None
    change: Change | None

    @property
    def may_be_taken(self) -> bool:
        """Say whether the proposal still fits and waits for an answer."""
        fits = self.place is not None and self.place.is_same
        return self.change is not None and fits and self.row.resolved_at is None


def remark_seen(row: Comment, piece: Piece, content: Content) -> RemarkSeen:
    """Return a remark as the page shows it."""
    said = spoken(row.passage or "", content.words.get(RECORDS, {}), piece.lang)
    changes = changed_words({"": said}, {"": row.proposal}) if row.proposal else []
    place = None if row.resolved_at else queries.place_of(row, piece)
    return RemarkSeen(row, said, place, next(iter(changes), None))


def piece_or_404(kind: str, piece_id: int) -> Piece:
    """Return a piece of one kind, or answer that it does not exist."""
    piece = get_or_404(Piece, piece_id)
    if piece.kind != kind:
        abort(404)
    return piece


def in_the_way(standing: Standing, member: Actor) -> list[Obstacle]:
    """Return what keeps a member from approving what stands now."""
    return obstacles_to_approval(standing, member, shown_hash=standing.hash, now=clock.now())
