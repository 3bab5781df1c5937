"""`flask watches`: the contract, to the letter."""

import json

import pytest
from click.testing import Result

from comms import cli
from tests.monitoring.articles import arrives


@pytest.fixture
def run(app):
    cli.install(app)

    def run(*words: str) -> Result:
        return app.test_cli_runner().invoke(args=["watches", *words])

    return run


def _file(tmp_path, name, *lines):
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


DOCUMENTS = (
    '{"id": "a", "title": "Expulsions à Calais", "text": null, "lang": "fr"}',
    "",
    '{"id": 2, "title": "Rien", "text": "À <b>Calais</b>, rien"}',
)


def test_match_answers_with_spans(run, tmp_path):
    file = _file(tmp_path, "documents.jsonl", *DOCUMENTS)

    said = run("match", "--query", "calais", file)

    assert said.exit_code == 0
    assert json.loads(said.stdout) == {
        "matches": [
            {"query": "calais", "id": "a", "spans": [{"field": "title", "start": 13, "end": 19}]},
            {"query": "calais", "id": 2, "spans": [{"field": "text", "start": 5, "end": 11}]},
        ],
        "refused": [],
    }


def test_a_refused_line_among_queries_fails_nothing(run, tmp_path):
    queries = _file(tmp_path, "queries.txt", " calais ", "", "a b OR c", "expulsions")

    said = run("match", "--queries", queries, _file(tmp_path, "d.jsonl", *DOCUMENTS))

    answer = json.loads(said.stdout)
    assert said.exit_code == 0
    assert [(each["query"], each["id"]) for each in answer["matches"]] == [
        (" calais ", "a"), ("expulsions", "a"), (" calais ", 2),
    ]  # fmt: skip
    assert [(each["query"], each["at"]) for each in answer["refused"]] == [("a b OR c", 4)]
    assert "deux lectures" in answer["refused"][0]["reason"]


def test_a_refused_query_ends_with_one_its_place_and_its_reason(run, tmp_path):
    said = run("match", "--query", "a b OR c", _file(tmp_path, "d.jsonl"))

    assert (said.exit_code, said.stdout) == (1, "")
    assert "Caractère 4" in said.stderr
    assert "(a b) OR c" in said.stderr


@pytest.mark.parametrize("line", ["{", "[1]", '"x"', "\x00"])
def test_a_line_that_is_no_document_is_named(run, tmp_path, line):
    said = run("match", "--query", "a", _file(tmp_path, "d.jsonl", "", line))

    assert said.exit_code == 1
    assert "line 2" in said.stderr


def test_add_and_list(run, app):
    added = run("add", "--name", "Nom", "--query", "calais", "--json")
    wrong = run("add", "--name", "Autre", "--query", "calais AND")
    listed = run("list", "--json")

    assert json.loads(added.stdout)["id"] == 1
    assert (wrong.exit_code, "Caractère 7" in wrong.stderr) == (1, True)
    assert json.loads(listed.stdout) == [
        {"id": 1, "name": "Nom", "query": "calais", "version": 1, "hits_week": 0}
    ]


def test_try_says_what_each_term_adds(run, app):
    with app.app_context():
        entry = arrives("Expulsions à Calais").id

    said = json.loads(run("try", "--query", "calais OR rugby", "--json").stdout)

    assert said == {
        "hits": 1,
        "terms": [{"term": "calais", "adds": 1}, {"term": "rugby", "adds": 0}],
        "sample": [
            {
                "entry": entry,
                "title": "Expulsions à Calais",
                "spans": [{"field": "title", "start": 13, "end": 19}],
            }
        ],
    }
