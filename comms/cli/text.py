"""`flask text`: count a text as a network does."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click

from comms.channels.rules.counting import LIMITS, count
from comms.cli.answer import fail


@click.group("text")
def command() -> None:
    """Count texts as networks do."""


@command.command("count")
@click.option("--network", type=click.Choice(list(LIMITS)), help="Whose rule.")
@click.option("--cases", type=click.File(encoding="utf-8"), help="JSON lines {id, network, text}.")
@click.option("--json", is_flag=True, expose_value=False, help="Always so.")
@click.argument("file", required=False)
def count_text(network: str | None, cases: TextIO | None, file: str | None) -> None:
    """Count FILE (or - for standard input) for a network, or each line of --cases."""
    if cases is not None:
        for answer in _each(cases):
            click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if network is None or file is None:
        raise click.UsageError("give --network and FILE, or --cases FILE.jsonl")
    click.echo(json.dumps(asdict(count(network, _read(file)))))


def _read(file: str) -> str:
    """Return the text of a file without the line break that editors put at its end."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        fail(f"{file}: {error.strerror}")
    except UnicodeDecodeError:
        fail(f"{file}: this is not UTF-8 text.")


def _each(cases: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(cases, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            network, text = case["network"], case["text"]
            counted = asdict(count(network, text))
        except (ValueError, KeyError, TypeError):
            fail(f"line {number}: give id, network ({', '.join(LIMITS)}) and text.")
        yield {"id": case.get("id"), **counted}
