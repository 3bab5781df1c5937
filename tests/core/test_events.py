"""Telling upward: listeners hear in the order in which they came, and may undo what was done."""

from dataclasses import dataclass

import pytest
from flask import Flask

from comms.core import events, options
from comms.core.db import db
from tests.hearing import hearing, listening, who_hears


@dataclass(frozen=True)
class Rained:
    """Something that happened, for these tests."""

    millimetres: int


@pytest.fixture
def heard():
    """Listen twice, and listen no more afterwards."""
    told: list[str] = []

    def first(event: Rained) -> None:
        told.append(f"first {event.millimetres}")

    def second(event: Rained) -> None:
        if event.millimetres > 100:
            raise OverflowError
        told.append(f"second {event.millimetres}")

    with listening(Rained, first, second, first):
        yield told


def test_each_listener_hears_an_event_once_in_order(heard: list[str]) -> None:
    events.announce(Rained(4))

    assert heard == ["first 4", "second 4"]


def test_who_hears_for_a_while_hears_no_more_afterwards(heard: list[str]) -> None:
    with hearing(Rained) as for_a_while:
        events.announce(Rained(4))
    events.announce(Rained(5))

    assert for_a_while == [Rained(4)]
    assert heard == ["first 4", "second 4", "first 5", "second 5"]


def test_what_nobody_listens_to_is_announced_in_peace() -> None:
    events.announce("a word of no kind")

    assert who_hears(str) == ()


def test_a_listener_that_refuses_undoes_all_of_it(here: Flask, heard: list[str]) -> None:
    options.put("association", "Observatoire")
    with pytest.raises(OverflowError):
        events.announce(Rained(101))
    db.session.rollback()  # as the outer edge does

    assert options.get("association") == ""
