"""`flask media check` and `clean`: what a picture tells, and a copy that tells nothing."""

import json

import pytest

from comms import cli
from tests.pictures import KINDS


@pytest.fixture
def said(app):
    """Return a way to call a command of the application."""
    cli.install(app)
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_checked_cleaned_and_checked_again(said, tmp_path, kind):
    before, after = tmp_path / f"phone.{kind}", tmp_path / "after"
    before.write_bytes(KINDS[kind]())

    told = json.loads(said("media", "check", before, "--json").stdout)
    made = json.loads(said("media", "clean", before, after, "--json").stdout)
    again = json.loads(said("media", "check", after, "--json").stdout)

    assert told["kind"] == kind
    assert not told["clean"]
    assert {"what": "gps", "where": "EXIF GPS"} in told["holds"]
    assert made["path"] == str(after)
    assert made["bytes"] == after.stat().st_size
    assert again == {"kind": made["kind"], "holds": [], "clean": True}


def test_a_person_reads_it_a_line_a_thing(said, tmp_path):
    picture = tmp_path / "phone.jpg"
    picture.write_bytes(KINDS["jpeg"]())

    answer = said("media", "check", picture)

    assert answer.stdout.startswith("jpeg, not clean\n")
    assert "gps\tEXIF GPS" in answer.stdout


@pytest.mark.parametrize("words", [("check",), ("clean", "out")])
def test_what_is_no_picture_is_refused_with_a_sentence(said, tmp_path, words):
    strange = tmp_path / "strange"
    strange.write_bytes(b"%PDF-1.7")
    out = [tmp_path / each for each in words[1:]]

    answer = said("media", words[0], strange, *out, "--json")

    assert answer.exit_code == 1
    assert "n’est pas une image" in answer.stderr
    assert answer.stdout == ""
    assert not any(each.exists() for each in out)


def test_a_file_that_is_not_there_is_wrong_usage(said, tmp_path):
    assert said("media", "check", tmp_path / "nowhere").exit_code == 2
