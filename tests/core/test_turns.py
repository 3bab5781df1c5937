"""The due table: each job's turn is taken by one, and what went wrong is told."""

from datetime import timedelta

from flask import Flask

from comms.core import turns
from comms.core.db import db
from comms.core.turns import Turn
from tests.conftest import NOW

HOURLY = timedelta(hours=1)


def _turn() -> Turn:
    db.session.expire_all()
    return db.session.get_one(Turn, "feeds")


def test_a_turn_is_taken_once_and_comes_back(here: Flask) -> None:
    turns.enter("feeds", NOW)
    turns.enter("feeds", NOW + HOURLY)  # known already: its hour stays

    assert turns.take("feeds", HOURLY, NOW)
    assert not turns.take("feeds", HOURLY, NOW + timedelta(minutes=59))
    assert turns.take("feeds", HOURLY, NOW + HOURLY)


def test_a_clock_that_slept_for_days_gives_one_turn_not_seventy(here: Flask) -> None:
    turns.enter("feeds", NOW)
    awake = NOW + timedelta(days=3)

    assert turns.take("feeds", HOURLY, awake)
    assert not turns.take("feeds", HOURLY, awake)


def test_what_went_wrong_is_told_until_it_goes_well(here: Flask) -> None:
    turns.enter("feeds", NOW)
    turns.went_wrong("feeds", "TimeoutError: " + "x" * 1000, NOW)
    assert _turn().last_error_at == NOW
    assert len(_turn().last_error or "") == 300

    turns.went_well("feeds", NOW + HOURLY)

    assert (_turn().last_ok, _turn().last_error) == (NOW + HOURLY, None)
    assert [each.name for each in turns.all_turns()] == ["feeds"]
