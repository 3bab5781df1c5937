"""What guests answer, by their link or on the telephone; who is confirmed; who came."""

from dataclasses import dataclass

from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service.keeping import note
from comms.contacts.law.service.refusing import object_address
from comms.core import clock
from comms.core.db import db
from comms.core.languages import gettext
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.events import queries
from comms.events.models import Event, Guest
from comms.events.rules import Answer, EventWrong, Phase, obstacles_to_answer
from comms.events.service import carrying


@dataclass(frozen=True)
class Said:
    """What a guest says: whether they come, with how many, for whom, and if they want the kit."""

    answer: str
    people: int | None = 1
    outlet: str = ""
    asks_kit: bool = False


def _held(guest: Guest) -> Event:
    """Return the event of a guest, both as they stand now and held until the commit.

    Of two answers given at the same moment the second waits, and finds what the first one wrote.
    """
    event = carrying.hold(guest.event_id)
    if db.session.get(Guest, guest.id, populate_existing=True) is None:
        raise Refused(EventWrong.NOT_INVITED)
    return event


def answer(guest: Guest, said: Said, *, actor: Actor | None) -> None:
    """Note what a guest says; `actor`: who noted it, None when they did themselves.

    Raises:
        Refused: no answer, not so many people, the event is called off, or they are no guest
            any more.
    """
    event = _held(guest)
    if wrong := obstacles_to_answer(said.answer, said.people):
        raise Refused(wrong)
    if event.cancelled_at is not None:
        raise Refused(EventWrong.CANCELLED)
    guest.answer, guest.people = said.answer, said.people or 1
    guest.outlet = " ".join(said.outlet.split())[:120] or guest.outlet
    guest.asks_kit = said.asks_kit
    guest.answered_at, guest.answered_by = clock.now(), number_of(actor)
    is_sure = said.answer == Answer.YES and (guest.confirmed_at or not event.by_hand)
    guest.confirmed_at = (guest.confirmed_at or clock.now()) if is_sure else None
    db.session.flush()
    audit.record(number_of(actor), f"event.answered_{said.answer}", "event", event.id)
    carrying.follow(event)


def called(guest: Guest, said: Said | None, *, actor: Actor) -> None:
    """Note a call: what the guest said, or that nobody answered; it stands on their card too."""
    event, now = _held(guest), clock.now()
    if said is not None:
        answer(guest, said, actor=actor)
    guest.called_at = now
    contact = db.session.get(Contact, guest.contact_id) if guest.contact_id else None
    if contact is not None:
        spoken = Spoken.NOTE if said is None else Spoken.CALL  # silence is no word from them
        note(contact, spoken, _heard(event, said), now, actor=actor)


def _heard(event: Event, said: Said | None) -> str:
    """Say what came of a call, for the guest's card."""
    if said is None:
        return gettext("« %(title)s » : pas de réponse.", title=event.title)
    if said.answer == Answer.YES:
        return gettext("« %(title)s » : viendra.", title=event.title)
    if said.answer == Answer.MAYBE:
        return gettext("« %(title)s » : viendra peut-être.", title=event.title)
    return gettext("« %(title)s » : ne viendra pas.", title=event.title)


def confirm(guest: Guest, *, actor: Actor) -> None:
    """Confirm who said yes: from now on they are told the place.

    Raises:
        Refused: they have not answered.
    """
    event = _held(guest)
    if guest.answer != Answer.YES:
        raise Refused(EventWrong.NO_ANSWER)
    guest.confirmed_at = guest.confirmed_at or clock.now()
    db.session.flush()
    audit.record(actor.id, "event.guest_confirmed", "event", event.id)
    carrying.follow(event)


def check_in(guest: Guest, *, came: bool, actor: Actor) -> None:
    """Note that a guest is there, or is not after all.

    Raises:
        Refused: the event has not come yet.
    """
    event = _held(guest)
    if queries.phase_of(event) in (Phase.AHEAD, Phase.CANCELLED):
        raise Refused(EventWrong.NOT_YET)
    guest.came_at = clock.now() if came else None
    audit.record(actor.id, "event.came" if came else "event.did_not_come", "event", event.id)


def want_no_more(guest: Guest) -> None:
    """Let a guest object by their link: nobody writes to that address any more."""
    event, address = _held(guest), queries.email_of(guest)
    guest.answer, guest.confirmed_at, guest.asks_kit = Answer.NO, None, False
    db.session.flush()
    carrying.follow(event)
    if address:
        object_address(address, actor=None)
