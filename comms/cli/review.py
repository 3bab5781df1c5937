"""`flask review`: the press review of the last days, as a document."""

from pathlib import Path

import click

import comms.pressreview.forms  # noqa: F401 - teaches why a review cannot be made
from comms.cli.answer import Said, answers, fail
from comms.pressreview.service import composing, preparing


@click.group("review")
def command() -> None:
    """Make press reviews."""


@command.command("make")
@click.option("--days", type=int, default=7, show_default=True)
@click.option("--format", "form", type=click.Choice(list(composing.FORMATS)), default="html")
@click.option("--whole-texts", is_flag=True, help="Print the texts the declared licence covers.")
@click.argument("out", required=False, type=click.Path(dir_okay=False, path_type=Path))
@answers
def make(days: int, form: str, out: Path | None, *, whole_texts: bool) -> Said:
    """Write the press review of the last days, to stdout or to OUT."""
    made = preparing.file_of_days(days, form, whole=whole_texts)
    if out is None:
        return Said(None, document=made)
    try:
        out.write_bytes(made)
    except OSError as error:
        fail(f"{out}: {error.strerror}")
    return Said({"path": str(out), "bytes": len(made)}, str(out))
