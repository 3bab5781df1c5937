"""Files beside the database: whole, private, and gone with the row that named them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from comms.core import files
from comms.core.db import db
from comms.factory import House
from tests.conftest import NOW


def _aged(path: Path, hours: float) -> Path:
    path.write_bytes(b"x")
    at = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))
    return path


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "picture.jpg"

    files.write_whole(path, b"before")
    files.write_whole(path, b"after")

    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["picture.jpg"]


def test_a_write_that_is_cut_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "picture.jpg"
    files.write_whole(path, b"before")

    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        files.write_whole(path, b"after")

    assert path.read_bytes() == b"before"


def test_what_no_row_names_is_forgotten_after_a_day(here: House, tmp_path: Path) -> None:
    named, young = _aged(tmp_path / "named", 100), _aged(tmp_path / "young", 23)
    stray, cut = _aged(tmp_path / "stray", 25), _aged(tmp_path / "picture.jpg.part", 25)
    (tmp_path / "folder").mkdir()

    assert files.forget_unnamed(tmp_path, {"named"}) == 2

    assert [each.exists() for each in (named, young, stray, cut)] == [True, True, False, False]
    assert files.forget_unnamed(tmp_path / "nowhere", set()) == 0


@pytest.mark.parametrize("commits", [True, False])
def test_a_file_goes_when_its_row_has_gone_and_not_before(
    here: House, tmp_path: Path, commits: bool
) -> None:
    path = _aged(tmp_path / "copy", 0)
    files.delete_after_commit(path)
    assert path.exists()

    db.session.execute(text("SELECT 1"))
    (db.session.commit if commits else db.session.rollback)()

    assert path.exists() is not commits


def test_a_file_whose_row_stays_after_all_stays(here: House, tmp_path: Path) -> None:
    kept, gone = _aged(tmp_path / "kept", 1), _aged(tmp_path / "gone", 1)

    db.session.execute(text("SELECT 1"))
    files.delete_after_commit(kept)
    db.session.rollback()
    db.session.execute(text("SELECT 1"))
    files.delete_after_commit(gone)
    with db.session.begin_nested():
        db.session.execute(text("SELECT 1"))
    before = gone.exists()
    db.session.commit()

    assert (kept.exists(), before, gone.exists()) == (True, True, False)
