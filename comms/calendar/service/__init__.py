"""Moves a piece to another day: the same rules as when its hour is typed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from comms.calendar.rules import CalendarWrong
from comms.core import clock, hours
from comms.core.hours import Hour
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.pieces import queries
from comms.pieces import service as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import Content, Plan
from comms.pieces.rules.states import LOCKED, State


@dataclass(frozen=True)
class Moved:
    """Where a piece stands now, and where it stood.

    `voided`: it was planned, and is to be approved again. `may_return`: the day it comes from is
    not past, nor is anything that left before it.
    """

    at: Hour
    was: Hour
    voided: bool
    may_return: bool


def may_move(piece: Piece) -> bool:
    """Say whether a piece still has an hour to change."""
    return State(piece.state) not in LOCKED and piece.due_at is not None


def move(
    piece: Piece, day: date, *, base: int, actor: Actor, folds: tuple[int | None, ...] = (None,)
) -> Moved:
    """Let a piece leave on another day, at the same hours of the clock.

    `base` is the revision that was shown. What leaves earlier under embargo keeps its distance in
    days. `folds` answers, for an hour that exists twice, which of the two is meant.

    Raises:
        Refused: it has left, has no hour, the hour of what has still to leave is past or does not
            exist on that day, or exists twice and nobody said which; or somebody gave it another
            hour meanwhile.
    """
    content = queries.content(piece)
    at = content.plan.at
    if at is None:
        raise Refused(CalendarWrong.NO_HOUR)
    moved = _on(at, day, folds[0])
    if moved.instant <= clock.now():
        raise Refused(CalendarWrong.PAST)
    days = day - date.fromisoformat(at.day)
    was_planned = piece.state in (State.SCHEDULED, State.HELD)
    plan = _moved(content.plan, moved, days, folds[-1])
    if _is_late(plan, piece.left):
        raise Refused(CalendarWrong.EMBARGO_PAST)
    saved = pieces.save(piece, Content(content.words, plan), base=base, actor=actor)
    if saved.clashes:
        raise Refused(CalendarWrong.CHANGED)
    voided = was_planned and piece.state == State.REVIEW
    return Moved(moved, at, voided, all(each > clock.now() for each in _instants(content.plan)))


def _is_late(plan: Plan, left: Collection[str]) -> bool:
    """Say whether something of a plan that has not left would have to leave in the past."""
    hours = (hour for key, hour in plan.hours().items() if key not in left)
    return any(hour.instant <= clock.now() for hour in hours)


def _instants(plan: Plan) -> Iterator[datetime]:
    yield from (each.instant for each in (plan.at, *(one.at for one in plan.sendings)) if each)


def _moved(plan: Plan, at: Hour, days: timedelta, fold: int | None) -> Plan:
    sendings = tuple(
        replace(each, at=_on(each.at, date.fromisoformat(each.at.day) + days, fold))
        if each.at
        else each
        for each in plan.sendings
    )
    return replace(plan, at=at, sendings=sendings)


def _on(hour: Hour, day: date, fold: int | None) -> Hour:
    return hours.read(f"{day.isoformat()}{hour.wall[10:]}", hour.zone, fold)
