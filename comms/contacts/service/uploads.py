"""Keeps a file between the page that shows it and the button that takes it in; a day at most."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from comms.core import clock, settings

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
    path = _path(word)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    head = json.dumps({"name": brought.name, "is_pasted": brought.is_pasted})
    with os.fdopen(descriptor, "wb") as file:
        file.write(head.encode() + b"\n" + brought.data)
    return word


def found(word: str) -> Upload | None:
    """Return a file that was kept, or None when it is gone."""
    path = _path(word)
    if not path.is_file():
        return None
    head, _, data = path.read_bytes().partition(b"\n")
    return Upload(data=data, **json.loads(head))


def drop(word: str) -> None:
    """Forget a file."""
    _path(word).unlink(missing_ok=True)


def drop_all() -> None:
    """Forget every file: one of them may speak of someone who was erased."""
    for path in _folder().glob("*.upload"):
        path.unlink(missing_ok=True)


def drop_old() -> int:
    """Forget what nobody came back for. A job's verb."""
    limit = clock.now().timestamp() - KEPT_FOR
    old = [path for path in _folder().glob("*.upload") if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return settings.current().folder / "imports"


def _path(word: str) -> Path:
    safe = "".join(each for each in word if each.isalnum() or each in "-_")
    return _folder() / f"{safe}.upload"
