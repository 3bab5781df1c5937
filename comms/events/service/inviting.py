"""Who is invited: people of a list, one by one, and whoever got the invitation by mail."""

from dataclasses import dataclass

from sqlalchemy import select

from comms.accounts.rules import addresses
from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.queries.finding import people_like
from comms.contacts.book.queries.people import may_see, seen_by
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.lists.models import ContactList
from comms.contacts.lists.queries import on
from comms.contacts.lists.service import put_on, take_off
from comms.core import clock, languages
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.register import Register
from comms.core.rights import Actor
from comms.core.text import fold
from comms.events import queries
from comms.events.models import Event, Guest
from comms.events.rules import EventWrong, Phase
from comms.events.service import carrying
from comms.events.service.composing import inviting_line


@dataclass(frozen=True)
class Named:
    """A guest as typed: a name, who of the book is meant, else how to write to them."""

    who: str
    contact_id: int | None = None
    email: str = ""
    outlet: str = ""


def invite_list(event: Event, a_list: ContactList, *, actor: Actor) -> int:
    """Invite everyone on a list whom the member sees; return how many are new."""
    wanted = select(Contact).where(
        on([a_list.id]),
        seen_by(actor.id),
        Contact.objected_at.is_(None),
        Contact.frozen_at.is_(None),
    )
    carrying.hold(event.id)
    people = [each.id for each in db.session.scalars(wanted)]
    new = [each for each in people if queries.guest_of(event.id, each) is None]
    for contact_id in new:
        _add(event, contact_id)
    _list(event, new, actor)
    audit.record(actor.id, "event.list_invited", "event", event.id)
    return len(new)


def invite(event: Event, named: Named, *, actor: Actor) -> Guest:
    """Invite one person; who is not in the book is kept by name.

    Raises:
        Refused: no name, several people have it, or an address that is none.
    """
    carrying.hold(event.id)
    contact_id = named.contact_id if named.contact_id is not None else _meant(named, actor)
    if contact_id is None:
        return _by_hand(event, named, actor)
    contact = db.session.get(Contact, contact_id)
    if contact is None or not may_see(contact, actor):
        raise Refused(EventWrong.NOBODY)
    guest = queries.guest_of(event.id, contact_id) or _add(event, contact_id)
    guest.outlet = guest.outlet or named.outlet.strip()[:120]
    _list(event, [contact_id], actor)
    audit.record(actor.id, "event.guest_added", "event", event.id)
    return guest


def _meant(named: Named, actor: Actor) -> int | None:
    if not named.who.strip():
        raise Refused(EventWrong.NOBODY)
    like = people_like(named.who, actor.id)
    same = [each.id for each in like if fold(each.name) == fold(named.who)]
    if len(same) > 1 or (not same and like and not named.email.strip()):
        raise Refused(EventWrong.WHICH)
    return same[0] if same else None


def _by_hand(event: Event, named: Named, actor: Actor) -> Guest:
    email = addresses.read(named.email) if named.email.strip() else ""
    if email is None:
        raise Refused(EventWrong.NOBODY)
    if email and Register().refuses(email_key(email)):
        raise Refused(EventWrong.SAID_NO)
    name = " ".join(named.who.split())[:120]
    guest = _same_address(event, email, actor)
    if guest is None:
        guest = _unreached(event, name) or _add(event, None)
        guest.name, guest.email = name, email
    guest.outlet = named.outlet.strip()[:120] or guest.outlet
    audit.record(actor.id, "event.guest_added", "event", event.id)
    return guest


def _same_address(event: Event, email: str, actor: Actor) -> Guest | None:
    """Return who of the guests is written to there: nobody is noted twice.

    Whom the member does not see is as if they were not there; one address gets each mail once.
    """
    key = email_key(email) if email else ""
    those = queries.guests(event.id, actor.id) if key else []
    return next((each.guest for each in those if key in each.keys), None)


def _unreached(event: Event, name: str) -> Guest | None:
    """Return who was noted by this name without an address: typed again with one, they get it."""
    rows = select(Guest).where(Guest.event_id == event.id, Guest.contact_id.is_(None))
    noted = db.session.scalars(rows.where(Guest.email == "").order_by(Guest.id))
    return next((each for each in noted if fold(each.name) == fold(name)), None)


def _add(event: Event, contact_id: int | None) -> Guest:
    guest = Guest(event_id=event.id, contact_id=contact_id, added_at=clock.now(), people=1)
    guest.answer = ""
    db.session.add(guest)
    db.session.flush()
    return guest


def _list(event: Event, people: list[int], actor: Actor) -> None:
    """Put guests on the list of the event, to which its invitation goes."""
    a_list = db.session.get(ContactList, event.list_id) if event.list_id else None
    if a_list is not None and people:
        put_on(a_list, people, actor=actor)


def remove(guest: Guest, *, actor: Actor) -> None:
    """Invite somebody no more: their link opens nothing, no invitation or mail leaves to them."""
    event_id = guest.event_id
    event = carrying.hold(event_id)
    if db.session.get(Guest, guest.id, populate_existing=True) is None:
        return  # somebody else did it just now
    a_list = db.session.get(ContactList, event.list_id) if event.list_id else None
    contact = db.session.get(Contact, guest.contact_id) if guest.contact_id else None
    if a_list is not None and contact is not None:
        take_off(a_list, contact, actor=actor)
    db.session.delete(guest)
    db.session.flush()
    audit.record(actor.id, "event.guest_removed", "event", event_id)


def line_for(piece_id: int, contact_id: int | None, lang: str) -> str:
    """Return the line by which the reader of an invitation answers; whoever gets it is a guest."""
    event = next(iter(queries.of_piece(piece_id)), None)
    if event is None or contact_id is None:
        return ""
    if queries.phase_of(event) in (Phase.OVER, Phase.CANCELLED):
        return ""
    carrying.hold(event.id)
    guest = queries.guest_of(event.id, contact_id) or _add(event, contact_id)
    with languages.speaking(lang if lang == "fr" else "en"):
        return inviting_line(guest)
