"""The commands, as scripts call them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from comms import cli
from tests.contacts.bringing import CAMILLE, ELODIE, HEADER


@pytest.fixture
def flask(app: Flask):
    cli.install(app)
    return lambda *words: app.test_cli_runner().invoke(args=["contacts", *map(str, words)])


@pytest.fixture
def presse(tmp_path: Path) -> Path:
    path = tmp_path / "presse.csv"
    rows = (HEADER, CAMILLE, ELODIE, "Roussel;Camille;Delta;;c@delta.exemple;;;", "x;;;;rien;;;")
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


def said(result: Result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_import_accounts_for_every_row(flask, presse: Path) -> None:
    report = said(flask("import", presse, "--origin", "salon", "--json"))

    path = report.pop("error_file")
    assert report == {
        "import_id": 1,
        "rows": 4,
        "created": 2,
        "updated": 0,
        "suggested": 1,
        "rejected": 1,
        "suggestions": [{"row": 3, "with": {"row": 1, "name": "Camille Roussel"}, "score": 0.55}],
    }
    assert Path(path).read_bytes().startswith(b"\xef\xbb\xbfNom;")


def test_a_dry_run_leaves_no_number_and_no_file(flask, presse: Path) -> None:
    report = said(flask("import", presse, "--dry-run", "--origin", "salon", "--json"))

    assert (report["import_id"], report["error_file"], report["created"]) == (None, None, 2)
    assert said(flask("search", "roussel", "--json")) == []


def test_search_answers_best_first(flask, presse: Path) -> None:
    flask("import", presse, "--origin", "salon")

    assert said(flask("search", "rou", "--limit", "5", "--json")) == [
        {
            "id": 1,
            "name": "Camille Roussel",
            "outlets": ["La Voix du Littoral"],
            "emails": ["c.roussel@exemple.org"],
            "phones": ["+33639980011"],
        }
    ]


def test_export_writes_to_stdout_or_to_a_file(flask, presse: Path, tmp_path: Path) -> None:
    flask("import", presse, "--origin", "salon")
    out = tmp_path / "carnet.csv"

    piped = flask("export", "--format", "csv")
    written = said(flask("export", "--format", "csv", out, "--json"))

    assert piped.stdout_bytes == out.read_bytes()
    assert written == {"path": str(out), "bytes": len(out.read_bytes())}
    assert piped.stdout.startswith("\ufeffid;")
    assert len(piped.stdout.splitlines()) == 3


def test_undo_object_and_erase(flask, presse: Path) -> None:
    flask("import", presse, "--origin", "salon")

    erased = said(flask("erase", "2", "--json"))
    objected = said(flask("object", "c.roussel@exemple.org", "--json"))
    undone = said(flask("undo", "1", "--json"))

    assert erased == {"id": 2, "erased": True}
    assert objected == {"email": "c.roussel@exemple.org", "objected": True}
    assert undone == {
        "import_id": 1,
        "undone": 0,
        "kept": [{"id": 1, "name": "Camille Roussel"}],
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("undo", "99"), "Aucun import"),
        (("erase", "99"), "Aucun contact"),
        (("object", "personne"), "n’est pas une adresse"),
    ],
)
def test_a_refusal_is_a_sentence_and_exit_1(flask, words: tuple[str, ...], sentence: str) -> None:
    answer = flask(*words)

    assert answer.exit_code == 1
    assert sentence in answer.stderr


def test_a_mapping_is_read_from_a_file(flask, presse: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"Média": "ignore", "Ville": "region"}))

    said(flask("import", presse, "--origin", "salon", "--map", mapping, "--json"))

    assert said(flask("search", "roussel", "--json"))[0]["outlets"] == []


@pytest.mark.parametrize("text", ["{", "[]", '{"Nom": "surnom"}'])
def test_a_mapping_that_cannot_be_meant_is_refused(
    flask, presse: Path, tmp_path: Path, text: str
) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(text)

    answer = flask("import", presse, "--origin", "salon", "--map", mapping)

    assert answer.exit_code == 1
    assert "correspondance" in answer.stderr


def test_a_file_of_sixty_megabytes_is_refused_before_it_is_read(flask, tmp_path: Path) -> None:
    big = tmp_path / "gros.csv"
    with big.open("wb") as file:
        file.truncate(60_000_000)

    answer = flask("import", big, "--origin", "salon")

    assert answer.exit_code == 1
    assert "trop lourd" in answer.stderr
