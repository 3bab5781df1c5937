"""Files beside the database: whole or not there, and gone with the row that named them."""

import os
from collections.abc import Container
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from comms.core import clock
from comms.core.db import db

_GOING = "files that go with this commit"
UNFINISHED = timedelta(days=1)  # younger files may belong to a gesture that is not over


def write_whole(path: Path, data: bytes) -> None:
    """Write a whole file or none, for its owner's eyes alone: a cut leaves nothing to be shown."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def delete_after_commit(path: Path) -> None:
    """Delete a file once the database no longer names it; a commit that fails keeps both.

    What is undone is forgotten: a later commit of the same session deletes nothing of it.
    """
    db.session().info.setdefault(_GOING, []).append(path)


@event.listens_for(Session, "after_commit")
def _delete(session: Session) -> None:
    if not session.in_nested_transaction():
        for path in session.info.pop(_GOING, ()):
            path.unlink(missing_ok=True)


@event.listens_for(Session, "after_rollback")
def _keep(session: Session) -> None:
    session.info.pop(_GOING, None)


def forget_unnamed(folder: Path, named: Container[str]) -> int:
    """Delete the files of a folder that no row names: an upload was cut, or a save undone.

    Those of the last day stay: whoever brings one may not have finished.
    """
    if not folder.is_dir():
        return 0
    before = (clock.now() - UNFINISHED).timestamp()
    strays = [
        each
        for each in folder.iterdir()
        if each.is_file() and each.name not in named and each.stat().st_mtime < before
    ]
    for each in strays:
        each.unlink(missing_ok=True)
    return len(strays)
