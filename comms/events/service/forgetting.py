"""Who is a guest no more: wanted no mail, was erased, or was invited a year ago."""

from collections.abc import Callable, Iterable

from sqlalchemy import delete, select, update

from comms.contacts.book.rules.addresses import email_key
from comms.contacts.lists.models import ContactList, Membership
from comms.core import clock
from comms.core.db import db
from comms.core.events import HouseRestored, PersonErased, PersonObjected
from comms.core.register import No, Register
from comms.core.ways import Way
from comms.events import queries
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import KEPT


def forget_address(event: PersonObjected) -> None:
    """Take back what waits for somebody who wants no more."""
    theirs = set(db.session.scalars(select(Guest.id).where(Guest.contact_id == event.contact_id)))
    gone = _noted(lambda key: key == event.address) | (theirs if event.contact_id else set())
    waits = EventMail.state.in_((Way.DUE, Way.MISSED)), EventMail.guest_id.in_(gone)
    rows = update(EventMail).where(*waits)
    db.session.execute(rows.values(state=Way.BLOCKED, last_error="objection"))


def forget_person(event: PersonErased) -> None:
    """Let a guest who was erased go, with what they were written; noted by hand too."""
    theirs = select(Guest.id).where(Guest.contact_id == event.contact_id)
    _let_go({*db.session.scalars(theirs), *_noted(lambda key: key in event.keys)})


def forget_again(_event: HouseRestored) -> None:
    """Let go who was erased since a backup was made, and is noted by hand in it."""
    noes = Register()
    _let_go(_noted(lambda key: noes.has(No.ERASURE, key)))


def _noted(is_meant: Callable[[str], bool]) -> set[int]:
    """Return the guests noted by hand whose address is meant, by its key."""
    by_hand = select(Guest.id, Guest.email).where(Guest.contact_id.is_(None), Guest.email != "")
    return {number for number, email in db.session.execute(by_hand) if is_meant(email_key(email))}


def _let_go(guests: Iterable[int]) -> None:
    gone = list(guests)
    db.session.execute(delete(EventMail).where(EventMail.guest_id.in_(gone)))
    db.session.execute(delete(Guest).where(Guest.id.in_(gone)))


def forget_guests() -> int:
    """Keep of events a year old only how many were invited and came. A job's verb."""
    old = select(Event).where(Event.starts_at < clock.now() - KEPT, Event.guests_kept.is_(None))
    events = db.session.scalars(old).all()
    for event in events:
        counted = queries.count(event)
        event.guests_kept, event.came_kept = counted.guests, counted.came
        theirs = select(Guest.id).where(Guest.event_id == event.id)
        db.session.execute(delete(EventMail).where(EventMail.guest_id.in_(theirs)))
        db.session.execute(delete(Guest).where(Guest.event_id == event.id))
        _close_list(event)
    return len(events)


def _close_list(event: Event) -> None:
    """Close the list of an event, and let nobody stand on it any more."""
    a_list = db.session.get(ContactList, event.list_id) if event.list_id else None
    if a_list is not None:
        db.session.execute(delete(Membership).where(Membership.list_id == a_list.id))
        a_list.closed_at = a_list.closed_at or clock.now()
