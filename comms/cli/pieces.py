"""`flask pieces`: where a piece stands."""

from typing import Any

import click

from comms.accounts import queries as accounts
from comms.cli.answer import Said, answers
from comms.core.db import db
from comms.pieces import queries
from comms.pieces.models import Approval, Piece
from comms.pieces.rules.approval import missing
from comms.pieces.rules.kinds import kind_of, obstacles_to_asking
from comms.pieces.rules.states import State


@click.group("pieces")
def command() -> None:
    """See where a piece stands."""


@command.command("show")
@click.argument("piece_id", type=int)
@answers
def show(piece_id: int) -> Said:
    """Say where a piece stands and what still keeps it from leaving."""
    piece = db.session.get(Piece, piece_id)
    if piece is None:
        raise click.ClickException(f"There is no piece {piece_id}.")
    content, standing = queries.content(piece), queries.standing(piece)
    names = accounts.names()
    lacks = [str(each) for each in obstacles_to_asking(kind_of(piece.kind), content)]
    if missing(standing) and piece.state not in (State.PUBLISHED, State.DROPPED):
        lacks.append("piece.approvals_missing")
    return Said(
        {
            "id": piece.id,
            "kind": piece.kind,
            "state": piece.state,
            "title": piece.title,
            "hash": standing.hash,
            "revision": piece.number,
            "due": piece.due_at,
            "zone": content.plan.at.zone if content.plan.at else None,
            "approvals": [_given(each, names) for each in piece.approvals if not each.voided_at],
            "obstacles": lacks,
        }
    )


def _given(approval: Approval, names: dict[int, str]) -> dict[str, Any]:
    return {
        "by": names.get(approval.member_id),
        "college": approval.college,
        "hash": approval.hash,
        "at": approval.at,
    }
