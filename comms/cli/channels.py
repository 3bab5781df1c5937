"""`flask channels`: name the ways by which a piece leaves besides mail."""

from typing import Any

import click

from comms.channels import queries, service
from comms.channels.forms import read_slots, slots_said
from comms.channels.models import Channel
from comms.channels.rules.naming import Draft
from comms.channels.rules.slots import Slot
from comms.cli.answer import Said, answers


@click.group("channels")
def command() -> None:
    """Name the ways by which a piece leaves besides mail."""


@command.command("list")
@answers
def list_them() -> Said:
    """List the channels in use."""
    return Said([_plain(each) for each in queries.open_ones()])


@command.command("add")
@click.argument("kind")
@click.option("--name", required=True, help="As people say it: « Story Instagram ».")
@click.option("--network", default="", help="Whose counting rule holds.")
@click.option("--most", type=int, help="Signs this server takes (Mastodon).")
@click.option("--no-address", is_flag=True, help="What is posted there has no address.")
@click.option("--note", default="", help="How we do it here, for who is new.")
@answers
def add(kind: str, name: str, network: str, most: int | None, no_address: bool, note: str) -> Said:
    """Add a channel of KIND (hand)."""
    made = service.add(kind, Draft(name, network, most, not no_address, note), actor=None)
    return Said(_plain(made), f"{made.id} {made.name}")


@command.command("slots")
@click.argument("channel_id", type=int)
@click.argument("slots", nargs=-1)
@answers
def slots(channel_id: int, slots: tuple[str, ...]) -> Said:
    """Serve channel CHANNEL_ID at these hours of the week (« lundi 9 h »), and no others."""
    if not (found := queries.named([channel_id])):
        raise click.UsageError(f"no channel {channel_id}")
    service.keep_slots(found[0], read_slots("\n".join(slots)))
    return Said(_plain(found[0]), slots_said(_of(found[0])))


def _of(channel: Channel) -> list[Slot]:
    return [each.plain for each in channel.slots]


def _plain(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "kind": channel.kind,
        "name": channel.name,
        "network": channel.network or None,
        "has_address": channel.has_address,
        "slots": [[each.weekday, each.wall] for each in channel.slots],
    }
