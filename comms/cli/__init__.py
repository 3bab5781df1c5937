"""The commands, found by name: a group is loaded when it is called and not before."""

from importlib import import_module

import click
from flask import Flask

# group or command -> what it is for; the module of the same name holds it as `command`.
COMMANDS = {
    "users": "Members: add one from the machine itself.",
    "channels": "Name the ways by which a piece leaves besides mail.",
    "demo": "Load an invented association and a month of its work.",
    "dispatches": "See what is put on channels, decide what is in doubt.",
    "mailings": "See the ledger of what left by mail.",
    "pieces": "See where a piece stands.",
    "releases": "Read releases in, write them out as documents.",
    "media": "See what a picture tells of people; make a clean copy.",
    "text": "Count texts as networks do.",
    "watches": "Keep watches, try them, hold queries against files.",
    "stories": "Group texts into stories.",
    "mentions": "Export what was said of us.",
    "review": "Make press reviews.",
    "report": "Write the report of a year or of a campaign.",
    "feeds": "Follow sources, ask them, read what they say.",
    "backup": "Make a backup, look whether one is whole, put one back.",
    "audit": "Walk the chain of what was done.",
    "contacts": "Press contacts: import, search, export, objections.",
    "health": "Tell whether the machine is well.",
}


class ByName(click.Command):
    """Stands for a command until it is called; answers for it in the list of all."""

    def __init__(self, name: str, module: str, purpose: str) -> None:
        super().__init__(name, help=purpose)
        self.module = module

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        """Load, then let the real command read its words."""
        real = import_module(self.module).command
        assert isinstance(real, click.Command)
        return real.make_context(info_name, args, parent, **extra)


def install(app: Flask) -> None:
    """Give `flask` our commands."""
    for name, purpose in COMMANDS.items():
        add(app, name, f"comms.cli.{name}", purpose)


def add(app: Flask, name: str, module: str, purpose: str) -> None:
    """Give `flask` one more: what `module` holds as `command`, loaded when it is called."""
    app.cli.add_command(ByName(name, module, purpose))
