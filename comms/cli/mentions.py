"""`flask mentions`: export what was said of us."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from comms.adapters.sheets.writing import write_csv
from comms.cli.answer import as_document, fail
from comms.monitoring.mentions.queries.exporting import COLUMNS, rows


@click.group("mentions")
def command() -> None:
    """Export what was said of us."""


@command.command("export")
@click.option("--format", "form", type=click.Choice(["json", "csv", "md"]), default="json")
@click.option("--json", "as_json", is_flag=True, help="With OUT, answer with path and bytes.")
@click.argument("out", required=False, type=click.Path())
@with_appcontext
def export(form: str, out: str | None, *, as_json: bool) -> None:
    """Write all mentions to OUT, or to standard output."""
    made = _MAKERS[form](list(rows()))
    if out is None:
        click.echo(made, nl=False)
        return
    try:
        Path(out).write_bytes(made)
    except OSError as error:
        fail(f"{out}: {error.strerror}")
    if as_json:
        click.echo(as_document({"path": out, "bytes": len(made)}))


def _json(found: list[dict[str, Any]]) -> bytes:
    return f"{as_document(found)}\n".encode()


def _csv(found: list[dict[str, Any]]) -> bytes:
    return write_csv(COLUMNS, ([_cell(row[column]) for column in COLUMNS] for row in found))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else str(value)


def _markdown(found: list[dict[str, Any]]) -> bytes:
    return "".join(_line(row) for row in reversed(found)).encode()


def _line(row: dict[str, Any]) -> str:
    """Return one mention, the title a link where there is an address."""
    title = _quiet(row["title"] or "—")
    named = f"[{title}](<{row['url']}>)" if row["url"] else title
    said = [row["outlet"], _cell(row["published"])[:10], ", ".join(row["authors"])]
    return f"- {named} — {' · '.join(_quiet(each) for each in said if each)}\n"


def _quiet(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    plain = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in plain)


_MAKERS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "json": _json,
    "csv": _csv,
    "md": _markdown,
}
