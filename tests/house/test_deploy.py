"""A house that was backed up comes back, and nothing leaves by itself afterwards."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from comms.accounts.service import members
from comms.accounts.service.members import Newcomer
from comms.core import options
from comms.core.db import db
from comms.core.register import No, Register
from comms.core.rights import Role
from comms.core.settings import Settings
from comms.core.ways import Way
from comms.factory import make_app
from comms.notices.models import Notice
from tests.house.law import ROOT

PHRASE = "huit mots que personne ne devine ici"
Script = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.anywhere,  # a backup of PostgreSQL: tests/portability/test_backup.py
    pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="the scripts use .venv"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not on this machine"),
]


@pytest.fixture
def script(settings: Settings) -> Script:
    """Return a way to run a script of docs/deploy on this test's house."""

    def run(name: str, *words: str) -> subprocess.CompletedProcess[str]:
        ours = {"COMMS_DATA": str(settings.folder), "DATABASE_URL": settings.database_url}
        return subprocess.run(
            [str(ROOT / "docs" / "deploy" / name), *words],
            env={**os.environ, **ours, "AGE_RECIPIENTS": "/nowhere"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def _join(app: Flask, email: str) -> None:
    with app.app_context():
        members.add(Newcomer(email, "Inès", Role.AUTHOR), PHRASE, PHRASE)
        Register().add(No.OBJECTION, [f"no-to-{email}"])
        db.session.commit()


def _emails(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(db.text("SELECT email FROM members")))


def test_a_backup_holds_what_a_restore_needs(app: Flask, script: Script, tmp_path: Path) -> None:
    _join(app, "ines@exemple.org")

    done = script("backup.sh", str(tmp_path / "copies"))

    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "copies").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    held = subprocess.run(["tar", "-tzf", str(file)], capture_output=True, text=True, check=True)
    assert {"register", "keys/secret.key"} <= set(held.stdout.split())
    assert any(name.startswith("porte-voix.") for name in held.stdout.split())


def test_a_house_comes_back_and_waits_for_a_person(
    app: Flask, settings: Settings, script: Script, tmp_path: Path
) -> None:
    _join(app, "ines@exemple.org")
    due = datetime.now(UTC) - timedelta(minutes=1)
    with app.app_context():
        db.session.add(_notice(due))
        db.session.commit()
    script("backup.sh", str(tmp_path / "copies"))
    _join(app, "late@exemple.org")
    with app.app_context():
        db.engine.dispose()
    (file,) = (tmp_path / "copies").iterdir()

    done = script("restore.sh", str(file), "--yes")

    assert done.returncode == 0, done.stderr
    restored = make_app(settings)
    assert _emails(restored) == ["ines@exemple.org"]
    with restored.app_context():
        assert options.get("paused")
        assert db.session.scalars(db.select(Notice)).one().state == Way.DOUBTFUL
        register = Register()
        assert register.has(No.OBJECTION, "no-to-ines@exemple.org")
        assert register.has(No.OBJECTION, "no-to-late@exemple.org")
    assert list((settings.folder / "replaced").iterdir())  # what was there stays beside


def test_a_file_cut_short_replaces_nothing(app: Flask, script: Script, tmp_path: Path) -> None:
    _join(app, "ines@exemple.org")
    script("backup.sh", str(tmp_path / "copies"))
    (file,) = (tmp_path / "copies").iterdir()
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(file.read_bytes()[:3000])

    done = script("restore.sh", str(cut), "--yes")

    assert done.returncode == 1
    assert "pas une sauvegarde entière" in done.stderr
    assert _emails(app) == ["ines@exemple.org"]


def _notice(due: datetime) -> Notice:
    return Notice(
        recipient="member:1",
        kind="approval_asked",
        thing="piece:1",
        occasion="1",
        message_id="<1@exemple.org>",
        made_at=due,
        due_at=due,
    )
