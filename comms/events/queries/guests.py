"""Reads who is invited, as one may see them, and whose private link it is."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from comms.contacts.book.models import Address, Contact
from comms.contacts.book.queries.people import Card, cards, hidden_from
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.lists.queries import list_choices
from comms.core import clock, options, settings, vault
from comms.core.db import db
from comms.core.text import fold
from comms.events.models import Event, Guest
from comms.events.rules import LENGTH, PURPOSE, Answer, Tally, tally

_ORDER = {Answer.YES: 0, Answer.MAYBE: 1, Answer.NONE: 2, Answer.NO: 3}


@dataclass(frozen=True)
class Shown:
    """A guest as a member sees them: with their card, when they are in the book."""

    guest: Guest
    card: Card | None
    is_closed: bool = False  # noted by hand, with the address of who objected or is frozen

    @property
    def name(self) -> str:
        """Return whom it is about."""
        return self.card.name if self.card else self.guest.name

    @property
    def outlet(self) -> str:
        """Return whom they come for: as they said, else as the book says."""
        return self.guest.outlet or ", ".join(self.card.outlets if self.card else ())

    @property
    def address(self) -> str:
        """Return where they may be written to; nothing when they objected or are frozen."""
        if self.guest.contact_id is None:
            return "" if self.is_closed else self.guest.email
        if self.card is None or self.card.objected or self.card.frozen:
            return ""
        return next(iter(self.card.emails), "")

    @property
    def keys(self) -> set[str]:
        """Return the keys of every address they have, written to or not."""
        known = self.card.emails if self.card else ()
        return {email_key(each) for each in (self.guest.email, *known) if each}

    @property
    def phones(self) -> tuple[str, ...]:
        """Return the numbers one may call: none of who wants no more."""
        if self.card is None or self.card.objected or self.card.frozen:
            return ()
        return self.card.phones


def guests(event_id: int, reader_id: int) -> list[Shown]:
    """Return who is invited, those who come first, then by name; the discreet to confidants."""
    hidden = hidden_from(reader_id)
    rows = db.session.scalars(select(Guest).where(Guest.event_id == event_id))
    seen = shown(each for each in rows if each.contact_id not in hidden)
    return sorted(seen, key=lambda each: (_ORDER[Answer(each.guest.answer)], fold(each.name)))


def shown(rows: Iterable[Guest]) -> list[Shown]:
    """Return guests as members see them."""
    found = list(rows)
    people = cards({each.contact_id for each in found if each.contact_id})
    closed = _closed({email_key(each.email) for each in found if each.email})
    return [
        Shown(
            each,
            people.get(each.contact_id or 0),
            bool(each.email) and email_key(each.email) in closed,
        )
        for each in found
    ]


def _closed(keys: set[str]) -> set[str]:
    """Return those of some addresses that belong to who objected or is frozen in the book."""
    if not keys:
        return set()
    rows = select(Address.key).join(Contact, Contact.id == Address.contact_id)
    barred = or_(Contact.objected_at.is_not(None), Contact.frozen_at.is_not(None))
    return set(db.session.scalars(rows.where(Address.key.in_(keys), barred)))


def of_event(event_id: int) -> list[Shown]:
    """Return all guests of an event as they came, also those not everybody sees."""
    rows = select(Guest).where(Guest.event_id == event_id).order_by(Guest.id)
    return shown(db.session.scalars(rows))


def may_see(guest: Guest, reader_id: int) -> bool:
    """Say whether a member sees a guest."""
    return guest.contact_id is None or guest.contact_id not in hidden_from(reader_id)


def count(event: Event) -> Tally:
    """Return all guests of an event in numbers, also those one does not see."""
    if event.guests_kept is not None:
        return Tally(guests=event.guests_kept, came=event.came_kept or 0)
    columns = select(Guest.answer, Guest.people, Guest.came_at).where(Guest.event_id == event.id)
    rows = db.session.execute(columns)
    return tally((answer, people, came is not None) for answer, people, came in rows)


def to_call(event_id: int, reader_id: int) -> list[Shown]:
    """Return who has not said yes or no and has a number, who was not called yet first."""
    open_ones = (Answer.NONE, Answer.MAYBE)
    found = [each for each in guests(event_id, reader_id) if each.guest.answer in open_ones]
    return sorted(
        (each for each in found if each.phones),
        key=lambda each: (each.guest.called_at is not None, each.guest.called_at or clock.now()),
    )


def by_hand(event_id: int) -> Sequence[Guest]:
    """Return the guests of an event that were noted by hand, with an address."""
    rows = select(Guest).where(Guest.event_id == event_id, Guest.contact_id.is_(None))
    return db.session.scalars(rows.where(Guest.email != "").order_by(Guest.id)).all()


def lists_to_invite() -> list[tuple[int, str]]:
    """Return the open lists by name, those made for an event after all others."""
    made = set(db.session.scalars(select(Event.list_id).where(Event.list_id.is_not(None))))
    return sorted(list_choices(), key=lambda each: each[0] in made)


def of_contact(contact_id: int) -> list[tuple[Guest, Event]]:
    """Return what a person was invited to, the last first."""
    rows = select(Guest, Event).join(Event, Event.id == Guest.event_id)
    theirs = rows.where(Guest.contact_id == contact_id).order_by(Event.starts_at.desc())
    return [(guest, event) for guest, event in db.session.execute(theirs)]


def guest_of(event_id: int, contact_id: int) -> Guest | None:
    """Return a person among the guests of an event."""
    theirs = select(Guest).where(Guest.event_id == event_id, Guest.contact_id == contact_id)
    return db.session.scalar(theirs)


def email_of(guest: Guest) -> str:
    """Return where a guest may be written to; nothing when they objected or are frozen."""
    (one,) = shown([guest])
    return one.address


def language_of(guest: Guest) -> str:
    """Return the language a guest is written in."""
    contact = db.session.get(Contact, guest.contact_id) if guest.contact_id else None
    spoken = contact.languages if contact else []
    return next((each for each in spoken if each in settings.LANGUAGES), settings.LANGUAGES[0])


def link(guest: Guest) -> str:
    """Return the private address of a guest; it is made from their row and kept nowhere."""
    return f"{settings.current().public_url}/events/guest/{guest.id}-{_proof(guest)}"


def _proof(guest: Guest) -> str:
    """Return what only we can write, until a restore: it brings back who was removed since."""
    row = f"{guest.id} {guest.event_id} {guest.added_at.isoformat()}"
    return vault.keyed_hash(row + str(options.get("guest_links")), PURPOSE)[:LENGTH]


def by_token(token: str) -> Guest | None:
    """Return the guest whose link this is; None when it was not made by us, or is past its day."""
    number, _, proof = token.partition("-")
    if not number.isdecimal() or len(number) > 9:
        return None
    guest = db.session.get(Guest, int(number))
    if guest is None or not hmac.compare_digest(_proof(guest).encode(), proof.encode()):
        return None
    return guest
