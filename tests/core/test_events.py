"""Telling upward: listeners hear in the order in which they came, and may undo what was done."""

from dataclasses import dataclass

import pytest
from flask import Flask

from comms.core import events, options
from comms.core.db import db
from comms.core.events import telling


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

    for each in (first, second, first):
        events.listen(Rained, each)
    yield told
    telling._listeners.pop(Rained)


def test_each_listener_hears_an_event_once_in_order(heard: list[str]) -> None:
    events.announce(Rained(4))

    assert heard == ["first 4", "second 4"]


def test_what_nobody_listens_to_is_announced_in_peace() -> None:
    events.announce("a word of no kind")

    assert telling._listeners.get(str, []) == []


def test_a_listener_that_refuses_undoes_all_of_it(here: Flask, heard: list[str]) -> None:
    options.put("association", "Observatoire")
    with pytest.raises(OverflowError):
        events.announce(Rained(101))
    db.session.rollback()  # as the outer edge does

    assert options.get("association") == ""
