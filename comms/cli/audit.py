"""`flask audit`: walk the chain of what was done."""

import click

from comms.audit import queries
from comms.cli.answer import Said, answers, fail


@click.group("audit")
def command() -> None:
    """Walk the chain of what was done."""


@command.command("verify")
@answers
def verify() -> Said:
    """Walk the chain; name the first broken line."""
    found = queries.walk()
    if found.broken is not None:
        fail(f"Line {found.broken} was changed, removed or added: the chain holds up to there.")
    return Said({"ok": True, "lines": found.lines}, f"The chain holds: {found.lines} lines.")
