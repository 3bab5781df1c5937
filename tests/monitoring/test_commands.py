"""`flask feeds`, as the contract has it."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from comms import cli
from tests.monitoring.said import item, numbered, rss
from tests.peers.web import Web


@pytest.fixture
def run(app):
    """Return what runs one command and gives back how it ended."""
    cli.install(app)

    def ran(*words: object) -> Result:
        return app.test_cli_runner().invoke(args=["feeds", *map(str, words)])

    return ran


def said(result: Result) -> dict:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_list_is_followed_and_its_bad_lines_are_named(run, tmp_path: Path) -> None:
    file = tmp_path / "a.opml"
    file.write_text('<opml><body><outline xmlUrl="https://a.org/"/><outline xmlUrl="file:///x"/>'
                    "</body></opml>")  # fmt: skip

    found = said(run("import", file, "--json"))
    assert (found["added"], found["known"]) == (1, 0)
    assert found["rejected"][0]["url"] == "file:///x"
    assert found["rejected"][0]["reason"].endswith(".")


def test_a_list_that_grows_is_refused_in_clear(run, tmp_path: Path) -> None:
    file = tmp_path / "a.opml"
    file.write_text('<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><opml/>')

    result = run("import", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "entités" in result.stderr


def test_a_source_is_added_listed_and_polled(run, web: Web) -> None:
    url = web.page("/rss", numbered(1, 2))

    assert run("add", url).exit_code == 0
    (listed,) = said(run("list", "--json"))
    assert list(listed) == ["id", "url", "title", "state", "error", "due_at", "last_ok", "last_new"]
    assert (listed["url"], listed["state"], listed["error"]) == (url, "active", None)
    polled = said(run("poll", "--json"))
    assert list(polled) == [
        "feeds", "unchanged", "failed", "entries_new", "entries_updated", "mentions_new", "seconds"
    ]  # fmt: skip
    assert (polled["feeds"], polled["entries_new"]) == (1, 2)
    assert said(run("poll", "--json"))["feeds"] == 0
    assert said(run("poll", "--all", "--json"))["unchanged"] == 1


def test_the_other_feeds_of_a_page_are_told(run, web: Web) -> None:
    line = '<link rel="alternate" type="application/rss+xml" href="/{0}">'
    url = web.page("/", "".join(map(line.format, ("rss", "local"))))

    assert web.url("/local") in run("add", url).stdout


def test_an_address_inside_is_refused(run) -> None:
    result = run("add", "http://192.168.1.1/rss")

    assert result.exit_code == 1
    assert "réseau local" in result.stderr


def test_the_list_goes_out(run, web: Web, tmp_path: Path) -> None:
    run("add", web.page("/rss", numbered(1)))

    assert web.url("/rss") in run("export").stdout
    made = said(run("export", tmp_path / "out.opml", "--json"))
    assert made["bytes"] == (tmp_path / "out.opml").stat().st_size


def test_a_file_is_shown_as_intake_would_keep_it(run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(rss([item(1, "Été")], head="<language>fr</language>"))

    found = said(run("parse", file, "--url", "https://exemple.org/rss", "--header", "X-A: b"))
    assert found["error"] is None
    assert found["feed"] == {
        "title": "Le Journal", "link": "https://exemple.org/", "language": "fr"
    }  # fmt: skip
    assert list(found["entries"][0]) == [
        "title", "link", "guid", "authors", "published", "updated", "summary", "content", "tags",
        "enclosures", "language", "date_trust",
    ]  # fmt: skip
    assert found["entries"][0]["title"] == "Été"


def test_what_is_no_feed_is_answered_and_refused(run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text("<html></html>")

    result = run("parse", file)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"] == result.stderr.strip()


def test_sixty_megabytes_are_refused(run, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(b" " * 60_000_000)

    assert "10 Mo" in run("parse", file).stderr


def test_cases_are_answered_one_a_line_in_their_order(run, tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_text(numbered(1))
    (tmp_path / "bad.xml").write_bytes(b"\x89PNG")
    cases = [
        {"id": 1, "file": "good.xml", "url": "https://exemple.org/"},
        {"id": "b", "file": "bad.xml", "headers": {"Content-Type": "text/xml"}},
        {"id": None, "file": "good.xml"},
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, cases)) + "\n")

    result = run("parse", "--cases", file)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(each["id"], each["error"] is None) for each in answers] == [
        (1, True), ("b", False), (None, True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", [("parse",), ("parse", "a", "--cases", "/dev/null"), ("poll", "x")]
)
def test_wrong_usage_is_two(run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_a_file_that_is_not_there_is_one_or_two_and_said(run, tmp_path: Path) -> None:
    assert run("parse", tmp_path / "none").exit_code == 1
    assert run("import", tmp_path / "none").exit_code == 2
