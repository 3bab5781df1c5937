"""Keeps a file between the page that shows it and the button that takes it in; a day at most."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from comms.core import clock, settings

LEFT = ("upload", "asked", "taken", "far", "done", "part")
KEPT_FOR = 24 * 3600  # seconds


@dataclass(frozen=True)
class Upload:
    """A file as it was brought."""

    name: str
    data: bytes
    is_pasted: bool = False


def keep(brought: Upload) -> str:
    """Keep a file; return the word by which it is found again."""
    word = secrets.token_urlsafe(16)
    path = path_of(word)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    head = json.dumps({"name": brought.name, "is_pasted": brought.is_pasted})
    with os.fdopen(descriptor, "wb") as file:
        file.write(head.encode() + b"\n" + brought.data)
    return word


def found(word: str) -> Upload | None:
    """Return a file that was kept, or None when it is gone."""
    path = path_of(word)
    if not path.is_file():
        return None
    head, _, data = path.read_bytes().partition(b"\n")
    return Upload(data=data, **json.loads(head))


def drop(word: str) -> None:
    """Forget a file."""
    path_of(word).unlink(missing_ok=True)


def drop_all() -> None:
    """Forget every file: one of them may speak of someone who was erased."""
    for path in folder().glob("*.upload"):
        path.unlink(missing_ok=True)


def drop_old() -> int:
    """Forget what nobody came back for. A job's verb."""
    limit = clock.now().timestamp() - KEPT_FOR
    waiting = (path for kind in LEFT for path in folder().glob(f"*.{kind}"))
    old = [path for path in waiting if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def folder() -> Path:
    """Return where files wait."""
    return settings.current().folder / "imports"


def path_of(word: str) -> Path:
    """Return where a file waits."""
    safe = "".join(each for each in word if each.isalnum() or each in "-_")
    return folder() / f"{safe}.upload"
