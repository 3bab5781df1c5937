"""How every command answers: JSON when asked, a sentence on stderr and exit 1 when refused."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import with_appcontext

from comms.core.db import db
from comms.core.refusal import Refused


@dataclass(frozen=True)
class Said:
    """What a command found, for machines and for people, or the document it wrote."""

    result: Any
    text: str = ""
    document: bytes | None = None  # goes to stdout as it stands


def answers(command: Callable[..., Said]) -> Callable[..., None]:
    """Let a function answer as the contract says: commit on success, refuse with exit 1."""

    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON document.")
    @with_appcontext
    @functools.wraps(command)
    def run(*args: Any, as_json: bool, **words: Any) -> None:
        with current_app.test_request_context():
            try:
                said = command(*args, **words)
                db.session.commit()
            except Refused as refusal:
                db.session.rollback()
                fail(" ".join(refusal.sentences()))
            if said.document is not None:
                click.echo(said.document, nl=False)
            else:
                click.echo(as_document(said.result) if as_json or not said.text else said.text)

    return run


def as_document(result: Any) -> str:
    """Return one JSON document; instants in UTC with a Z."""
    return json.dumps(result, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)


def fail(sentence: str) -> NoReturn:
    """Say why not, on stderr, and end with 1."""
    click.echo(sentence, err=True)
    raise SystemExit(1)
