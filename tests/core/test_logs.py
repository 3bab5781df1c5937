"""What is written when something breaks: where and what kind; no name, address, text or term."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from comms.core.db import db
from comms.core.logs import told
from comms.core.turns import Turn
from comms.factory import House
from jobs import runner
from jobs.schedule import Job

SECRET = "Samira, rue de Verdun"


def _break_with(error: Exception) -> None:
    watched = SECRET  # a value a library would print beside the line
    assert watched
    raise error


def _caught(error: Exception) -> str:
    try:
        try:
            _break_with(error)
        except Exception as inner:
            raise RuntimeError(SECRET) from inner
    except RuntimeError as outer:
        return "\n".join(told(outer))
    raise AssertionError


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), UnicodeError(SECRET)])
def test_an_error_tells_places_and_kinds_and_nobodys_words(error: Exception) -> None:
    text = _caught(error)

    assert SECRET not in text
    assert type(error).__name__ in text
    assert text.endswith("RuntimeError")
    assert "tests/core/test_logs.py:" in text
    assert text.index("_break_with") < text.index("then")


def test_what_speaks_of_code_is_kept_whole() -> None:
    assert "TypeError: missing 1 argument" in _caught(TypeError("missing 1 argument"))


def test_a_job_that_fails_writes_no_words_in_the_log(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    job = Job("throws", timedelta(days=1), lambda: _break_with(ValueError(SECRET)))

    runner.run_one(app, job)

    said = capsys.readouterr()
    assert SECRET not in said.out + said.err
    assert "throws" in said.err
    assert "ValueError" in said.err


def test_a_page_that_breaks_writes_no_words_in_the_log(
    app: House, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    app.open_pages()
    app.config["TESTING"] = False
    app.view_functions["desk.health"] = lambda: _break_with(ValueError(SECRET))

    answer = app.test_client().get(f"/healthz?q={SECRET}")

    said = capsys.readouterr()
    assert answer.status_code == 500
    assert SECRET not in said.out + said.err + caplog.text
    assert "desk.health" in said.err
    assert "ValueError" in said.err


def test_a_database_error_names_its_statement_and_no_value(
    here: Flask,
) -> None:
    try:
        db.session.execute(
            select(Turn).where(Turn.name == SECRET).with_only_columns(db.text("nope"))
        )
    except DBAPIError as error:
        text = "\n".join(told(error))
    db.session.rollback()

    assert "SELECT nope" in text
    assert SECRET not in text
