"""The kinds of piece: what each room that has one tells us of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comms.core.html import Markup
from comms.core.refusal import Code
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.bindings import Prose
from comms.pieces.rules.leaving import EMBARGO, Content
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
    warns: Callable[[int, Content], list[tuple[StrEnum, dict[str, object]]]] | None = None
    letter: Callable[[Content, str], Letter] | None = None  # the mail of one sending
    prose: Callable[[dict[str, Any]], list[Prose]] = lambda _words: []  # what may hold bindings


_kinds: dict[str, Kind] = {}
Ask = Callable[[Kind, Content], list[Code]]
_asks: list[Ask] = []


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


def obstacles_to_asking(kind: Kind, content: Content) -> list[Code]:
    """Return everything a text lacks before others may be asked to approve it."""
    found: list[Code] = [*kind.obstacles(content), *asked_of_all(kind, content)]
    plan, hours = content.plan, content.plan.hours()
    if plan.is_empty:
        found.append(Obstacle.NOWHERE_TO_GO)
    if plan.at is None:
        found.append(Obstacle.NO_HOUR)
    elif EMBARGO in hours and hours[EMBARGO].instant >= plan.at.instant:
        found.append(Obstacle.EMBARGO_AFTER)
    return found
