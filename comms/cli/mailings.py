"""`flask mailings`: who got what."""

import click

from comms.cli.answer import Said, answers
from comms.core.db import db
from comms.mailings import queries
from comms.mailings.models import Delivery, Mailing


@click.group("mailings")
def command() -> None:
    """See the ledger of what left by mail."""


@command.command("ledger")
@click.argument("mailing_id", type=int)
@answers
def ledger(mailing_id: int) -> Said:
    """Print one row per recipient of a sending."""
    if db.session.get(Mailing, mailing_id) is None:
        raise click.ClickException(f"There is no mailing {mailing_id}.")
    return Said([_plain(each) for each in queries.ledger(mailing_id)])


@command.command("list")
@click.option("--piece", "piece_id", type=int, required=True, help="The number of the piece.")
@answers
def list_them(piece_id: int) -> Said:
    """List the sendings of a piece."""
    return Said(
        [
            {"id": each.id, "key": each.key, "state": each.state, "due": each.due_at}
            for each in queries.of_piece(piece_id)
        ]
    )


def _plain(row: Delivery) -> dict[str, object]:
    return {
        "contact": row.contact_id,
        "address": row.address,
        "state": row.state,
        "message_id": row.message_id,
        "attempts": row.attempts,
        "last_code": row.last_code,
        "at": row.done_at,
    }
