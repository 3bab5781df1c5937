"""`flask backup`: one file with all that a restore needs, and the way back."""

from pathlib import Path
from typing import Any

import click

from comms.adapters.copies import Manifest
from comms.cli.answer import Said, answers
from comms.portability import service

File = click.Path(exists=True, dir_okay=False, path_type=Path)
identity_option = click.option(
    "--identity", type=File, help="age's secret keys, for an encrypted backup."
)


@click.group("backup")
def command() -> None:
    """Make a backup, look whether one is whole, put one back."""


@command.command("make")
@click.argument("destination", type=click.Path(path_type=Path))
@click.option("--recipients", type=File, help="Encrypt for these age keys, one a line.")
@answers
def make(destination: Path, recipients: Path | None) -> Said:
    """Write one file into DESTINATION, a folder, or as DESTINATION, a name that is free."""
    made = service.make(destination, recipients)
    told = {
        "path": str(made.path),
        "bytes": made.size,
        "encrypted": made.is_encrypted,
        **_told(made.manifest),
    }
    return Said(told, f"{made.path}: {made.size:,} bytes, {told['files']} files.")


@command.command("verify")
@click.argument("file", type=File)
@identity_option
@answers
def verify(file: Path, identity: Path | None) -> Said:
    """Read FILE from end to end: every file against its sum, the database whole."""
    with service.opened(file, identity) as (_, manifest):
        told = _told(manifest)
    return Said({"path": str(file), "ok": True, **told}, f"Whole, of {manifest.made_at}.")


@command.command("restore")
@click.argument("file", type=File)
@identity_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@answers
def restore(file: Path, identity: Path | None, yes: bool) -> Said:
    """Put FILE in the place of all there is now, which is kept for seven days."""
    done = service.restore(file, identity=identity, agreed=lambda of: yes or _agreed(of))
    told = {
        "replaced": str(done.replaced),
        "doubtful": done.doubtful,
        "erased": done.erased,
        "objected": done.objected,
        **_told(done.manifest),
    }
    return Said(
        told,
        f"Restored, as of {done.manifest.made_at}. What was here lies in {done.replaced} for seven "
        f"days.\nEverything is paused, {done.doubtful} in doubt: look at what has left since, then "
        "resume in the settings.",
    )


def _agreed(manifest: Manifest) -> bool:
    question = f"Replace all that is here by the backup of {manifest.made_at}?"
    return click.confirm(question, err=True)


def _told(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at,
        "database": manifest.database,
        "files": len(manifest.files),
    }
