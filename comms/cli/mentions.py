"""`flask mentions`: export what was said of us."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from comms.cli.answer import as_document, fail
from comms.monitoring.mentions.queries.exporting import COLUMNS, rows
from comms.monitoring.mentions.service.exporting import FORMS


@click.group("mentions")
def command() -> None:
    """Export what was said of us."""


@command.command("export")
@click.option("--format", "form", type=click.Choice(["json", *FORMS]), default="json")
@click.option("--json", "as_json", is_flag=True, help="With OUT, answer with path and bytes.")
@click.argument("out", required=False, type=click.Path())
@with_appcontext
def export(form: str, out: str | None, *, as_json: bool) -> None:
    """Write all mentions to OUT, or to standard output."""
    made = _made(form)
    if out is None:
        click.echo(made, nl=False)
        return
    try:
        Path(out).write_bytes(made)
    except OSError as error:
        fail(f"{out}: {error.strerror}")
    if as_json:
        click.echo(as_document({"path": out, "bytes": len(made)}))


def _made(form: str) -> bytes:
    if form == "json":
        plain = [{column: row[column] for column in COLUMNS} for row in rows(None)]
        return f"{as_document(plain)}\n".encode()
    return FORMS[form](list(rows(None)), "Mentions")
