"""`flask stories group`: every line in exactly one story."""

import json

from comms import cli
from tests.monitoring.stories.wire import Wire, score


def _run(app, path):
    if "stories" not in app.cli.commands:
        cli.install(app)
    return app.test_cli_runner().invoke(args=["stories", "group", str(path)])


def test_lines_are_grouped(app, tmp_path):
    copies = Wire(3).stories(12)
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(each.line()) for each in copies))

    said = _run(app, path)

    stories = json.loads(said.stdout)["stories"]
    assert sorted(each for story in stories for each in story) == sorted(each.id for each in copies)
    assert min(score(copies, stories)) > 0.97


def test_what_is_missing_leaves_a_line_alone(app, tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1, "title": "Même titre"}\n\n{"id": "2", "title": "Même titre"}\n')

    assert json.loads(_run(app, path).stdout) == {"stories": [[1], ["2"]]}


def test_a_line_that_is_wrong_is_named(app, tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1}\n{"title": "sans id"}\n')
    wrong = _run(app, path)
    path.write_text('{"id": 1, "published": "hier"}\n')

    assert (wrong.exit_code, "line 2" in wrong.stderr) == (1, True)
    assert "line 1" in _run(app, path).stderr
