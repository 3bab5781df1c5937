"""The table of moves: where a piece may go, and from where it never comes back."""

import pytest

from comms.pieces.rules.states import LOCKED, MOVES, Move, State, after


@pytest.mark.parametrize("state", [State.DRAFT, State.CHANGES, State.EXPIRED])
def test_whoever_writes_may_ask_for_approval(state: State) -> None:
    assert after(state, Move.ASK) is State.REVIEW


def test_the_last_approval_schedules_a_piece() -> None:
    assert after(State.REVIEW, Move.APPROVE) is State.SCHEDULED


def test_only_a_piece_in_review_can_be_approved() -> None:
    others = [state for state in State if state is not State.REVIEW]

    assert [after(state, Move.APPROVE) for state in others] == [None] * len(others)


def test_a_piece_is_scheduled_by_approval_or_by_resuming_and_no_other_way() -> None:
    ways = {way for way, reached in MOVES.items() if reached is State.SCHEDULED}

    assert ways == {(State.REVIEW, Move.APPROVE), (State.HELD, Move.RESUME)}


@pytest.mark.parametrize("state", [State.REVIEW, State.SCHEDULED, State.HELD])
def test_a_void_approval_brings_a_piece_back_to_review(state: State) -> None:
    assert after(state, Move.VOID) is State.REVIEW


def test_a_held_piece_leaves_only_after_a_person_resumes_it() -> None:
    held = after(State.SCHEDULED, Move.HOLD)

    assert held is State.HELD
    assert after(held, Move.RESUME) is State.SCHEDULED


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.CHANGES, State.EXPIRED])
def test_what_is_not_approved_cannot_be_held(state: State) -> None:
    assert after(state, Move.HOLD) is None


def test_a_reader_who_asks_for_changes_gives_the_text_back() -> None:
    given_back = after(State.REVIEW, Move.ASK_CHANGES)

    assert given_back is State.CHANGES
    assert after(given_back, Move.ASK) is State.REVIEW


@pytest.mark.parametrize("state", [State.REVIEW, State.CHANGES])
def test_an_hour_that_comes_before_the_approvals_expires_the_piece(state: State) -> None:
    assert after(state, Move.EXPIRE) is State.EXPIRED


@pytest.mark.parametrize("state", [State.SCHEDULED, State.HELD, State.DRAFT])
def test_an_approved_piece_and_a_draft_do_not_expire(state: State) -> None:
    assert after(state, Move.EXPIRE) is None


def test_writing_in_an_expired_piece_makes_it_a_draft_again() -> None:
    assert after(State.EXPIRED, Move.EDIT) is State.DRAFT


def test_a_draft_is_never_published_without_being_approved() -> None:
    assert after(State.DRAFT, Move.FINISH) is None
    assert after(State.EXPIRED, Move.FINISH) is None


def test_whatever_has_not_left_can_be_given_up() -> None:
    for state in State:
        expected = None if state in LOCKED else State.DROPPED

        assert after(state, Move.DROP) is expected


def test_no_move_leads_out_of_a_published_or_dropped_piece() -> None:
    ways = [way for way in MOVES if way[0] in LOCKED]

    assert {State.PUBLISHED, State.DROPPED} == LOCKED
    assert ways == []


def test_every_state_can_be_reached_and_every_move_leads_somewhere() -> None:
    assert {State.DRAFT, *MOVES.values()} == set(State)
    assert {move for _, move in MOVES} == set(Move)
