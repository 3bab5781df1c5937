"""A house with journalists, and its backup."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from comms import cli
from comms.contacts.book.models import Address
from comms.core.db import db
from comms.core.rights import Role
from comms.notices.models import Notice
from tests.cast import Cast
from tests.conftest import NOW
from tests.writing import press_list

Run = Callable[..., Result]
ADA, BEN, CAM = "ada@presse.example", "ben@presse.example", "cam@presse.example"


@pytest.fixture
def run(app: Flask) -> Run:
    """Return a way to run `flask backup`."""
    cli.install(app)

    def ran(*words: object, **more: Any) -> Result:
        return app.test_cli_runner().invoke(args=["backup", *map(str, words)], **more)

    return ran


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Return the folder backups go to, not made yet."""
    return tmp_path / "copies"


@pytest.fixture
def made(app: Flask, cast: Cast, run: Run, copies: Path) -> Path:
    """Return a backup of a house with three journalists and a notice that waits."""
    press_list(app, "Littoral", ADA, BEN, CAM)
    lea = cast.actor("lea", Role.APPROVER)
    with app.app_context():
        db.session.add(_notice(lea.id))
        db.session.commit()
    media = app.extensions["settings"].folder / "media"
    media.mkdir()
    (media / "beach.jpg").write_bytes(b"pixels")
    done = run("make", copies)
    assert done.exit_code == 0, done.output
    (file,) = copies.iterdir()
    return file


def _notice(member: int) -> Notice:
    return Notice(
        recipient=f"member:{member}",
        kind="approval_asked",
        thing="piece:1",
        occasion="1",
        message_id="<1@exemple.org>",
        made_at=NOW,
        due_at=NOW - timedelta(minutes=1),
    )


def emails(app: Flask) -> list[str]:
    """Return the keys of the addresses in the book."""
    with app.app_context():
        return sorted(db.session.scalars(select(Address.key)))
