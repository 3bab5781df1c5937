"""Puts the files of a backup in the place of ours, so that a power cut in between is known of.

`COMMS_DATA/restoring` says so from before the first file moves until all is done: the house does
not start while it lies there, and the next restore first puts back what the cut one set aside.
"""

import shutil
from pathlib import Path

from sqlalchemy import make_url

from comms.adapters import copies, programs
from comms.core import clock, presence, settings
from comms.core.db import db
from comms.portability.service.backing import BASE, LEFT_OUT

STAMP = "%Y%m%dT%H%M%SZ"
# In the copy itself: a power cut between the swap and what follows must let nothing leave.
PAUSE = """INSERT INTO {schema}.options (name, value) VALUES ('paused', 'true')
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""


def swap(new: Path, folder: Path, *, is_file: bool) -> Path:
    """Put what lies in `new` in the place of all there is; return where that lies now."""
    aside = folder / presence.REPLACED / f"{clock.now():{STAMP}}"
    aside.mkdir(parents=True, mode=0o700)
    copies.amend(new / f"{BASE}.{'db' if is_file else 'sql'}", PAUSE)
    db.session.remove()
    if is_file:
        _swap_base(new / f"{BASE}.db", folder, aside)
    else:
        _load_base(new / f"{BASE}.sql", folder, aside)
    (new / "env").unlink(missing_ok=True)
    for path in [each for each in folder.iterdir() if _is_ours(each)]:
        path.rename(aside / path.name)
    for path in list(new.iterdir()):
        path.rename(folder / path.name)
    return aside


def undo(folder: Path) -> None:
    """Put back the files that a restore set aside before it was cut short: the noes among them.

    The database stays what it is: another one takes its place in a moment.
    """
    aside = presence.half_restored(folder)
    if aside is None or not _holds_ours(aside, folder):
        return
    for path in [each for each in aside.iterdir() if not each.name.startswith(BASE)]:
        ours = folder / path.name
        if ours.is_dir():
            shutil.rmtree(ours)
        path.rename(ours)


def _holds_ours(aside: Path, folder: Path) -> bool:
    """Say whether a mark names one of the folders that restores fill, and nothing else."""
    return aside.is_dir() and aside.resolve().parent == (folder / presence.REPLACED).resolve()


def _swap_base(copy: Path, folder: Path, aside: Path) -> None:
    """Put SQLite's file where the settings say it lies; what it had not written in yet goes too."""
    db.engine.dispose()
    presence.begin_restore(folder, aside)
    base = _base()
    for path in (base, base.with_name(f"{base.name}-wal"), base.with_name(f"{base.name}-shm")):
        if path.exists():
            shutil.move(path, aside / f"{BASE}{path.name.removeprefix(base.stem)}")
    shutil.move(copy, base)


def _load_base(dump: Path, folder: Path, aside: Path) -> None:
    """Have PostgreSQL take a dump, whole or not at all."""
    copies.copy_database(db.engine, aside / BASE)
    presence.begin_restore(folder, aside)
    try:
        programs.load_postgres(settings.current().database_url, dump)
    except programs.ProgramRefused:
        presence.forget_restore(folder)
        raise
    db.engine.dispose()
    dump.unlink()


def _is_ours(path: Path) -> bool:
    return path.name not in LEFT_OUT and path.name[0] != "." and path != _base()


def _base() -> Path:
    return Path(make_url(settings.current().database_url).database or "")
