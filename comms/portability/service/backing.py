"""Makes backups: one file with all that a restore needs, while the product may run."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from comms.adapters import copies
from comms.adapters.copies import KeyNeeded, Manifest, NotWhole
from comms.core import clock, options, presence, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.migrations import running

BASE = "porte-voix"  # the name of the database's copy, without its suffix
KEYS = "age-recipients"  # beside our own keys: whom backups are encrypted for, a key a line
ENVIRON = Path(__file__).resolve().parents[3] / ".env"  # read by people; never put back by us
# What a restore does not need: older copies, what an earlier restore replaced, locks.
DRAFTS = (".draft-", ".reading-")  # what a power cut left of another backup
LEFT_OUT = frozenset({"backups", presence.REPLACED, presence.FILE, presence.HALF})


class BackupWrong(StrEnum):
    """Why there is no backup, or no restore."""

    EXISTS = "backup.exists"
    NOT_WHOLE = "backup.not_whole"
    DAMAGED = "backup.damaged"
    NO_KEY = "backup.no_key"
    KEY_WRONG = "backup.key_wrong"
    NEWER = "backup.newer"
    OTHER_DATABASE = "backup.other_database"
    OTHER_HOUSE = "backup.other_house"
    RUNNING = "backup.running"
    NOT_AGREED = "backup.not_agreed"


@dataclass(frozen=True)
class Made:
    """A backup as it lies there. `size` in bytes."""

    path: Path
    size: int
    is_encrypted: bool
    manifest: Manifest


def make(destination: Path, recipients: Path | None = None) -> Made:
    """Write one file: database, media, keys, register; read it back; only then it has its name.

    `destination` is a folder, or the file itself, which must not be there yet. It is encrypted when
    `recipients` (or `keys/age-recipients`) names age keys.
    """
    now, folder = clock.now(), settings.current().folder
    keys = recipients or folder / "keys" / KEYS
    is_encrypted = keys.exists()
    target = _target(destination, f"{BASE}-{now:%Y%m%dT%H%M%SZ}.tar.gz", is_encrypted)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # In clear at home alone: a power cut leaves nothing readable on the disk it goes to.
    with tempfile.TemporaryDirectory(dir=_room(), prefix=DRAFTS[0]) as draft:
        packed = Path(draft) / "packed"
        manifest = _pack(Path(draft), packed)
        with opened(packed):
            pass
        if is_encrypted:
            packed = _encrypted(packed, keys)
        _bring(packed, target)
    options.put("last_backup", now.isoformat())
    return Made(target, target.stat().st_size, is_encrypted, manifest)


def _bring(packed: Path, target: Path) -> None:
    """Bring what is packed to its place, on another disk too; it has its name when it is whole."""
    arriving = target.with_name(f".{target.name}.draft")
    shutil.move(packed, arriving)
    with arriving.open("rb") as written:
        os.fsync(written.fileno())
    arriving.rename(target)


def _target(destination: Path, name: str, is_encrypted: bool) -> Path:
    is_folder = destination.is_dir() or not destination.suffix
    suffix = ".age" if is_encrypted else ""
    target = (destination / f"{name}{suffix}" if is_folder else destination).absolute()
    if target.exists():
        raise Refused(BackupWrong.EXISTS, path=target)
    return target


def _pack(draft: Path, to: Path) -> Manifest:
    """The database first: a picture it names is there, and who says no meanwhile is in it too."""
    folder = settings.current().folder
    base = copies.copy_database(db.engine, draft / BASE)
    manifest = Manifest(
        made_at=f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
        database=db.engine.dialect.name,
        revision=running.revision_of(db.engine) or "",
    )
    copies.pack(to, [(base, base.name), (ENVIRON, "env"), *_kept(folder)], manifest)
    base.unlink()
    return manifest


def _kept(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        is_base = len(name.parts) == 1 and name.name.startswith(f"{BASE}.db")
        is_left = name.parts[0] in LEFT_OUT or name.parts[0].startswith(DRAFTS)
        if path.is_file() and not is_base and not is_left:
            yield path, str(name)


def _encrypted(packed: Path, keys: Path) -> Path:
    lines = (line.strip() for line in keys.read_text("utf-8").splitlines())
    locked = packed.with_suffix(".age")
    try:
        copies.encrypt(packed, locked, [each for each in lines if each and each[0] != "#"])
    except KeyNeeded:
        raise Refused(BackupWrong.KEY_WRONG, path=keys) from None
    return locked


@contextmanager
def opened(file: Path, identity: Path | None = None) -> Iterator[tuple[Path, Manifest]]:
    """Read a backup out beside itself, every file and the database checked, while the block lasts.

    `identity` is the file of age's secret keys that opens an encrypted one.

    Raises:
        Refused: the file is damaged, or not all of one.
    """
    with tempfile.TemporaryDirectory(dir=_room(), prefix=DRAFTS[1]) as name:
        plain, into = file, Path(name) / "read"
        into.mkdir(mode=0o700)
        if copies.is_encrypted(file):
            plain = _decrypted(file, Path(name), identity)
        try:
            manifest = copies.unpack(plain, into)
        except NotWhole:
            raise Refused(BackupWrong.NOT_WHOLE, path=file) from None
        base = into / f"{BASE}.db"
        if manifest.database == "sqlite" and not copies.is_sound(base):
            raise Refused(BackupWrong.DAMAGED, path=file)
        yield into, manifest


def _room() -> Path:
    """Where a backup is in clear: on the disk of the house, never in a shared folder."""
    return settings.current().folder


def _decrypted(file: Path, into: Path, identity: Path | None) -> Path:
    plain = into / "plain"
    if identity is None:
        raise Refused(BackupWrong.NO_KEY, path=file)
    lines = (line.strip() for line in identity.read_text("utf-8").splitlines())
    try:
        copies.decrypt(file, plain, [each for each in lines if each and each[0] != "#"])
    except KeyNeeded:
        raise Refused(BackupWrong.NO_KEY, path=file) from None
    return plain
