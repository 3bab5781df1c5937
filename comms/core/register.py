"""Who said no: a file beside the database that no restore replaces. Keyed hashes only, no name.

`COMMS_DATA/register` holds lines `kind hash instant`; they are added and never changed. Two
registers are merged by keeping every line of both. What was written too early (the transaction
beside it failed) does no harm: a no that stands needs no database.
"""

import fcntl
import hmac
import os
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from comms.core import clock, settings, vault

FILE = "register"
_LINE = re.compile(r"([a-z]+) ([0-9a-f]{64}) (\S+)")


class No(StrEnum):
    """What was said."""

    OBJECTION = "objection"
    ERASURE = "erasure"
    WITHDRAWAL = "withdrawal"  # of a testimony, by its key
    STRUCK = "struck"  # its words left every text
    ENDED = "ended"  # alerts to somebody without an account: this link, or this address


class Register:
    """The register as it stands when it is opened."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or settings.current().folder
        self._key = vault.key_for("register", self._folder)
        self._known = _read(self._folder / FILE)
        self._refused = {trace for _kind, trace in self._known}  # each kind of no is one

    def trace(self, value: str) -> str:
        """Return the keyed hash under which a value is written down: 64 hexadecimal characters."""
        return hmac.digest(self._key, value.encode(), "sha256").hex()

    def has(self, kind: No, value: str) -> bool:
        """Say whether this was said of a value."""
        return (kind, self.trace(value)) in self._known

    def refuses(self, value: str) -> bool:
        """Say whether an address is not written to: its owner objected, or was erased."""
        return self.trace(value) in self._refused

    def add(self, kind: No, values: Iterable[str]) -> None:
        """Write down what was said; what is known already is not written twice."""
        new = {(kind, self.trace(value)) for value in values} - self._known
        if new:
            _append(self._folder / FILE, sorted(new))
            self._known |= new
            self._refused |= {trace for _kind, trace in new}


def _read(path: Path) -> set[tuple[No, str]]:
    """Read the lines that are whole; a line a power cut halved says nothing."""
    if not path.exists():
        return set()
    lines = map(_LINE.fullmatch, path.read_text("ascii", errors="replace").splitlines())
    return {(No(line[1]), line[2]) for line in lines if line and line[1] in list(No)}


def _append(path: Path, new: Iterable[tuple[No, str]]) -> None:
    instant = f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"
    lines = "".join(f"{kind} {trace} {instant}\n" for kind, trace in new)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END) and not _ends_whole(file.fileno()):
            lines = f"\n{lines}"
        file.write(lines.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _ends_whole(descriptor: int) -> bool:
    return os.pread(descriptor, 1, os.fstat(descriptor).st_size - 1) == b"\n"
