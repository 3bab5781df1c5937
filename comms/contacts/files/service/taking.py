"""Takes big files in beside the pages: asked for, carried by a job, how far it is, what came of it.

What is asked for lies beside the upload as small files that name nobody: `WORD.asked`, then
`WORD.taken` while the job is at it, `WORD.far` how far it is, `WORD.done` what came of it. A job
that was killed leaves the book as it was, or the file in it once; it is asked for again.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from comms.accounts import queries as accounts
from comms.accounts.models import Member
from comms.contacts.files.models import Import
from comms.contacts.files.rules.importing import ImportWrong
from comms.contacts.files.service import uploads
from comms.contacts.files.service.importing import take_in
from comms.contacts.files.service.reading import understand, understand_pasted
from comms.core import clock, files, settings
from comms.core.db import db
from comms.core.refusal import Refused, say
from comms.core.rights import Actor

BIG = 1000  # rows from which nobody is kept waiting in front of a page
LOST_AFTER = 900  # seconds without a step: the job that took it is gone


@dataclass(frozen=True)
class Far:
    """How far a file is: rows weighed of all; then `import_id`, or why it was refused."""

    rows: int
    weighed: int = 0
    is_done: bool = False
    import_id: int | None = None
    refused: tuple[str, ...] = field(default=())


def ask(word: str, mapping: Mapping[str, str], origin: str, rows: int, *, actor: Actor) -> None:
    """Have a file taken in by the job.

    Raises:
        Refused: it is not said where the people come from.
    """
    if not origin.strip():
        raise Refused(ImportWrong.NO_ORIGIN)
    wish = {"mapping": dict(mapping), "origin": origin, "by": actor.id}
    _write(_path(word, "far"), {"rows": rows, "weighed": 0})
    _write(_path(word, "asked"), wish)


def how_far(word: str) -> Far | None:
    """Return how far a file is; None when nobody asked for it."""
    told = _read(_path(word, "far"))
    if told is None:
        return None
    if done := _read(_path(word, "done")):
        refused = tuple(done.get("refused", ()))
        return Far(told["rows"], told["rows"], True, done.get("import_id"), refused)
    return Far(told["rows"], told["weighed"])


def under_way() -> list[tuple[str, Far]]:
    """Return the files that wait for the job or are on their way: word, and how far."""
    asked = sorted(path.stem for path in uploads.folder().glob("*.far"))
    return [(word, far) for word in asked if (far := how_far(word)) and far.import_id is None]


def take_asked() -> int:
    """Take in what was asked for; return how many files. A job's verb; commits each."""
    _ask_again()
    asked = sorted(uploads.folder().glob("*.asked"), key=lambda path: path.stat().st_mtime)
    return sum(_take(path.stem) for path in asked)


def _ask_again() -> None:
    limit = clock.now().timestamp() - LOST_AFTER
    for path in uploads.folder().glob("*.taken"):
        if path.stat().st_mtime < limit:
            path.rename(path.with_suffix(".asked"))


def _take(word: str) -> bool:
    taken = _path(word, "taken")
    try:
        _path(word, "asked").rename(taken)  # one of several jobs gets it
    except FileNotFoundError:
        return False
    now = clock.now().timestamp()
    os.utime(taken, (now, now))
    wish = _read(taken) or {}
    try:
        done: dict[str, Any] = {"import_id": _carry(word, wish)}
    except Refused as refusal:
        db.session.rollback()
        done = {"refused": [say(each, refusal.facts) for each in refusal.obstacles]}
    _write(_path(word, "done"), done)
    taken.unlink(missing_ok=True)
    uploads.drop(word)
    return True


def _carry(word: str, wish: Mapping[str, Any]) -> int | None:
    known = db.session.scalar(select(Import.id).where(Import.upload == word))
    if known is not None:
        return known  # carried by a job that was killed before it could say so
    brought = uploads.found(word)
    if brought is None:
        raise Refused(ImportWrong.NO_FILE)
    member = db.session.get(Member, wish["by"])
    actor = accounts.actor(member) if member else None
    if brought.is_pasted:
        understood = understand_pasted(brought.data.decode(), wish["mapping"])
    else:
        understood = understand(brought.data, wish["mapping"])
    rows = len(understood.drafts)

    def tell(weighed: int) -> None:
        _write(_path(word, "far"), {"rows": rows, "weighed": weighed})

    report = take_in(understood, name=brought.name, origin=wish["origin"], actor=actor, tell=tell)
    if report.import_id is not None:
        db.session.get_one(Import, report.import_id).upload = word
    db.session.commit()
    return report.import_id


def is_beside() -> bool:
    """Say whether jobs run beside the pages; where none do, files are taken in at once."""
    return settings.current().jobs != "off"


def _path(word: str, kind: str) -> Path:
    return uploads.path_of(word).with_suffix(f".{kind}")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    files.write_whole(path, json.dumps(content).encode())


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return content
