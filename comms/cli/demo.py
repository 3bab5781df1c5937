"""`flask demo`: an invented association and a month of its work."""

from dataclasses import asdict

import click

from comms.cli.answer import Said, answers
from comms.portability import forms, service

__all__ = ["command", "forms"]


@click.group("demo")
def command() -> None:
    """An invented association and a month of its work."""


@command.command("load")
@answers
def load() -> Said:
    """Load the demonstration into an empty database."""
    loaded = service.load()
    people = "\n".join(f"{each.email}\t{each.role}" for each in loaded.members)
    return Said(
        {
            "passphrase": loaded.passphrase,
            "members": [{"email": each.email, **asdict(each)} for each in loaded.members],
        },
        f"{people}\nThey all sign in with: {loaded.passphrase}",
    )
