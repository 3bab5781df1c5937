"""The commands that tell what leaves: as scripts read them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from comms import cli
from comms.core import clock
from comms.core.db import db
from comms.mailings.models import Mailing
from comms.mailings.service import opening
from tests.conftest import NOW
from tests.writing import SOON, approved, channel, post_form, press_list, release_form, written

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC


@pytest.fixture
def flask(app: Flask):
    """Return a way to run a command."""
    cli.install(app)

    def run(*words: str, **more: Any) -> Result:
        return app.test_cli_runner().invoke(args=words, **more)

    return run


def test_a_text_is_counted_as_its_network_does(flask, tmp_path: Path):
    file = tmp_path / "post.txt"
    file.write_text("L’eau est coupée.\n")

    said = json.loads(flask("text", "count", "--network", "bluesky", str(file)).stdout)

    assert said == {"count": 17, "limit": 300, "fits": True, "unit": "graphemes"}


def test_a_text_too_long_is_no_failure_and_standard_input_is_read(flask):
    ran = flask("text", "count", "--network", "x", "-", input="é" * 281)

    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["fits"] is False


def test_cases_are_answered_one_line_each(flask, tmp_path: Path):
    cases = tmp_path / "cases.jsonl"
    lines = [
        {"id": "a", "network": "mastodon", "text": "👨‍👩‍👧"},
        {"id": 2, "network": "x", "text": "👍"},
    ]
    cases.write_text("\n".join(map(json.dumps, lines)))

    said = [
        json.loads(line)
        for line in flask("text", "count", "--cases", str(cases)).stdout.splitlines()
    ]

    assert [(each["id"], each["count"]) for each in said] == [("a", 1), (2, 2)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("text", "count", "--network", "myspace", "-"), 2),
        (("text", "count"), 2),
        (("text", "count", "--network", "x", "/no/such/file"), 1),
        (("channels", "add", "pigeon", "--name", "Pigeon"), 1),
        (("channels", "add", "hand"), 2),
        (("pieces", "show", "99"), 1),
        (("mailings", "ledger", "99"), 1),
        (("dispatches", "resolve", "99", "--drop"), 1),
        (("dispatches", "resolve", "99"), 2),
        (("dispatches", "list", "--state", "lost"), 2),
    ],
)
def test_what_is_refused_says_why_on_stderr_alone(flask, words, code):
    ran = flask(*words)

    assert ran.exit_code == code
    assert ran.stderr.strip()
    assert ran.stdout == ""


def test_a_channel_is_named_once(flask):
    first = flask("channels", "add", "hand", "--name", "Story Instagram", "--json")
    again = flask("channels", "add", "hand", "--name", "story  instagram", "--json")

    assert json.loads(first.stdout)["name"] == "Story Instagram"
    assert again.exit_code == 1
    listed = json.loads(flask("channels", "list", "--json").stdout)
    assert [each["kind"] for each in listed] == ["hand"]


def test_a_piece_says_where_it_stands(app, cast, flask):
    number = approved(
        cast, "release", release_form(at=SOON, lists=press_list(app, "Littoral", "a@exemple.org"))
    )

    said = json.loads(flask("pieces", "show", str(number), "--json").stdout)

    assert said["state"] == "scheduled"
    assert (said["due"], said["zone"]) == ("2030-03-12T09:30:00Z", "Europe/Paris")
    assert [each["college"] for each in said["approvals"]] == ["staff", "board"]
    assert {each["hash"] for each in said["approvals"]} == {said["hash"]}
    assert said["obstacles"] == []


def test_a_draft_names_its_obstacles(cast, flask):
    number = written(cast.browser("ines"), "post", post_form())

    said = json.loads(flask("pieces", "show", str(number), "--json").stdout)

    assert said["obstacles"] == [
        "piece.no_channel",
        "piece.no_hour",
        "piece.approvals_missing",
    ]
    assert said["due"] is None


def test_a_dispatch_is_listed_and_decided(app, cast, flask):
    approved(cast, "post", post_form(at=SOON, channels=channel(app)))

    before = json.loads(flask("dispatches", "list", "--state", "due", "--json").stdout)
    with clock.fixed(HOUR):
        url = "https://exemple.org/1"
        said = flask("dispatches", "resolve", str(before[0]["id"]), "--there", url, "--json")

    assert set(before[0]) == {
        *("id", "piece", "channel", "state", "due", "url", "attempts", "last_error")
    }
    assert json.loads(said.stdout)["state"] == "published"
    assert json.loads(flask("dispatches", "list", "--state", "due", "--json").stdout) == []


def test_the_ledger_has_one_row_a_recipient(app, cast, flask):
    press = press_list(app, "Littoral", "ada@exemple.org", "ben@exemple.org")
    number = approved(cast, "release", release_form(at=SOON, lists=press))
    with clock.fixed(HOUR), app.app_context():
        opening.open_due(db.session.get_one(Mailing, 1))

    sendings = json.loads(flask("mailings", "list", "--piece", str(number), "--json").stdout)
    rows = json.loads(flask("mailings", "ledger", str(sendings[0]["id"]), "--json").stdout)

    assert [each["address"] for each in rows] == ["ada@exemple.org", "ben@exemple.org"]
    assert set(rows[0]) == {
        *("contact", "address", "state", "message_id", "attempts", "last_code", "at")
    }
