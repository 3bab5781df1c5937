"""`flask releases import` and `export`: a release in from its file, out as a document."""

import io
import json
import re

import docx
import pytest

from comms import cli
from comms.core.db import db
from comms.core.rights import College, Role
from comms.pieces import queries
from comms.pieces.models import Piece
from tests.writing import LATER, approved, press_list, release_form, written

FILE = """---
kind: communique
lang: fr
title: Calais : 1 226 expulsions en un an
place: Calais
date: 2030-11-25
embargo: 2030-11-26 06:00 Europe/Paris
contact: Ada Exemple, porte-parole, +33 1 99 00 12 34, presse@exemple.org, de 9 h à 18 h
---

Ils ont vu [1 226](figure:evictions-2025) expulsions.

> Encore une fois.
> — [A., 19 ans](testimony:a-19)

<!-- vu avec Samira -->
"""
ARABIC = """---
kind: communique
lang: ar
of: {of}
title: كاليه
place: كاليه
contact: ندى
---

رأت الفرق ذلك.
"""
FORMATS = ["md", "html", "docx", "pdf", "txt"]


@pytest.fixture
def said(app, tmp_path):
    """Return a way to call a command of the application; `file` is written first."""
    cli.install(app)

    def call(*words: object, file: str = "", code: int = 0):
        (tmp_path / "file.md").write_text(file)
        named = [str(tmp_path / "file.md") if word == "FILE" else str(word) for word in words]
        answer = app.test_cli_runner().invoke(args=["releases", *named])
        assert answer.exit_code == code, answer.output
        return answer

    return call


@pytest.fixture
def admin(cast):
    return cast.actor("anne", Role.ADMIN, College.BOARD)


def _text_of(form: str, made: bytes) -> str:
    if form == "docx":
        return "\n".join(each.text for each in docx.Document(io.BytesIO(made)).paragraphs)
    return made.decode(errors="replace")


def test_a_file_becomes_a_draft_and_says_what_it_could_not_bind(app, said, admin):
    told = json.loads(said("import", "FILE", "--json", file=FILE).stdout)

    assert told | {"warnings": None} == {
        "id": 1,
        "kind": "communique",
        "lang": "fr",
        "title": "Calais : 1 226 expulsions en un an",
        "revision": 1,
        "warnings": None,
    }
    figure, testimony = told["warnings"]
    assert "evictions-2025" in figure
    assert "11" in figure
    assert "a-19" in testimony
    with app.app_context():
        piece = db.session.get_one(Piece, 1)
        assert (piece.state, piece.author_id) == ("draft", admin.id)
        assert queries.content(piece).plan.at.wall == "2030-11-26T06:00"
        assert "Samira" in queries.content(piece).words["body"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_says_so_first_and_tells_no_key_and_no_note(said, admin, form, tmp_path):
    said("import", "FILE", file=FILE)

    made = said("export", 1, "--format", form).stdout_bytes
    text = _text_of(form, made)

    assert "Samira" not in text
    if form == "pdf":
        assert made.startswith(b"%PDF-")
    elif form == "md":
        assert text.splitlines()[1] == "state: draft"
    else:
        first = re.sub(r"<style>.*?</style>|<[^>]+>", "", text, flags=re.DOTALL).split("\n")
        assert next(line for line in first if line.strip()).startswith("BROUILLON")
        assert "figure:" not in text
        assert "evictions-2025" not in text
        order = ["BROUILLON", "COMMUNIQUÉ DE PRESSE", "SOUS EMBARGO", "Calais, le 25 novembre 2030",
                 "1 226 expulsions en un an", "Ils ont vu 1 226", "Encore une fois", "A., 19 ans",
                 "Contact presse", "Ada Exemple"]  # fmt: skip
        body = text.partition("<body>")[2] or text
        places = [body.index(each) for each in order]
        assert places == sorted(places)


def test_what_export_writes_import_takes_back(said, admin):
    said("import", "FILE", file=FILE)
    first = said("export", 1, "--format", "md").stdout

    said("import", "FILE", file=first)

    assert said("export", 2, "--format", "md").stdout == first


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_approved_is_no_draft(app, cast, said, form, tmp_path):
    lists = press_list(app, "Littoral", "ada@exemple.org")
    number = approved(cast, "release", release_form(at=LATER, lists=lists))

    told = json.loads(said("export", number, "--format", form, tmp_path / "out", "--json").stdout)

    made = (tmp_path / "out").read_bytes()
    assert told == {"path": str(tmp_path / "out"), "bytes": len(made)}
    assert "BROUILLON" not in _text_of(form, made)
    assert "state:" not in _text_of(form, made)
    assert form == "pdf" or "expulsions" in _text_of(form, made)


def test_a_translation_is_found_by_its_language(said, admin):
    said("import", "FILE", file=FILE)

    told = json.loads(said("import", "FILE", "--json", file=ARABIC.format(of=1)).stdout)

    assert (told["id"], told["revision"]) == (2, 1)
    assert "lang: ar\nof: 1\n" in said("export", 1, "--format", "md", "--lang", "ar").stdout
    assert "lang: fr\n" in said("export", 1, "--format", "md").stdout
    assert "lang: fr\n" in said("export", 2, "--format", "md", "--lang", "fr").stdout
    assert 'lang="ar" dir="rtl"' in said("export", 2, "--format", "html").stdout


def test_a_translation_imported_again_is_saved_again(said, admin):
    said("import", "FILE", file=FILE)
    said("import", "FILE", file=ARABIC.format(of=1))

    same = json.loads(said("import", "FILE", "--json", file=ARABIC.format(of=1)).stdout)
    other = ARABIC.format(of=1) + "\nوأكثر.\n"
    told = json.loads(said("import", "FILE", "--json", file=other).stdout)

    assert (same["id"], same["revision"]) == (2, 1)
    assert (told["id"], told["revision"]) == (2, 2)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (FILE.replace("place:", "lieu:"), "Ligne 5"),
        (FILE.replace("2030-11-25", "hier"), "Ligne 6"),
        (FILE.replace("-->", ""), "Ligne 16"),
        (ARABIC.format(of=7), "pas de communiqué numéro 7"),
        (FILE.replace("lang: fr", "lang: fr\nof: 1"), "déjà dans cette langue"),
        (ARABIC.format(of=2).replace("ar", "fa"), "lui-même une traduction"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(app, said, admin, file, sentence):
    said("import", "FILE", file=FILE)
    said("import", "FILE", file=ARABIC.format(of=1))

    answer = said("import", "FILE", "--json", file=file, code=1)

    assert sentence in answer.stderr
    assert answer.stdout == ""
    with app.app_context():
        assert db.session.query(Piece).count() == 2


def test_the_machine_writes_in_the_name_it_is_told(app, cast, said, admin):
    ines = cast.actor("ines")

    said("import", "FILE", "--as", "Ines@exemple.org", file=FILE)

    with app.app_context():
        assert db.session.get_one(Piece, 1).author_id == ines.id


def test_nobody_writes_in_the_name_of_a_stranger(said):
    answer = said("import", "FILE", "--as", "nul@exemple.org", file=FILE, code=1)

    assert "n’est celle d’aucun membre" in answer.stderr


def test_before_anyone_is_a_member_the_machine_itself_brings_a_release_in(app, cast, said):
    said("import", "FILE", file=FILE)

    with app.app_context():
        assert db.session.get_one(Piece, 1).author_id is None
    ines = cast.browser("ines")
    pages = ("/pieces", "/releases/1", "/review/1", "/pieces/1/history")
    assert [ines.get(page).status_code for page in pages] == [200] * 4


def test_a_guest_does_not_write_through_the_machine(cast, said):
    cast.actor("omar", Role.GUEST)

    answer = said("import", "FILE", "--as", "omar@exemple.org", file=FILE, code=1)

    assert "pas le droit d’écrire" in answer.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [((7,), "pas de communiqué numéro 7"), ((1, "--lang", "ti"), "dans la langue « ti »")],
)
def test_what_does_not_exist_is_not_written_out(said, admin, words, sentence):
    said("import", "FILE", file=FILE)

    answer = said("export", *words, "--format", "md", code=1)

    assert sentence in " ".join(answer.stderr.split())


def test_a_post_is_no_release(cast, said):
    written(cast.browser("ines"), "post", {"lang": "fr", "text": "Un."})

    assert "pas de communiqué" in said("export", 1, "--format", "md", code=1).stderr


@pytest.mark.parametrize(
    "words", [("import", "nowhere.md"), ("export", "1"), ("export", "1", "--format", "odt")]
)
def test_wrong_usage_is_told_from_a_refusal(said, words):
    assert said(*words, code=2).stdout == ""


def test_without_a_title_or_with_an_open_comment_nothing_is_written(cast, said):
    ines = cast.browser("ines")
    written(ines, "release", release_form(title=""))
    written(ines, "release", release_form(body="Un.\n\n<!-- Samira"))

    assert "Il manque le titre" in said("export", 1, "--format", "pdf", code=1).stderr
    assert "jamais refermé" in said("export", 2, "--format", "md", code=1).stderr
