"""What the association decided: a default until somebody chooses otherwise."""

import pytest
from flask import Flask
from sqlalchemy import event, select

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


def test_choices_are_read_once_a_transaction(here: Flask) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *each: asked.append(each[2]))

    for _ in range(50):
        options.get("zone")
        options.get("association")

    assert len([each for each in asked if "FROM options" in each]) == 1


def test_a_choice_made_elsewhere_is_seen_after_the_transaction(app: Flask) -> None:
    with app.app_context():
        assert options.get("association") == ""
        db.session.rollback()
        with app.app_context():
            options.put("association", "Observatoire")
            db.session.commit()

        assert options.get("association") == "Observatoire"


def test_a_choice_that_was_undone_was_never_made(here: Flask) -> None:
    options.put("association", "Observatoire")
    assert options.get("association") == "Observatoire"

    db.session.rollback()

    assert options.get("association") == ""
