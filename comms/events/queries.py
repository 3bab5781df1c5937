"""Reads the events: what comes, who is invited as one may see it, whose link it is."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select

from comms.contacts.models import Address, Contact
from comms.contacts.queries import Card, cards, search
from comms.contacts.queries.people import hidden_from
from comms.contacts.rules.addresses import email_key
from comms.core import clock, settings, vault
from comms.core.db import db
from comms.core.languages import association_zone
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.core.ways import ASKING, Way
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import (
    GRACE,
    LASTS,
    LENGTH,
    PURPOSE,
    UNFIT,
    Answer,
    Mail,
    Phase,
    Tally,
    end_of,
    phase,
    place_hash,
    secret_of,
    tally,
)
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.leaving import MAIN
from comms.pieces.rules.states import State
from comms.releases.rules import ReleaseWords

MOST = 200
_HAS_LEFT = (
    Mailing.key == MAIN,
    or_(
        Mailing.state.in_((MailingState.OPEN, MailingState.DONE)),
        and_(Mailing.state == MailingState.BLOCKED, Mailing.opened_at.is_not(None)),
    ),
)


def phase_of(event: Event) -> Phase:
    """Say where an event stands now."""
    return phase(event.starts_at, event.ends_at, event.cancelled_at, clock.now())


def is_place_approved(event: Event) -> bool:
    """Say whether the place was approved as it stands, for these hours."""
    now = place_hash(event.place, event.starts_at, event.ends_at)
    return bool(event.place and event.place_ok_by and event.place_hash == now)


def may_approve_place(event: Event, actor: Actor) -> bool:
    """Say whether a member may let a place be told: not who wrote it, the hour, or the title."""
    return actor.may(Right.APPROVE) and actor.id not in (event.place_by, event.told_by)


def to_approve(event: Event) -> str:
    """Return what a person reads before they approve a place, to the letter, as one mark."""
    place = place_hash(event.place, event.starts_at, event.ends_at)
    return hashlib.sha256(f"{place}\n{event.is_public}\n{event.title}".encode()).hexdigest()


def ahead() -> Sequence[Event]:
    """Return what is not over, the nearest first; what was called off too, until its day."""
    coming = select(Event).where(Event.starts_at > clock.now() - LASTS)
    return db.session.scalars(coming.order_by(Event.starts_at, Event.id).limit(MOST)).all()


def uninviting() -> Sequence[Event]:
    """Return what is to come and has no invitation yet, the nearest first."""
    coming = select(Event).where(
        Event.starts_at > clock.now(), Event.piece_id.is_(None), Event.cancelled_at.is_(None)
    )
    return db.session.scalars(coming.order_by(Event.starts_at, Event.id).limit(MOST)).all()


def past() -> Sequence[Event]:
    """Return what is over, the last first."""
    over = select(Event).where(Event.starts_at <= clock.now() - LASTS)
    return db.session.scalars(over.order_by(Event.starts_at.desc(), Event.id).limit(50)).all()


def between(first: date, last: date) -> Sequence[Event]:
    """Return the events that begin within some days of the association's zone."""
    zone = association_zone()
    begin, end = (
        datetime.combine(each, time(), zone) for each in (first, last + timedelta(days=1))
    )
    rows = select(Event).where(Event.starts_at >= begin, Event.starts_at < end)
    return db.session.scalars(rows.order_by(Event.starts_at).limit(MOST)).all()


def of_campaign(campaign_id: int) -> Sequence[Event]:
    """Return the events that serve a campaign, the next or last first."""
    rows = select(Event).where(Event.campaign_id == campaign_id)
    return db.session.scalars(rows.order_by(Event.starts_at.desc()).limit(20)).all()


def of_piece(piece_id: int) -> Sequence[Event]:
    """Return the events a piece is the invitation to."""
    return db.session.scalars(select(Event).where(Event.piece_id == piece_id)).all()


def found(words: str, limit: int) -> list[Event]:
    """Return the events whose title has the words, the latest first; never by their place."""
    wanted = fold(words).split()
    rows = db.session.scalars(select(Event).order_by(Event.starts_at.desc()).limit(1000))
    return [each for each in rows if wanted and _has(each, wanted)][:limit]


def _has(event: Event, wanted: Sequence[str]) -> bool:
    return all(word in fold(event.title) for word in wanted)


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


_ORDER = {Answer.YES: 0, Answer.MAYBE: 1, Answer.NONE: 2, Answer.NO: 3}


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
    """Return what only we can write. SQLite gives the number of who was removed to the next one."""
    row = f"{guest.id} {guest.event_id} {guest.added_at.isoformat()}"
    return vault.keyed_hash(row, PURPOSE)[:LENGTH]


def by_token(token: str) -> Guest | None:
    """Return the guest whose link this is; None when it was not made by us, or is past its day."""
    number, _, proof = token.partition("-")
    if not number.isdecimal() or len(number) > 9:
        return None
    guest = db.session.get(Guest, int(number))
    if guest is None or not hmac.compare_digest(_proof(guest).encode(), proof.encode()):
        return None
    return guest


def has_ended(event: Event) -> bool:
    """Say whether the links of an event are past their day."""
    return clock.now() >= end_of(event.starts_at, event.ends_at) + GRACE


def secrets() -> list[tuple[str, str]]:
    """Return the title and the words of each place that no text may say yet."""
    rows = select(Event.title, Event.place).where(Event.is_public.is_(False), Event.place != "")
    lasts = or_(Event.starts_at > clock.now() - LASTS, Event.ends_at > clock.now())
    said = db.session.execute(rows.where(lasts))
    found = ((title, secret_of(place)) for title, place in said)
    return [(title, words) for title, words in found if words]


def invitations() -> list[Piece]:
    """Return the releases that may be the invitation to an event, the newest first."""
    rows = select(Piece).where(
        Piece.kind == "release", Piece.source_id.is_(None), Piece.state != State.DROPPED
    )
    found = db.session.scalars(rows.order_by(Piece.id.desc()).limit(60))
    return [each for each in found if is_invitation(each)]


def is_invitation(piece: Piece) -> bool:
    """Say whether a piece is a release that invites."""
    if piece.kind != "release":
        return False
    return ReleaseWords.of(pieces.content(piece).words).kind == "invitation"


def kits() -> Sequence[Piece]:
    """Return the releases that are out, and may be sent to who was not there."""
    rows = select(Piece).where(Piece.kind == "release", Piece.state == State.PUBLISHED)
    return db.session.scalars(rows.order_by(Piece.published_at.desc()).limit(30)).all()


def people_like(words: str, member_id: int) -> list[Card]:
    """Return who in the book is meant by a name as it was typed."""
    return [hit.card for hit in search(words, 8, member_id=member_id)] if words.strip() else []


def mails_of(event_id: int, *also: ColumnElement[bool]) -> list[tuple[EventMail, Guest]]:
    """Return what was, or will be, written to the guests of an event."""
    rows = select(EventMail, Guest).join(Guest, Guest.id == EventMail.guest_id)
    theirs = rows.where(Guest.event_id == event_id, *also).order_by(EventMail.id)
    return [(mail, guest) for mail, guest in db.session.execute(theirs)]


def inviting_by_hand() -> Sequence[Event]:
    """Return the events to come whose invitation has left, with guests in no list it goes to."""
    rows = select(Event).join(Mailing, Mailing.piece_id == Event.piece_id)
    coming = rows.where(Event.starts_at > clock.now(), Event.cancelled_at.is_(None), *_HAS_LEFT)
    noted = select(Guest.event_id).where(Guest.contact_id.is_(None), Guest.email != "")
    return db.session.scalars(coming.where(Event.id.in_(noted)).distinct()).all()


def left(piece_id: int) -> str | None:
    """Return the hash an invitation has left with to everybody; None while it has not."""
    rows = select(Mailing.hash).where(Mailing.piece_id == piece_id, *_HAS_LEFT)
    return db.session.scalar(rows.order_by(Mailing.id.desc()).limit(1))


def reached(piece_id: int) -> Select[str]:
    """Return the keys of the addresses a release was or will be sent to by its lists."""
    return select(Delivery.address_key).where(Delivery.piece_id == piece_id)


def left_at(piece_id: int) -> datetime | None:
    """Return when an invitation left to everybody; None while it has not."""
    rows = select(Mailing.opened_at).where(Mailing.piece_id == piece_id, *_HAS_LEFT)
    return db.session.scalar(rows.order_by(Mailing.id.desc()).limit(1))


def was_invited(shown: Shown, piece_id: int) -> bool:
    """Say whether the invitation was or will be sent to the address of a guest."""
    by_list = reached(piece_id).where(Delivery.address_key == email_key(shown.address))
    if db.session.scalar(by_list.limit(1)) is not None:
        return True
    theirs = EventMail.guest_id == shown.guest.id, EventMail.kind == Mail.INVITATION
    return bool(mails_of(shown.guest.event_id, *theirs))


def by_hand(event_id: int) -> Sequence[Guest]:
    """Return the guests of an event that were noted by hand, with an address."""
    rows = select(Guest).where(Guest.event_id == event_id, Guest.contact_id.is_(None))
    return db.session.scalars(rows.where(Guest.email != "").order_by(Guest.id)).all()


def troubled() -> list[tuple[EventMail, Guest, Event]]:
    """Return the mails to guests a person must decide about."""
    stopped = (EventMail.state == Way.BLOCKED) & (EventMail.last_error == UNFIT)
    asking = EventMail.state.in_(ASKING) | stopped
    rows = select(EventMail, Guest, Event).join(Guest, Guest.id == EventMail.guest_id)
    joined = rows.join(Event, Event.id == Guest.event_id).where(asking)
    found = db.session.execute(joined.order_by(EventMail.id))
    return [(mail, guest, event) for mail, guest, event in found]


def owned_by(member_id: int) -> Sequence[Event]:
    """Return the events a member answers for that are not over."""
    return [each for each in ahead() if each.owner_id == member_id and not each.cancelled_at]
