"""Whole copies: of a database that is being used, of a folder as one file with its sums.

The one file is a `tar.gz` whose last member, `manifest.json`, names what is in it with SHA-256
sums; with keys it is encrypted as age does (https://age-encryption.org/v1).
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from importlib import import_module
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from sqlalchemy import Engine

from comms.adapters import programs

MANIFEST = "manifest.json"
ENCRYPTED = b"age-encryption.org/v1"


class NotWhole(Exception):
    """This is no backup, or not all of one; the message says what is wrong, in a few words."""


class KeyNeeded(Exception):
    """This backup is encrypted, and no key that was given opens it."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `files`: the sum of each, by name."""

    made_at: str
    database: str  # sqlite, postgresql
    revision: str
    files: dict[str, str] = field(default_factory=dict)


def copy_database(engine: Engine, to: Path) -> Path:
    """Copy a database somebody may be writing to, whole and consistent; return the copy.

    `to` has no suffix: `.db` is put to a copy of SQLite, `.sql` to one of PostgreSQL.
    """
    if engine.dialect.name == "postgresql":
        return programs.dump_postgres(engine.url.render_as_string(hide_password=False), to)
    copy = to.with_suffix(".db")
    with closing(engine.raw_connection()) as connection:  # ours begins a transaction at once
        connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
    return copy


def amend(copy: Path, order: str) -> None:
    """Change a copy before it takes a place; `{schema}` in the order is where tables are."""
    if copy.suffix == ".sql":
        with copy.open("a", encoding="utf-8") as dump:
            dump.write(f"\n{order.format(schema='public')};\n")
        return
    with closing(sqlite3.connect(copy)) as opened, opened:
        opened.execute(order.format(schema="main"))


def is_sound(copy: Path) -> bool:
    """Say whether a copy of a SQLite database can be read from end to end."""
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def pack(to: Path, files: Iterable[tuple[Path, str]], manifest: Manifest) -> None:
    """Write files, each under its name, and what is said of them, as one file of ours alone."""
    with to.open("xb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
        to.chmod(0o600)
        for path, name in files:
            try:
                with path.open("rb") as opened:
                    manifest.files[name] = _add(archive, name, opened)
            except FileNotFoundError:
                continue  # a running house removes files of its own
        _add(archive, MANIFEST, BytesIO(json.dumps(asdict(manifest), indent=1).encode()))


def _add(archive: tarfile.TarFile, name: str, content: BinaryIO) -> str:
    """Add a file as long as it is now: what a running house adds to it later stays out."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = content.seek(0, os.SEEK_END), 0o600
    content.seek(0)
    summed = _Summed(content)
    archive.addfile(member, summed)
    return summed.sum.hexdigest()


class _Summed:
    """A file that is summed while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self.sum = content, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self._content.read(size)
        self.sum.update(block)
        return block


def unpack(file: Path, into: Path) -> Manifest:
    """Read a backup out into an empty folder, every file held against its sum.

    Raises:
        NotWhole: it is cut, changed, or no backup at all.
    """
    found: dict[str, str] = {}
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            for name, content in _members(archive):
                target, summed = into / name, _Summed(content)
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                target.touch(mode=0o600)
                with target.open("wb") as written:
                    shutil.copyfileobj(summed, written)
                found[name] = summed.sum.hexdigest()
        manifest = Manifest(**json.loads((into / MANIFEST).read_bytes()))
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as wrong:
        raise NotWhole(type(wrong).__name__) from wrong
    (into / MANIFEST).unlink()
    found.pop(MANIFEST)
    if found != manifest.files:
        raise NotWhole("sums")
    return manifest


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield plain files alone: a link or a path that leads out is not ours."""
    for member in archive:
        name = PurePosixPath(member.name)
        opened = archive.extractfile(member) if member.isreg() else None
        if opened is None or name.is_absolute() or ".." in name.parts:
            raise NotWhole("foreign")
        yield str(name), opened


def encrypt(file: Path, to: Path, recipients: Iterable[str]) -> None:
    """Encrypt a file for some age keys, those that begin with `age1`.

    Raises:
        KeyNeeded: one of them is no key.
    """
    pyrage = _pyrage()
    try:
        keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    except pyrage.RecipientError as wrong:
        raise KeyNeeded from wrong
    pyrage.encrypt_file(str(file), str(to), keys)
    to.chmod(0o600)


def is_encrypted(file: Path) -> bool:
    """Say whether a file was encrypted as age does."""
    with file.open("rb") as opened:
        return opened.read(len(ENCRYPTED)) == ENCRYPTED


def decrypt(file: Path, to: Path, identities: Iterable[str]) -> None:
    """Decrypt a file with one of some age keys, those that begin with `AGE-SECRET-KEY-`.

    Raises:
        KeyNeeded: none of them opens it.
    """
    pyrage = _pyrage()
    try:
        keys = [pyrage.x25519.Identity.from_str(each) for each in identities]
        pyrage.decrypt_file(str(file), str(to), keys)
    except (pyrage.IdentityError, pyrage.DecryptError) as wrong:
        raise KeyNeeded from wrong


def _pyrage() -> Any:
    return import_module("pyrage")  # a weight only who encrypts carries
