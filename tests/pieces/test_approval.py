"""Who may let a piece leave, what an approval covers, and what voids it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from comms.core.rights import Actor, College, Role
from comms.pieces.rules.approval import (
    Given,
    Obstacle,
    Standing,
    holding,
    missing,
    obstacles_to_approval,
    obstacles_to_leaving,
    still_holds,
)
from comms.pieces.rules.states import State

NOW = datetime(2030, 3, 12, 9, 0, tzinfo=UTC)
HOUR = NOW + timedelta(hours=3)
LATER = timedelta(minutes=30)
STAFF, BOARD = College.STAFF, College.BOARD
IN_REVIEW = Standing(
    state=State.REVIEW,
    author_id=1,
    editors=frozenset({2}),
    hash="a" * 64,
    hours={"main": HOUR},
    asked=(BOARD, None),
)


def _reader(member_id: int, college: College | None = BOARD, role: Role = Role.APPROVER) -> Actor:
    return Actor(member_id, "Nour", role, college)


def _given(member_id: int, college: College | None, **other: object) -> Given:
    return replace(Given(member_id, college, "a" * 64, {"main": HOUR}), **other)


def _obstacles(standing: Standing, reader: Actor, shown: str = "a" * 64) -> list[Obstacle]:
    return obstacles_to_approval(standing, reader, shown_hash=shown, now=NOW)


def test_an_approver_who_wrote_nothing_of_it_may_approve() -> None:
    assert _obstacles(IN_REVIEW, _reader(3)) == []


def test_an_administrator_may_approve_too() -> None:
    assert _obstacles(IN_REVIEW, _reader(3, role=Role.ADMIN)) == []


@pytest.mark.parametrize("role", [Role.GUEST, Role.AUTHOR])
def test_guests_and_authors_approve_nothing(role: Role) -> None:
    assert _obstacles(IN_REVIEW, _reader(3, role=role)) == [Obstacle.NOT_AN_APPROVER]


def test_nobody_approves_their_own_text_whatever_their_role() -> None:
    author = _reader(1, role=Role.ADMIN)

    assert _obstacles(IN_REVIEW, author) == [Obstacle.OWN_TEXT]


def test_whoever_made_the_last_change_does_not_approve_it() -> None:
    assert _obstacles(IN_REVIEW, _reader(2)) == [Obstacle.OWN_EDIT]


def test_an_author_who_also_made_the_last_change_hears_it_once() -> None:
    standing = replace(IN_REVIEW, editors=frozenset({1}))

    assert _obstacles(standing, _reader(1)) == [Obstacle.OWN_TEXT]


def test_a_page_that_shows_an_older_text_cannot_be_approved() -> None:
    assert _obstacles(IN_REVIEW, _reader(3), shown="b" * 64) == [Obstacle.STALE_PAGE]


def test_nothing_is_approved_for_an_hour_that_has_passed() -> None:
    standing = replace(IN_REVIEW, hours={"main": HOUR, "embargo": NOW - LATER})

    assert _obstacles(standing, _reader(3)) == [Obstacle.HOUR_PASSED]


def test_the_very_hour_can_still_be_approved() -> None:
    standing = replace(IN_REVIEW, hours={"main": NOW})

    assert _obstacles(standing, _reader(3)) == []


@pytest.mark.parametrize("state", [state for state in State if state is not State.REVIEW])
def test_only_a_piece_in_review_is_approved(state: State) -> None:
    standing = replace(IN_REVIEW, state=state)

    assert _obstacles(standing, _reader(3)) == [Obstacle.NOT_IN_REVIEW]


def test_nobody_fills_two_places() -> None:
    standing = replace(IN_REVIEW, given=(_given(3, BOARD),))

    assert _obstacles(standing, _reader(3)) == [Obstacle.ALREADY_APPROVED]


def test_someone_whose_approval_was_voided_may_approve_again() -> None:
    standing = replace(IN_REVIEW, given=(_given(3, BOARD, hash="b" * 64),))

    assert _obstacles(standing, _reader(3)) == []


def test_the_place_of_a_college_waits_for_that_college() -> None:
    standing = replace(IN_REVIEW, given=(_given(4, STAFF),))

    assert missing(standing) == [BOARD]
    assert _obstacles(standing, _reader(3, STAFF)) == [Obstacle.COLLEGE_NOT_ASKED]
    assert _obstacles(standing, _reader(3, None)) == [Obstacle.COLLEGE_NOT_ASKED]
    assert _obstacles(standing, _reader(3, BOARD)) == []


def test_every_obstacle_is_said_at_once() -> None:
    standing = replace(IN_REVIEW, state=State.HELD, hours={"main": NOW - LATER})
    author = _reader(1, role=Role.AUTHOR)

    assert set(_obstacles(standing, author, shown="")) == {
        Obstacle.NOT_AN_APPROVER,
        Obstacle.NOT_IN_REVIEW,
        Obstacle.OWN_TEXT,
        Obstacle.STALE_PAGE,
        Obstacle.HOUR_PASSED,
    }


@pytest.mark.parametrize(
    ("asked", "given", "left"),
    [
        ((None, None), [], [None, None]),
        ((None, None), [STAFF], [None]),
        ((None, None), [STAFF, None], []),
        ((BOARD, None), [BOARD], [None]),
        ((BOARD, None), [STAFF], [BOARD]),
        ((None, BOARD), [BOARD, STAFF], []),
        ((None, BOARD), [STAFF, BOARD], []),
        ((BOARD, None), [BOARD, BOARD], []),
        ((BOARD, None), [STAFF, STAFF], [BOARD]),
        ((BOARD, STAFF), [None, None], [BOARD, STAFF]),
        ((BOARD, STAFF), [STAFF, BOARD], []),
        ((BOARD, BOARD), [BOARD], [BOARD]),
        ((), [], []),
    ],
)
def test_places_of_a_college_are_filled_before_open_ones(
    asked: tuple[College | None, ...],
    given: list[College | None],
    left: list[College | None],
) -> None:
    approvals = tuple(_given(10 + place, college) for place, college in enumerate(given))
    standing = replace(IN_REVIEW, asked=asked, given=approvals)

    assert missing(standing) == left


def test_an_approval_of_other_words_counts_for_nothing() -> None:
    old, current = _given(3, BOARD, hash="b" * 64), _given(4, STAFF)
    standing = replace(IN_REVIEW, given=(old, current))

    assert holding(standing) == [current]
    assert missing(standing) == [BOARD]


def test_an_earlier_hour_voids_an_approval() -> None:
    standing = replace(IN_REVIEW, hours={"main": HOUR - timedelta(minutes=1)})

    assert not still_holds(_given(3, BOARD), standing)


def test_a_later_hour_keeps_an_approval() -> None:
    standing = replace(IN_REVIEW, hours={"main": HOUR + LATER})

    assert still_holds(_given(3, BOARD), standing)


def test_a_sending_that_was_not_shown_voids_an_approval() -> None:
    standing = replace(IN_REVIEW, hours={"main": HOUR, "embargo": HOUR + LATER})

    assert not still_holds(_given(3, BOARD), standing)


def test_a_sending_that_has_left_does_not_void_what_is_still_to_leave() -> None:
    shown = _given(3, BOARD, hours={"main": HOUR, "embargo": NOW})

    assert still_holds(shown, IN_REVIEW)


def test_a_piece_leaves_when_it_is_scheduled_and_every_place_is_filled() -> None:
    approvals = (_given(3, BOARD), _given(4, STAFF))
    standing = replace(IN_REVIEW, state=State.SCHEDULED, given=approvals)

    assert obstacles_to_leaving(standing) == []


def test_a_scheduled_piece_whose_hour_was_moved_earlier_stays() -> None:
    approvals = (_given(3, BOARD), _given(4, STAFF))
    standing = replace(IN_REVIEW, state=State.SCHEDULED, given=approvals, hours={"main": NOW})

    assert obstacles_to_leaving(standing) == [Obstacle.APPROVALS_MISSING]


@pytest.mark.parametrize("state", [state for state in State if state is not State.SCHEDULED])
def test_nothing_leaves_in_any_other_state_even_approved(state: State) -> None:
    approvals = (_given(3, BOARD), _given(4, STAFF))
    standing = replace(IN_REVIEW, state=state, given=approvals)

    assert obstacles_to_leaving(standing) == [Obstacle.WRONG_STATE]


def test_a_piece_in_review_without_approvals_names_both_reasons() -> None:
    found = obstacles_to_leaving(IN_REVIEW)

    assert found == [Obstacle.WRONG_STATE, Obstacle.APPROVALS_MISSING]
