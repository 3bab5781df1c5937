"""Reads the days of the house, how a member looks, and where planned pieces go."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select

from comms.calendar.models import CalendarLook, KeyDay
from comms.calendar.rules.conflicts import Planned
from comms.calendar.rules.days import Dated
from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import seen_by
from comms.contacts.requests.models import Request
from comms.contacts.requests.rules.kinds import RequestState
from comms.core.db import db
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.leaving import EMBARGO, Plan
from comms.pieces.rules.states import LOCKED, State


def own_days() -> Sequence[KeyDay]:
    """Return the days of the house, by name."""
    return db.session.scalars(select(KeyDay).order_by(KeyDay.name, KeyDay.id)).all()


def dated() -> list[Dated]:
    """Return the days of the house as the rules know them."""
    return [each.dated() for each in own_days()]


def look(member_id: int) -> CalendarLook | None:
    """Return what a member wants to see."""
    return db.session.get(CalendarLook, member_id)


def plans(pieces: Iterable[Piece]) -> dict[int, Plan]:
    """Return when and where those of these pieces leave that have not yet."""
    open_ones = [each.id for each in pieces if State(each.state) not in LOCKED]
    current = and_(Revision.piece_id == Piece.id, Revision.number == Piece.number)
    rows = select(Piece.id, Revision.content["plan"]).join(Revision, current)
    found = db.session.execute(rows.where(Piece.id.in_(open_ones)))
    return {number: Plan.of(kept) for number, kept in found}


def planned(pieces: Iterable[Piece], plans: Mapping[int, Plan], zone: ZoneInfo) -> list[Planned]:
    """Return what leaves, as the rules hold it against one another."""
    return [
        Planned(
            id=each.id,
            family=each.source_id or each.id,
            at=each.due_at,
            day=each.due_at.astimezone(zone).date(),
            channels=frozenset(plans[each.id].channels),
            lists=frozenset(one for each_ in plans[each.id].sendings for one in each_.lists),
        )
        for each in pieces
        if each.id in plans and each.due_at
    ]


def embargoed(plans: Mapping[int, Plan]) -> dict[int, Plan]:
    """Return the plans with a sending before their hour, under embargo."""
    return {
        number: plan
        for number, plan in plans.items()
        if any(each.key == EMBARGO and each.at for each in plan.sendings)
    }


def requests_due(start: datetime, end: datetime, reader_id: int) -> Sequence[Request]:
    """Return what journalists wait for between two instants, of people a member may see."""
    rows = select(Request).join(Contact, Contact.id == Request.contact_id)
    waiting = rows.where(Request.state == RequestState.OPEN, seen_by(reader_id))
    within = waiting.where(Request.due_at >= start, Request.due_at < end)
    return db.session.scalars(within.order_by(Request.due_at, Request.id)).all()
