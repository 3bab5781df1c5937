"""Puts a backup in the place of what is there: nothing leaves by itself afterwards."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url, update
from sqlalchemy.engine import CursorResult

from comms.adapters import copies, programs
from comms.adapters.copies import Manifest
from comms.audit import service as audit
from comms.contacts import service as contacts
from comms.core import clock, options, presence, register, settings, vault
from comms.core.db import Base, db
from comms.core.outward import Outward
from comms.core.refusal import Refused
from comms.core.ways import Way
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.migrations import running
from comms.portability.service.backing import BASE, LEFT_OUT, REPLACED, BackupWrong, opened

KEPT = timedelta(days=7)  # what a restore replaced
STAMP = "%Y%m%dT%H%M%SZ"
# In the copy itself: a power cut between the swap and what follows must let nothing leave.
PAUSE = """INSERT INTO {schema}.options (name, value) VALUES ('paused', 'true')
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""


@dataclass(frozen=True)
class Restored:
    """What a restore did. `replaced`: where what was there lies for seven days."""

    manifest: Manifest
    replaced: Path
    doubtful: int
    erased: int
    objected: int


def restore(file: Path, *, identity: Path | None, agreed: Callable[[Manifest], bool]) -> Restored:
    """Put a backup in the place of all there is; what is there now is kept seven days.

    `agreed` is asked once everything was checked. Both registers stay: who said no since, still
    says no. Everything is paused, and what was waiting to leave is in doubt.
    """
    here = settings.current()
    with opened(file, identity) as (new, manifest), _alone(here.folder):
        _check(new, manifest)
        if not agreed(manifest):
            raise Refused(BackupWrong.NOT_AGREED)
        _unite_registers(here.folder / register.FILE, new / register.FILE)
        aside = _swap(new, here.folder, manifest)
    running.make_ready(db.engine, here.folder)
    return _come_to(manifest, aside)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with presence.alone(folder):
            yield
    except presence.StillRunning:
        raise Refused(BackupWrong.RUNNING) from None


def _check(new: Path, manifest: Manifest) -> None:
    """Refuse what this house could not live with, before anything is touched."""
    here = settings.current()
    if manifest.database != db.engine.dialect.name:
        raise Refused(BackupWrong.OTHER_DATABASE)
    if manifest.revision not in running.known():
        raise Refused(BackupWrong.NEWER)
    said_no = here.folder / register.FILE
    if said_no.exists() and said_no.stat().st_size and _key(new) != _key(here.folder):
        raise Refused(BackupWrong.OTHER_HOUSE)


def _key(folder: Path) -> bytes:
    path = folder / "keys" / vault.KEY_FILE
    return path.read_bytes() if path.exists() else b""


def _unite_registers(ours: Path, theirs: Path) -> None:
    """Keep every line of both: a no that was said is never taken back by a restore."""
    lines = {
        line
        for path in (ours, theirs)
        if path.exists()
        for line in path.read_text("ascii", errors="replace").splitlines(keepends=False)
    }
    theirs.touch(mode=0o600)
    theirs.write_text("".join(f"{line}\n" for line in sorted(lines)), "ascii")


def _swap(new: Path, folder: Path, manifest: Manifest) -> Path:
    aside = folder / REPLACED / f"{clock.now():{STAMP}}"
    aside.mkdir(parents=True, mode=0o700)
    is_file = manifest.database == "sqlite"
    copies.amend(new / f"{BASE}.{'db' if is_file else 'sql'}", PAUSE)
    if is_file:
        _swap_base(new / f"{BASE}.db", aside)
    else:
        copies.copy_database(db.engine, aside / BASE)
        dump = new / f"{BASE}.sql"
        programs.load_postgres(settings.current().database_url, dump)
        dump.unlink()
    db.session.remove()
    db.engine.dispose()
    for path in [each for each in folder.iterdir() if _is_ours(each)]:
        path.rename(aside / path.name)
    (new / "env").unlink(missing_ok=True)
    for path in list(new.iterdir()):
        path.rename(folder / path.name)
    return aside


def _swap_base(copy: Path, aside: Path) -> None:
    """Put SQLite's file where the settings say it lies; what it had not written in yet goes too."""
    db.session.remove()
    db.engine.dispose()
    base = Path(make_url(settings.current().database_url).database or "")
    for path in (base, base.with_name(f"{base.name}-wal"), base.with_name(f"{base.name}-shm")):
        if path.exists():
            shutil.move(path, aside / path.name)
    shutil.move(copy, base)


def _is_ours(path: Path) -> bool:
    base = Path(make_url(settings.current().database_url).database or "")
    return path.name not in LEFT_OUT and path.name[0] != "." and path != base


def _come_to(manifest: Manifest, aside: Path) -> Restored:
    """Pause everything, doubt what waited, let every no hold: before anything else runs."""
    options.put("paused", True)
    doubtful = _doubt()
    erased, objected = contacts.replay()
    audit.record(None, "house.restored", "house")
    db.session.commit()
    return Restored(manifest, aside, doubtful, erased, objected)


def _doubt() -> int:
    """Doubt what was waiting at its hour: it may have left since the backup."""
    now, found = clock.now(), 0
    for kind in Outward.__subclasses__():
        if issubclass(kind, Base):
            waiting = update(kind).where(kind.state.in_((Way.DUE, Way.CLAIMED)), kind.due_at <= now)
            done = db.session.execute(waiting.values(state=Way.DOUBTFUL, lease_until=None))
            found += done.rowcount if isinstance(done, CursorResult) else 0
    passed = update(Mailing).where(Mailing.state == MailingState.DUE, Mailing.due_at <= now)
    db.session.execute(passed.values(state=MailingState.MISSED))
    return found


def forget_replaced() -> int:
    """Delete what a restore replaced seven days ago; return how many. A job's verb."""
    folder, gone = settings.current().folder / REPLACED, 0
    for path in folder.glob("*Z") if folder.exists() else ():
        if datetime.strptime(path.name, STAMP).replace(tzinfo=UTC) < clock.now() - KEPT:
            shutil.rmtree(path)
            gone += 1
    return gone
