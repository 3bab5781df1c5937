"""What the association decided: a default until somebody chooses otherwise."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.core import options
from comms.core.db import db
from comms.core.options import DEFAULTS, Option


def test_what_nobody_chose_is_the_default(here: Flask) -> None:
    assert options.get("approvals.release") == ["staff", "board"]
    assert options.changed() == {}


def test_a_choice_is_kept_and_may_be_taken_back(here: Flask) -> None:
    options.put("late_minutes", 30)
    db.session.commit()
    assert options.get("late_minutes") == 30

    options.put("late_minutes", DEFAULTS["late_minutes"])
    db.session.commit()

    assert options.get("late_minutes") == 60
    assert db.session.scalars(select(Option)).all() == []


def test_an_unknown_name_is_a_mistake_of_ours(here: Flask) -> None:
    with pytest.raises(KeyError):
        options.get("late_minute")


def test_nothing_may_be_claimed_once_everything_is_suspended(here: Flask) -> None:
    assert db.session.scalar(select(options.nothing_paused()))

    options.put("paused", True)
    db.session.flush()

    assert not db.session.scalar(select(options.nothing_paused()))
