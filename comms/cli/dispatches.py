"""`flask dispatches`: what is put on channels, and what a person says of it."""

import click

from comms.cli.answer import Said, answers
from comms.core.db import db
from comms.core.ways import Way
from comms.publishing import queries, service
from comms.publishing.models import Dispatch

STATES = [each.value for each in Way if each is not Way.SENT]


@click.group("dispatches")
def command() -> None:
    """See what is put on channels, decide what is in doubt."""


@command.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those in one state.")
@answers
def list_them(state: str | None) -> Said:
    """List dispatches, the latest hour first."""
    return Said([_plain(each) for each in queries.listed(state or "")])


@command.command("resolve")
@click.argument("dispatch_id", type=int)
@click.option("--there", metavar="URL", help="It is out, at this address.")
@click.option("--again", is_flag=True, help="It is not out: it may leave again today.")
@click.option("--drop", is_flag=True, help="It does not leave any more.")
@answers
def resolve(dispatch_id: int, there: str | None, again: bool, drop: bool) -> Said:
    """Decide about one dispatch that waits for a person."""
    if sum((there is not None, again, drop)) != 1:
        raise click.UsageError("give one of --there URL, --again, --drop")
    found = db.session.get(Dispatch, dispatch_id)
    if found is None:
        raise click.ClickException(f"There is no dispatch {dispatch_id}.")
    answer = "there" if there is not None else "again" if again else "drop"
    service.resolve(found, answer, url=there or "", actor=None)
    return Said(_plain(found), f"{found.id} {found.state}")


def _plain(row: Dispatch) -> dict[str, object]:
    return {
        "id": row.id,
        "piece": row.piece_id,
        "channel": row.channel_id,
        "state": row.state,
        "due": row.due_at,
        "url": row.url,
        "attempts": row.attempts,
        "last_error": row.last_error,
    }
