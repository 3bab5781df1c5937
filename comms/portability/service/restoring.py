"""Puts a backup in the place of what is there: nothing leaves by itself afterwards."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from comms.adapters.copies import Manifest
from comms.audit import service as audit
from comms.contacts.law.service import replaying
from comms.core import clock, events, options, presence, register, settings, vault
from comms.core.db import Base, changed, db
from comms.core.many import leave_gap
from comms.core.outward import Outward
from comms.core.refusal import Refused
from comms.core.ways import Way
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.migrations import running
from comms.portability.service import swapping
from comms.portability.service.backing import BackupWrong, opened

KEPT = timedelta(days=7)  # what a restore replaced
WAITED = (Way.DUE, Way.CLAIMED, Way.HELD, Way.MISSED)
NOT_OPENED = (MailingState.DUE, MailingState.HELD, MailingState.MISSED)
GAP = 1_000_000  # messages that may have left since the backup


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

    Raises:
        Refused: nobody agreed to it, somebody is here, or the file is not whole.
    """
    here = settings.current()
    with opened(file, identity) as (new, manifest), _alone(here.folder):
        swapping.undo(here.folder)
        _check(new, manifest)
        if not agreed(manifest):
            raise Refused(BackupWrong.NOT_AGREED)
        _unite_registers(here.folder / register.FILE, new / register.FILE)
        aside = swapping.swap(new, here.folder, is_file=manifest.database == "sqlite")
        running.make_ready(db.engine, here.folder)
        done = _come_to(manifest, aside)
        presence.forget_restore(here.folder)
    return done


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


def _come_to(manifest: Manifest, aside: Path) -> Restored:
    """Pause everything, doubt what waited, close all doors, let every no hold: before all else."""
    options.put("paused", True)
    events.announce(events.HouseRestored())
    doubtful = _doubt()
    erased, objected = replaying.replay()
    audit.record(None, "house.restored", "house")
    db.session.commit()
    return Restored(manifest, aside, doubtful, erased, objected)


def _doubt() -> int:
    """Doubt what was waiting at its hour: it may have left since the backup.

    What was held or missed then, too: a person may have let it go. The numbers of messages written
    since stay theirs: the link by which a reader objects is made from one.
    """
    now, found = clock.now(), 0
    for kind in Outward.__subclasses__():
        if issubclass(kind, Base):
            waiting = update(kind).where(kind.state.in_(WAITED), kind.due_at <= now)
            done = db.session.execute(waiting.values(state=Way.DOUBTFUL, lease_until=None))
            found += changed(done)
    passed = update(Mailing).where(Mailing.state.in_(NOT_OPENED), Mailing.due_at <= now)
    found += changed(db.session.execute(passed.values(state=MailingState.DOUBTFUL)))
    leave_gap(Delivery, GAP)
    return found


def forget_replaced() -> int:
    """Delete what a restore replaced seven days ago; return how many. A job's verb."""
    folder, gone = settings.current().folder / presence.REPLACED, 0
    for path in folder.glob("*Z") if folder.exists() else ():
        if datetime.strptime(path.name, swapping.STAMP).replace(tzinfo=UTC) < clock.now() - KEPT:
            shutil.rmtree(path)
            gone += 1
    return gone
