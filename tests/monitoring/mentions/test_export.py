"""`flask mentions export`: the contract, and nothing that runs in a spreadsheet."""

import json

import pytest

from comms import cli
from tests.monitoring.articles import arrives, watch

KEYS = "id story watch title outlet medium authors published lang url tone state contact piece"


@pytest.fixture
def run(app):
    cli.install(app)
    with app.app_context():
        watch("Nom", "HRO")
        arrives("=HRO [x]|y", authors=["J. P.", "C. R."], link="https://exemple.org/a")
        arrives("HRO 2", language=None, link="https://exemple.org/><b>\\")

    def run(*words: str) -> bytes:
        done = app.test_cli_runner().invoke(args=["mentions", "export", *words])
        assert done.exit_code == 0, done.output
        return done.stdout_bytes

    return run


def test_json_holds_every_mention(run):
    rows = json.loads(run("--format", "json"))

    assert list(rows[0]) == KEYS.split()
    assert rows[0] == {
        "id": 1, "story": rows[0]["story"], "watch": "Nom", "title": "=HRO [x]|y",
        "outlet": "Ouest-Info", "medium": "web", "authors": ["J. P.", "C. R."],
        "published": "2030-03-12T08:55:00Z", "lang": "fr", "url": "https://exemple.org/a",
        "tone": None, "state": "new", "contact": None, "piece": None,
    }  # fmt: skip
    assert rows[1]["lang"] is None


def test_csv_opens_in_a_french_spreadsheet_and_runs_nothing(run):
    text = run("--format", "csv").decode("utf-8")

    assert text.startswith("\ufeffid;story;watch")
    assert ";'=HRO [x]|y;" in text
    assert "J. P., C. R." in text


def test_markdown_is_quiet(run):
    text = run("--format", "md").decode()

    assert "[=HRO \\[x\\]\\|y](<https://exemple.org/a>) — Ouest-Info · 2030-03-12" in text
    assert "(<https://exemple.org/%3E%3Cb%3E%5C>) — Ouest-Info" in text


def test_a_file_is_written_where_one_asks(run, tmp_path):
    path = tmp_path / "mentions.csv"

    said = json.loads(run("--format", "csv", "--json", str(path)))

    assert said == {"path": str(path), "bytes": path.stat().st_size}
