"""The next free hour of a channel, offered where one says when a piece leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from comms.channels import queries as channels
from comms.channels.models import Channel
from comms.channels.rules.slots import next_free
from comms.core import clock, options, rows
from comms.core.db import db
from comms.core.hours import Hour
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import earliest, kind_of
from comms.pieces.rules.leaving import Content


@dataclass(frozen=True)
class Offered:
    """The next hour of a channel that no other piece has taken; `is_kept`: it is this piece's."""

    channel: Channel
    hour: Hour
    is_kept: bool


def offered() -> list[Offered]:
    """Return what each channel with slots offers the piece whose page this is."""
    slotted = channels.slotted()
    if not slotted:
        return []
    now, zone, number = clock.now(), str(options.get("zone")), _number()
    taken = queries.taken(now, besides=number)
    mine = queries.due(number) if number else None
    piece = db.session.get(Piece, number) if number else None
    first = earliest(kind_of(piece.kind), queries.content(piece), now) if piece else now
    found = []
    for channel in slotted:
        slots = [each.plain for each in channel.slots]
        if hour := next_free(slots, zone, first, taken.get(channel.id, ())):
            found.append(Offered(channel, hour, hour.instant == mine))
    return found


def slotted(_kind: str, content: Content, form: Mapping[str, str]) -> Content:
    """Put a piece at the next free hour of the channel whose button was pressed, and on it."""
    wished = rows.number(form.get("slot"))
    if not wished:
        return content
    for each in offered():
        if each.channel.id == wished:
            plan = content.plan
            on = tuple(sorted({*plan.channels, wished}))
            return Content(content.words, replace(plan, at=each.hour, channels=on))
    return content


def _number() -> int | None:
    """Return the number of the piece this page is of; None while it is not written down."""
    return (request.view_args or {}).get("piece_id")
