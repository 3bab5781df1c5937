"""The kinds of piece: what each room that has one tells us of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from comms.core.html import Markup
from comms.core.refusal import Code
from comms.ideas.rules import Traced
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.bindings import Prose
from comms.pieces.rules.leaving import EMBARGO, Content, instants
from comms.pieces.rules.letters import Kit, Letter
from comms.pieces.rules.typography import THIN


@dataclass(frozen=True)
class Kind:
    """A kind of piece. `obstacles` names what its words still lack before anyone is asked."""

    name: str
    endpoint: str  # of the page where it is written
    title: Callable[[dict[str, Any]], str]
    obstacles: Callable[[Content], list[StrEnum]]
    show: Callable[[Content], Markup]  # what leaves, as its reader sees it
    kit: Callable[[Content, str], Kit]  # the same, for the hand that posts it on a network
    thin: str = THIN  # the space before ; ! ? in French print
    # What is worth a second look and keeps nothing in: codes with their facts, of a saved piece.
    warns: Callable[[int, Content], list["Warned"]] | None = None
    letter: Callable[[Content, str], Letter] | None = None  # the mail of one sending
    prose: Callable[[dict[str, Any]], list[Prose]] = lambda _words: []  # what may hold bindings
    pictures: Callable[[dict[str, Any]], frozenset[int]] = lambda _words: frozenset()
    # What of the words the machine alone writes: no save, no restore, no merge changes it.
    ours: tuple[str, ...] = ()
    # Words somebody's were just struck from, as they were and are: what they say of the text
    # itself follows. A strike is no change anybody made to it.
    after_strike: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]] = lambda _was, now: now
    # Every text of it that leaves, as it leaves: what is behind a link or a picture too.
    leaves: Callable[[Content], Iterable[str]] | None = None


# A code and its facts; of these `piece` is the number of another piece to look at, if any.
Warned = tuple[StrEnum, dict[str, object]]
Ask = Callable[[Kind, Content], list[Code]]
AskOfWords = Callable[[str], list[Code]]
AskOfHour = Callable[[Traced, datetime], list[Code]]
Warn = Callable[[int, Traced], list[Warned]]
Until = Callable[[Traced], datetime | None]
_kinds: dict[str, Kind] = {}
_asks: list[Ask] = []
_asks_to_leave: list[Ask] = []
_asks_of_words: list[AskOfWords] = []
_asks_of_hour: list[AskOfHour] = []
_warns: list[Warn] = []
_untils: list[Until] = []


def know(kind: Kind) -> None:
    """Let pieces of a kind be written. Called in `factory`."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """Return a kind by name."""
    return _kinds[name]


def also_ask(ask: Ask) -> None:
    """Have another room name what a text lacks. Called in `factory`."""
    if ask not in _asks:
        _asks.append(ask)


def asked_of_all(kind: Kind, content: Content) -> list[Code]:
    """Return what other rooms hold against a text, wherever it goes: no record, no consent."""
    return [each for ask in _asks for each in ask(kind, content)]


def also_ask_to_leave(ask: Ask) -> None:
    """Have another room say why a text may not leave as it stands. Called in `factory`.

    It keeps it from leaving, and nobody from reading it.
    """
    if ask not in _asks_to_leave:
        _asks_to_leave.append(ask)


def held_back(kind: Kind, content: Content, at: datetime | None) -> list[Code]:
    """Return what keeps a text, which may be read, from leaving at an instant; None: no hour."""
    found = [each for ask in _asks_to_leave for each in ask(kind, content)]
    return [*found, *_too_early(kind, content, at)]


def traced(kind: Kind, content: Content) -> Traced:
    """Return by what a text may come from the field."""
    known = frozenset(each for each in (content.piece, content.source) if each)
    return Traced(known, kind.pictures(content.words))


def also_ask_of_words(ask: AskOfWords) -> None:
    """Have another room name what speaks against words that leave with no piece. In `factory`."""
    if ask not in _asks_of_words:
        _asks_of_words.append(ask)


def asked_of_words(words: str) -> list[Code]:
    """Return what other rooms hold against words that leave with no piece: a mail, a page."""
    return [each for ask in _asks_of_words for each in ask(words)]


def also_ask_of_hour(ask: AskOfHour) -> None:
    """Have another room say why the first hour of a piece is too early. Called in `factory`.

    It keeps a piece from leaving then, and nobody from reading it.
    """
    if ask not in _asks_of_hour:
        _asks_of_hour.append(ask)


def also_warn(warn: Warn) -> None:
    """Have another room say what of a piece is worth a second look. Called in `factory`."""
    if warn not in _warns:
        _warns.append(warn)


def hold_until(until: Until) -> None:
    """Have another room say before which instant a piece must not leave. Called in `factory`."""
    if until not in _untils:
        _untils.append(until)


def warned(kind: Kind, piece_id: int, content: Content) -> list[Warned]:
    """Return everything worth a second look: what its kind says, and other rooms."""
    own = kind.warns(piece_id, content) if kind.warns else []
    trace = traced(kind, content)
    return [*own, *(each for warn in _warns for each in warn(piece_id, trace))]


def earliest(kind: Kind, content: Content, now: datetime) -> datetime:
    """Return the first instant at which a piece may leave: now, or when all rooms let it."""
    trace = traced(kind, content)
    return max([now, *(each for until in _untils if (each := until(trace)))])


def obstacles_to_asking(kind: Kind, content: Content) -> list[Code]:
    """Return everything a text lacks before others may be asked to approve it."""
    found: list[Code] = [*kind.obstacles(content), *asked_of_all(kind, content)]
    plan, hours = content.plan, content.plan.hours()
    if plan.is_empty:
        found.append(Obstacle.NOWHERE_TO_GO if kind.letter else Obstacle.NO_CHANNEL)
    if plan.at is None:
        found.append(Obstacle.NO_HOUR)
    elif EMBARGO in hours and hours[EMBARGO].instant >= plan.at.instant:
        found.append(Obstacle.EMBARGO_AFTER)
    return found + held_back(kind, content, min(instants(content).values(), default=None))


def _too_early(kind: Kind, content: Content, first: datetime | None) -> list[Code]:
    trace = traced(kind, content)
    if first is None or not (trace.pieces or trace.pictures):
        return []
    return [each for ask in _asks_of_hour for each in ask(trace, first)]
