"""Reads what was planned and what left, and by which ways."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from comms.channels.models import Channel
from comms.core.db import db
from comms.core.ways import Way
from comms.mailings.models import Delivery
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.publishing.models import Dispatch
from comms.reports.rules import Fate, Span, Work

FATES = {
    State.PUBLISHED: Fate.LEFT,
    State.EXPIRED: Fate.TOO_LATE,
    State.DROPPED: Fate.GIVEN_UP,
}


def works(span: Span, zone: ZoneInfo, campaign_id: int | None) -> list[Work]:
    """Return what had its hour, or left, in some days; of a campaign, whatever its hour."""
    begin, end = span.instants(zone)
    wanted = select(Piece).order_by(Piece.id)
    if campaign_id is not None:
        wanted = wanted.where(
            Piece.campaign_id == campaign_id,
            or_(Piece.due_at.is_not(None), Piece.published_at.is_not(None)),
        )
    else:
        had_hour = (Piece.due_at >= begin) & (Piece.due_at < end)
        left = (Piece.published_at >= begin) & (Piece.published_at < end)
        wanted = wanted.where(or_(had_hour, left))
    return [_work(each, zone) for each in db.session.scalars(wanted)]


def _work(piece: Piece, zone: ZoneInfo) -> Work:
    fate = FATES.get(State(piece.state), Fate.TO_COME)
    return Work(
        id=piece.id,
        kind=piece.kind,
        lang=piece.lang,
        source_id=piece.source_id,
        title=piece.title if fate is Fate.LEFT else "",
        fate=fate,
        due_on=_day(piece.due_at, zone),
        left_on=_day(piece.published_at, zone) if fate is Fate.LEFT else None,
    )


def _day(instant: datetime | None, zone: ZoneInfo) -> date | None:
    return instant.astimezone(zone).date() if instant else None


def by_channel(piece_ids: Collection[int]) -> Sequence[tuple[str, int]]:
    """Return how many of these pieces stand on each channel, the most first."""
    count = func.count(Dispatch.id)
    rows = (
        select(Channel.name, count)
        .join(Dispatch, Dispatch.channel_id == Channel.id)
        .where(Dispatch.state == Way.PUBLISHED, Dispatch.piece_id.in_(piece_ids))
        .group_by(Channel.id, Channel.name)
        .order_by(count.desc(), Channel.name)
    )
    return [(name, number) for name, number in db.session.execute(rows)]


def letters(piece_ids: Collection[int]) -> int:
    """Return how many mails of these pieces left."""
    sent = select(func.count(Delivery.id)).where(
        Delivery.state == Way.SENT, Delivery.piece_id.in_(piece_ids)
    )
    return db.session.scalar(sent) or 0


def days_of(campaign_id: int, zone: ZoneInfo) -> tuple[date, date] | None:
    """Return the first and the last day something of a campaign has its hour; None of nothing."""
    rows = select(func.min(Piece.due_at), func.max(Piece.due_at)).where(
        Piece.campaign_id == campaign_id
    )
    first, last = db.session.execute(rows).one()
    if first is None or last is None:
        return None
    return first.astimezone(zone).date(), last.astimezone(zone).date()


def first_year(zone: ZoneInfo) -> int | None:
    """Return the year of the first thing that was planned; None when there is nothing."""
    first = db.session.scalar(select(func.min(Piece.due_at)))
    return first.astimezone(zone).year if first else None
