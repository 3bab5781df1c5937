"""Reads which texts were signed together: how many partners were asked, how many signed."""

from collections import Counter
from zoneinfo import ZoneInfo

from sqlalchemy import select

from comms.core.db import db
from comms.cosigning.models import Collection
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import Standing
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.reports.rules import Joint, Span


def joint(span: Span, zone: ZoneInfo, campaign_id: int | None) -> list[Joint]:
    """Return the texts partners were first asked about in some days; of a campaign, whenever."""
    rows = select(Collection, Piece).join(Piece, Piece.id == Collection.piece_id)
    if campaign_id is not None:
        wanted = rows.where(Piece.campaign_id == campaign_id)
    else:
        begin, end = span.instants(zone)
        wanted = rows.where(Collection.opened_at >= begin, Collection.opened_at < end)
    found = db.session.execute(wanted.order_by(Collection.opened_at, Collection.id))
    return [each for row in found if (each := _joint(*row, zone)).asked]


def _joint(collection: Collection, piece: Piece, zone: ZoneInfo) -> Joint:
    """Count who signed: of what is closed, the text they were last asked about."""
    known = asked.shown(collection) if collection.closed_at else asked.texts(collection)
    tally = Counter(asked.standings(collection, known).values())
    return Joint(
        on=collection.opened_at.astimezone(zone).date(),
        title=piece.title if piece.state == State.PUBLISHED else "",
        asked=tally.total() - tally[Standing.WITHDRAWN],
        signed=tally[Standing.SIGNED],
    )
