"""Who may let a piece leave, what stands in the way, and what an approval is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comms.core.rights import Actor, College, Right
from comms.pieces.rules.states import State


class Obstacle(StrEnum):
    """What stands in the way of a piece."""

    NOT_IN_REVIEW = "piece.not_in_review"
    OWN_TEXT = "piece.own_text"
    OWN_EDIT = "piece.own_edit"
    NOT_AN_APPROVER = "piece.not_an_approver"
    ALREADY_APPROVED = "piece.already_approved"
    COLLEGE_NOT_ASKED = "piece.college_not_asked"
    STALE_PAGE = "piece.stale_page"
    HOUR_PASSED = "piece.hour_passed"
    NO_HOUR = "piece.no_hour"
    NOWHERE_TO_GO = "piece.nowhere_to_go"
    NO_CHANNEL = "piece.no_channel"  # of a kind that goes to no list
    NO_WORDS = "piece.no_words"
    EMBARGO_AFTER = "piece.embargo_after"
    APPROVALS_MISSING = "piece.approvals_missing"
    WRONG_STATE = "piece.wrong_state"
    LOCKED = "piece.locked"
    PASSAGE_NOT_FOUND = "piece.passage_not_found"
    PASSAGE_CHANGED = "piece.passage_changed"
    ALREADY_TAKEN = "piece.already_taken"


@dataclass(frozen=True)
class Given:
    """One approval: for a hash, with the hours that were shown."""

    member_id: int
    college: College | None
    hash: str
    hours: dict[str, datetime]


@dataclass(frozen=True)
class Standing:
    """All that decides whether a piece may leave."""

    state: State
    author_id: int | None
    editors: frozenset[int]  # whose words came with the current revision
    hash: str
    hours: dict[str, datetime]  # of what has not left yet
    asked: tuple[College | None, ...]  # one place an approval; None: any college
    given: tuple[Given, ...] = ()
    began: int | None = None  # who wrote it first: its author, to whomever it was handed over

    @property
    def authors(self) -> frozenset[int]:
        """Return whose text it is: who began it, and who has it now."""
        return frozenset(each for each in (self.author_id, self.began) if each)


def still_holds(approval: Given, standing: Standing) -> bool:
    """Say whether an approval covers what would leave now.

    An earlier hour voids it, and so does a sending that was not shown; a later hour the same day
    does not (another day changes the hash).
    """
    if approval.hash != standing.hash:
        return False
    shown = approval.hours
    return all(key in shown and hour >= shown[key] for key, hour in standing.hours.items())


def holding(standing: Standing) -> list[Given]:
    """Return the approvals that count."""
    return [each for each in standing.given if still_holds(each, standing)]


def missing(standing: Standing) -> list[College | None]:
    """Return the places nobody has filled yet."""
    return _unfilled(standing.asked, [each.college for each in holding(standing)])


def _unfilled(asked: Iterable[College | None], given: list[College | None]) -> list[College | None]:
    """Fill the places that ask for a college first, then those open to anyone."""
    places, left = list(asked), list(given)
    for college in list(left):
        if college is not None and college in places:
            places.remove(college)
            left.remove(college)
    for _ in left:
        if None in places:
            places.remove(None)
    return places


def obstacles_to_approval(
    standing: Standing, reader: Actor, *, shown_hash: str, now: datetime
) -> list[Obstacle]:
    """Return everything that keeps this person from approving what they were shown."""
    found = []
    if not reader.may(Right.APPROVE):
        found.append(Obstacle.NOT_AN_APPROVER)
    if standing.state is not State.REVIEW:
        found.append(Obstacle.NOT_IN_REVIEW)
    if reader.id in standing.authors:
        found.append(Obstacle.OWN_TEXT)
    elif reader.id in standing.editors:
        found.append(Obstacle.OWN_EDIT)
    if shown_hash != standing.hash:
        found.append(Obstacle.STALE_PAGE)
    if any(hour < now for hour in standing.hours.values()):
        found.append(Obstacle.HOUR_PASSED)
    return found + _place_taken(standing, reader)


def obstacles_from_before(standing: Standing, earlier: frozenset[int]) -> list[Obstacle]:
    """Return what a person did under accounts that were closed: it is theirs all the same."""
    found = []
    if earlier & (standing.authors | standing.editors):
        found.append(Obstacle.OWN_TEXT)
    if earlier & {each.member_id for each in holding(standing)}:
        found.append(Obstacle.ALREADY_APPROVED)
    return found


def _place_taken(standing: Standing, reader: Actor) -> list[Obstacle]:
    """Say whether this person's approval would fill a place."""
    if not reader.may(Right.APPROVE):
        return []
    held = holding(standing)
    if any(each.member_id == reader.id for each in held):
        return [Obstacle.ALREADY_APPROVED]
    before = missing(standing)
    with_theirs = _unfilled(standing.asked, [*(each.college for each in held), reader.college])
    if before and len(with_theirs) == len(before):
        return [Obstacle.COLLEGE_NOT_ASKED]
    return []


def obstacles_to_leaving(standing: Standing) -> list[Obstacle]:
    """Return what keeps a piece from leaving at its hour."""
    found = [Obstacle.WRONG_STATE] if standing.state is not State.SCHEDULED else []
    return found + ([Obstacle.APPROVALS_MISSING] if missing(standing) else [])
