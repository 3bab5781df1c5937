"""A backup: one file, whole, for whoever has the key."""

import json
import tarfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
from flask import Flask

from comms.core.rights import Role
from tests.cast import Cast
from tests.portability.conftest import ADA, BEN, CAM, Run, emails


def test_a_backup_is_one_file_that_says_what_it_is(app: Flask, run: Run, made: Path) -> None:
    told = json.loads(run("verify", made, "--json").stdout)

    assert made.stat().st_mode & 0o077 == 0
    assert told["ok"] is True
    assert told["database"] == ("sqlite" if app.extensions["settings"].is_sqlite else "postgresql")
    with tarfile.open(made) as archive:
        names = set(archive.getnames())
    assert {"keys/secret.key", "media/beach.jpg", "manifest.json"} <= names


def test_nothing_in_clear_ever_lies_where_an_encrypted_backup_goes(
    app: Flask, run: Run, copies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "recipients"
    keys.write_text(f"{pyrage.x25519.Identity.generate().to_public()}\n")
    lay: list[str] = []
    encrypt = pyrage.encrypt_file

    def seen(*words: Any) -> None:
        lay.extend(each.name for each in copies.rglob("*"))
        encrypt(*words)

    monkeypatch.setattr(pyrage, "encrypt_file", seen)

    assert run("make", copies, "--recipients", keys).exit_code == 0

    assert lay == []
    assert [each.suffix for each in copies.iterdir()] == [".age"]


def test_a_backup_for_a_key_opens_with_it_alone(
    app: Flask, run: Run, made: Path, copies: Path, tmp_path: Path
) -> None:
    ours, others = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    keys = {name: tmp_path / name for name in ("recipients", "ours", "others")}
    keys["recipients"].write_text(f"# office\n{ours.to_public()}\n")
    keys["ours"].write_text(f"{ours}\n")
    keys["others"].write_text(f"{others}\n")

    told = json.loads(
        run("make", copies / "a.age", "--recipients", keys["recipients"], "--json").stdout
    )

    locked = Path(told["path"])
    assert told["encrypted"] is True
    assert b"secret.key" not in locked.read_bytes()
    assert run("verify", locked).exit_code == 1
    assert run("verify", locked, "--identity", keys["others"]).exit_code == 1
    assert run("restore", locked, "--identity", keys["ours"], "--yes").exit_code == 0
    assert emails(app) == [ADA, BEN, CAM]


def test_what_is_there_is_not_written_over(run: Run, made: Path) -> None:
    before = made.read_bytes()

    done = run("make", made)

    assert done.exit_code == 1
    assert made.read_bytes() == before


def test_the_settings_say_when_the_last_one_was_made(app: Flask, cast: Cast, run: Run) -> None:
    zoe = cast.browser("zoe", Role.ADMIN)

    before = zoe.get("/settings").text
    run("make", app.extensions["settings"].folder.parent / "copies")
    after = zoe.get("/settings").text

    assert "Aucune sauvegarde n’a encore été faite" in before
    assert "Dernière sauvegarde" in after
