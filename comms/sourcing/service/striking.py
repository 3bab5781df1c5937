"""Takes the words of a person who withdrew out of every revision that quoted them."""

import re
from collections.abc import Sequence
from typing import Any

from comms.core import events
from comms.core.rights import Actor
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.service import Struck
from comms.sourcing import queries
from comms.sourcing.rules import striking
from comms.testimonies import service as testimonies
from comms.testimonies.models import Testimony


def strike_again(_event: events.HouseRestored) -> None:
    """Strike what a restore brought back into the texts."""
    for testimony in testimonies.to_strike_again():
        strike_words(testimony, actor=None)


def strike_words(testimony: Testimony, *, actor: Actor | None) -> Struck:
    """Put a mark where a withdrawn testimony is quoted, in every revision and remark there is.

    Found are its quotations by their binding, and the same words where nothing is bound; other
    rooms that keep texts hear of it (`WordsStruck`). Refused before the person withdrew. What was
    sent stays out there: the pieces say where.
    """
    testimonies.note_struck(testimony, actor=actor)
    key, quoted = testimony.key, _quoted(testimony.key)
    told = striking.wanted(each for words, _names in quoted.values() for each in words)
    named = striking.wanted((each for _words, names in quoted.values() for each in names), fewest=2)

    def known(piece: Piece) -> Sequence[re.Pattern[str]]:
        return [*told, *named] if piece.id in quoted else told

    def words(piece: Piece, kept: dict[str, Any]) -> dict[str, Any]:
        return dict(striking.struck_words(kept, piece.lang, key, known(piece)))

    def text(piece: Piece, kept: str) -> str:
        return striking.struck(kept, piece.lang, key, known(piece))

    done = piece_service.strike(words, text)
    events.announce(events.WordsStruck(lambda kept, lang: striking.struck(kept, lang, key, told)))
    return done


def _quoted(key: str) -> dict[int, tuple[set[str], set[str]]]:
    """Return the words texts give to a person and how they name them, by piece."""
    found: dict[int, tuple[set[str], set[str]]] = {}
    for piece, _numbers in queries.using("testimony", key):
        words, names = found.setdefault(piece.id, (set(), set()))
        for revision in pieces.in_full(piece):
            for each in kind_of(piece.kind).prose(revision.content["words"]):
                words.update(striking.bound_words(each.text, key))
                names.update(striking.bound_names(each.text, key))
    return found
