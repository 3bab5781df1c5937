"""Takes the words of a person who withdrew out of every revision that quoted them."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from comms.core import events
from comms.core.rights import Actor
from comms.core.text.again import Run
from comms.pieces import queries as pieces
from comms.pieces import service as piece_service
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.service import Struck
from comms.sourcing import queries
from comms.sourcing.rules import striking
from comms.testimonies import service as testimonies
from comms.testimonies.models import Testimony

MOST_SHOWN = 3  # sentences of one text


@dataclass(frozen=True)
class Hit:
    """Where the words, or the name, of a person stand without a binding; `mark`: what is ticked.

    `piece` is None in what other rooms keep. `sentences`: before, the words, behind.
    """

    mark: str
    piece: Piece | None
    sentences: tuple[tuple[str, str, str], ...]
    is_verbatim: bool


@dataclass(frozen=True)
class _Sought:
    """What a person's bindings say, to be found again; and the texts of other rooms."""

    key: str
    told: list[Run]
    named: list[Run]
    elsewhere: list[str]


def strike_again(_event: events.HouseRestored) -> None:
    """Strike what a restore brought back into the texts."""
    for testimony in testimonies.to_strike_again():
        testimonies.hold_to_strike(testimony)
        marks = [each.mark for each in foreseen(testimony) if each.is_verbatim]
        strike_words(testimony, marks, actor=None)


def foreseen(testimony: Testimony) -> list[Hit]:
    """Return where the words stand unbound: what somebody ticks goes with what is bound."""
    sought = _sought(testimony.key)
    if not (sought.told or sought.named):
        return []
    found: list[Hit] = []
    for piece, texts in queries.kept_texts():
        found.append(_hits(f"words:{piece.id}", piece, texts, sought.key, sought.told))
        found.append(_hits(f"names:{piece.id}", piece, texts, sought.key, sought.named))
    found += [
        _hits(_digest(text), None, [text], sought.key, sought.told)
        for text in dict.fromkeys(sought.elsewhere)
    ]
    return [each for each in found if each.sentences]


def _hits(
    mark: str,
    piece: Piece | None,
    texts: Sequence[str],
    key: str,
    runs: Sequence[Run],
) -> Hit:
    said = (
        striking.sentence(text, span)
        for text in texts
        for span in striking.unbound(text, key, runs)
    )
    sentences = tuple(dict.fromkeys(said))[:MOST_SHOWN]
    return Hit(mark, piece, sentences, is_verbatim=not mark.startswith("names:"))


@dataclass(frozen=True)
class _Mark:
    """Puts the mark into a text: what is bound, and what of `marks` is not."""

    sought: _Sought
    marks: Collection[str]

    def in_words(self, piece: Piece, kept: dict[str, Any]) -> dict[str, Any]:
        return dict(
            striking.struck_words(kept, piece.lang, self.sought.key, self._unbound_in(piece))
        )

    def in_text(self, piece: Piece, kept: str) -> str:
        return striking.struck(kept, piece.lang, self.sought.key, self._unbound_in(piece))

    def elsewhere(self, kept: str, lang: str) -> str:
        told = self.sought.told if _digest(kept) in self.marks else []
        return striking.struck(kept, lang, self.sought.key, told)

    def _unbound_in(self, piece: Piece) -> Sequence[Run]:
        told = self.sought.told if f"words:{piece.id}" in self.marks else []
        return [*told, *(self.sought.named if f"names:{piece.id}" in self.marks else [])]


def strike_words(testimony: Testimony, marks: Collection[str], *, actor: Actor | None) -> Struck:
    """Put a mark where a withdrawn testimony is quoted, in every revision and remark there is.

    Struck are its quotations by their binding, and of the same words where nothing is bound those
    of `marks` (`foreseen`); other rooms that keep texts hear of it (`WordsStruck`). Refused before
    the person withdrew; a second time nothing changes. What was sent stays out there: the pieces
    say where.
    """
    testimonies.hold_to_strike(testimony)
    mark = _Mark(_sought(testimony.key), marks)
    hits = [each for each in foreseen(testimony) if each.piece is not None]
    done = piece_service.strike(mark.in_words, mark.in_text)
    is_changed = any(mark.elsewhere(each, "") != each for each in mark.sought.elsewhere)
    events.announce(events.WordsStruck(mark.elsewhere))
    if testimony.struck_at is None or done.revisions or done.remarks or is_changed:
        testimonies.note_struck(
            testimony,
            names=_numbers(hits, is_verbatim=False, within=marks),
            spared=_numbers(hits, is_verbatim=True, within={each.mark for each in hits} - {*marks}),
            actor=actor,
        )
    return done


def _numbers(hits: Iterable[Hit], *, is_verbatim: bool, within: Collection[str]) -> list[int]:
    wanted = [each for each in hits if each.is_verbatim == is_verbatim and each.mark in within]
    return [each.piece.id for each in wanted if each.piece]


def _sought(key: str) -> _Sought:
    """Return what texts give to a person by a binding, and the texts that other rooms keep."""
    elsewhere: list[str] = []

    def look(text: str, _lang: str) -> str:
        elsewhere.append(text)
        return text

    events.announce(events.WordsStruck(look))
    texts = [*elsewhere]
    for piece, _numbers in queries.using("testimony", key):
        for revision in pieces.in_full(piece):
            texts += [each.text for each in kind_of(piece.kind).prose(revision.content["words"])]
    told = [each for text in texts for each in striking.bound_words(text, key)]
    names = [each for text in texts for each in striking.bound_names(text, key)]
    return _Sought(key, striking.wanted(told), striking.wanted(names, fewest=2), elsewhere)


def _digest(text: str) -> str:
    return f"text:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
