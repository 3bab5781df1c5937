"""`flask stories`: group texts into stories, as intake does."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from comms.cli.answer import as_document, fail
from comms.monitoring.stories.rules import Sketch, group, sketch


@click.group("stories")
def command() -> None:
    """Group texts into stories."""


@command.command("group")
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
@click.argument("file", type=click.Path())
def group_file(file: str) -> None:
    """Group the lines {id, title, text, outlet, published} of FILE."""
    lines = list(_lines(file))
    sketches = [_sketch(given, number) for number, given in lines]
    ids = [given["id"] for _, given in lines]
    found = [[ids[place] for place in places] for places in group(sketches)]
    click.echo(as_document({"stories": found}))


def _lines(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _given(line, number)
    except OSError as error:
        fail(f"{path}: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"{path}: this is not UTF-8 text.")


def _given(line: str, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or "id" not in given:
        fail(f"line {number}: give one JSON object {{id, title, text, outlet, published}}.")
    return given


def _sketch(given: dict[str, Any], number: int) -> Sketch:
    text, outlet, title = (_text(given, name) for name in ("text", "outlet", "title"))
    return sketch(text, outlet, _instant(given, number), title)


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    return "" if value is None else str(value)


def _instant(given: dict[str, Any], number: int) -> datetime | None:
    typed = _text(given, "published")
    if not typed:
        return None
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        fail(f"line {number}: published is no instant (2030-03-12T09:00:00Z).")
    return found if found.tzinfo else found.replace(tzinfo=UTC)
