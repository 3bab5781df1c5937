"""Reads newsrooms, partners and institutions: by name, who works there, which desk answers now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from comms.contacts.book.models import Contact, Duty, Outlet, Role
from comms.contacts.book.queries.finding import LAST
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.book.rules.kinds import Medium
from comms.contacts.book.rules.outlets import answering, outlet_key
from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone


@dataclass(frozen=True)
class Line:
    """A newsroom in one line."""

    outlet: Outlet
    people: int


def overview(words: str = "", medium: str | None = None, limit: int = 200) -> list[Line]:
    """Return newsrooms by name with how many work there; those whose name begins so, of a kind."""
    now = select(Role.outlet_id, func.count(Role.id).label("people")).where(Role.until.is_(None))
    counted = now.group_by(Role.outlet_id).subquery()
    rows = select(Outlet, func.coalesce(counted.c.people, 0)).outerjoin(
        counted, counted.c.outlet_id == Outlet.id
    )
    if key := outlet_key(words):
        rows = rows.where(Outlet.key >= key, Outlet.key < key + LAST)
    if medium is not None:
        rows = rows.where(Outlet.medium == medium)
    found = db.session.execute(rows.order_by(Outlet.key).limit(limit))
    return [Line(outlet, people) for outlet, people in found]


def kinds() -> dict[str, int]:
    """Return how many newsrooms there are of each kind."""
    rows = select(Outlet.medium, func.count(Outlet.id)).group_by(Outlet.medium)
    return dict(list(db.session.execute(rows)))


def people(outlet_id: int, reader_id: int) -> list[Card]:
    """Return who works at a newsroom now, by name, of those a member may see."""
    there = select(Role.contact_id).where(Role.outlet_id == outlet_id, Role.until.is_(None))
    ids = db.session.scalars(select(Contact.id).where(Contact.id.in_(there), seen_by(reader_id)))
    return sorted(cards(ids).values(), key=lambda card: (not card.is_desk, card.sort_key, card.id))


@dataclass(frozen=True)
class Partner:
    """A partner association, and who is asked about joint statements, as far as one may see."""

    outlet: Outlet
    signer: Card | None


def partners(reader_id: int) -> list[Partner]:
    """Return the partner associations by name, each with who signs for it."""
    rows = select(Outlet).where(Outlet.medium == Medium.PARTNER).order_by(Outlet.key)
    found = db.session.scalars(rows).all()
    ids = select(Contact.id).where(
        Contact.id.in_([each.signer_id for each in found if each.signer_id]), seen_by(reader_id)
    )
    people = cards(db.session.scalars(ids))
    return [Partner(each, people.get(each.signer_id or 0)) for each in found]


def editions(outlet_id: int) -> Sequence[Outlet]:
    """Return the editions of a newsroom, by name."""
    rows = select(Outlet).where(Outlet.parent_id == outlet_id).order_by(Outlet.key)
    return db.session.scalars(rows).all()


def on_duty(outlets: Sequence[Outlet]) -> list[tuple[Outlet, Duty]]:
    """Return the desks of some newsrooms that answer now, in the association's zone."""
    local = clock.now().astimezone(association_zone())
    theirs = {duty.id: outlet for outlet in outlets for duty in outlet.duties}
    desks = [duty for outlet in dict.fromkeys(outlets) for duty in outlet.duties]
    return [(theirs[each.id], each) for each in answering(desks, local)]
