"""`flask media`: what a picture tells of people, and a copy that tells nothing."""

from pathlib import Path

import click

from comms.adapters.images import Seen
from comms.cli.answer import Said, answers
from comms.media import service

File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("media")
def command() -> None:
    """See what a picture tells of people; make a clean copy."""


@command.command("check")
@click.argument("file", type=File)
@answers
def check(file: Path) -> Said:
    """Say what FILE holds besides its pixels: place, camera, thumbnail, words."""
    seen = service.look_through(file.read_bytes())
    return Said(_told(seen), _in_lines(seen))


@command.command("clean")
@click.argument("file", type=File)
@click.argument("out", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@answers
def clean(file: Path, out: Path) -> Said:
    """Write to OUT a copy of FILE rebuilt from its pixels, upright and empty of all else."""
    picture = service.clean(file.read_bytes())
    out.write_bytes(picture.data)
    seen = service.look_through(out.read_bytes())
    told = {"path": str(out), "bytes": len(picture.data), **_told(seen)}
    return Said(told, f"{out}\n{_in_lines(seen)}")


def _told(seen: Seen) -> dict[str, object]:
    return {
        "kind": seen.kind,
        "holds": [{"what": each.what, "where": each.where} for each in seen.holds],
        "clean": seen.is_clean,
    }


def _in_lines(seen: Seen) -> str:
    head = f"{seen.kind}, {'clean' if seen.is_clean else 'not clean'}"
    return "\n".join([head, *(f"{each.what}\t{each.where}" for each in seen.holds)])
