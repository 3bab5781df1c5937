"""`flask jobs` and `flask health` as scripts call them."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from flask import Flask

from comms import cli
from comms.core import turns
from jobs.schedule import SCHEDULE
from tests import peers
from tests.conftest import NOW
from tests.jobs.conftest import ROOT


@pytest.fixture
def said(app: Flask):
    """Return a way to call a command of the application."""
    cli.install(app)
    cli.add(app, "jobs", "jobs.commands", "")
    return lambda *words: app.test_cli_runner().invoke(args=words)


def test_a_machine_that_is_well_says_all_the_contract_asks(said):
    answer = said("health", "--json")

    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert told == {"ok": True, "database": True, "jobs": [], "doubtful": 0, "missed": 0}


def test_a_silent_clock_is_told_by_name_with_exit_1(said, app: Flask):
    with app.app_context():
        turns.enter("send mail", NOW - timedelta(minutes=11))

    answer = said("health", "--json")

    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["ok"]) == (1, False)
    assert told["jobs"] == [
        {"name": "send mail", "due_at": "2030-03-12T08:49:00Z", "last_ok": None, "last_error": None}
    ]
    assert "send mail" in answer.stderr


def test_ten_quiet_minutes_are_no_silence(said, app: Flask):
    with app.app_context():
        turns.enter("send mail", NOW - timedelta(minutes=10))

    assert said("health").exit_code == 0


def test_every_job_of_the_schedule_is_listed(said):
    told = json.loads(said("jobs", "list", "--json").stdout)

    assert [line["name"] for line in told] == [job.name for job in SCHEDULE]


def test_an_unknown_job_is_refused(said):
    answer = said("jobs", "run", "nobody")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "nobody" in answer.stderr


def test_the_commands_are_found_from_the_projects_root(settings):
    environ = {
        **os.environ,
        "COMMS_DATA": str(settings.folder),
        "DATABASE_URL": settings.database_url,
    }
    words = [sys.executable, "-m", "flask", "jobs", "list", "--json"]

    done = subprocess.run(
        words, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, len(json.loads(done.stdout))) == (0, len(SCHEDULE))


@pytest.mark.parametrize("wrong", ["no server", "no database"])
def test_a_database_that_does_not_answer_is_one_line_and_exit_1(tmp_path, wrong: str):
    (tmp_path / "porte-voix.db").write_text("this is no database" * 100)
    environ = {**os.environ, "COMMS_DATA": str(tmp_path)}
    environ.pop("DATABASE_URL", None)
    if wrong == "no server":
        environ["DATABASE_URL"] = f"postgresql://x@127.0.0.1:{peers.free_port()}/x"

    done = subprocess.run(
        [sys.executable, "-m", "flask", "health", "--json"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "does not answer" in done.stderr
