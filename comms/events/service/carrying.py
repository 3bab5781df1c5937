"""What guests are written: the place to those who come, the kit to the absent; each once."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from comms.adapters import post
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.models import ContactList, Membership
from comms.contacts.rules.addresses import email_key
from comms.core import clock, options, outward, settings
from comms.core.db import db
from comms.core.events import PersonErased, PersonObjected
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.ways import ASKING, Way
from comms.events import queries
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import ANSWERS, KEPT, EventWrong, Mail, Phase, wants_kit
from comms.events.service import composing
from comms.mailings.models import Delivery
from comms.pieces import queries as pieces
from comms.pieces.models import Piece

AT_ONCE = 50


def hold(event_id: int) -> Event:
    """Return an event as it stands now, held until the commit: who changes its guests waits."""
    return db.session.get_one(Event, event_id, with_for_update=True, populate_existing=True)


def follow(event: Event) -> None:
    """Bring what waits in line with what stands: who is confirmed is told the place, others not."""
    tells = queries.is_place_approved(event) and queries.phase_of(event) in (
        Phase.AHEAD,
        Phase.NOW,
    )
    known = {(mail.guest_id, mail.key): mail for mail, _ in queries.mails_of(event.id)}
    for guest in db.session.scalars(select(Guest).where(Guest.event_id == event.id)).all():
        if tells and guest.confirmed_at:
            _tell(guest, event.place_hash, known.get((guest.id, event.place_hash)))
    for mail, guest in queries.mails_of(event.id, EventMail.state == Way.DUE):
        is_right = tells and guest.confirmed_at and mail.key == event.place_hash
        if mail.kind == Mail.PLACE and not is_right:
            mail.state, mail.done_at = Way.DROPPED, clock.now()
    db.session.flush()


def _tell(guest: Guest, key: str, mail: EventMail | None) -> None:
    if mail is None:
        if queries.email_of(guest):
            _queue(guest, Mail.PLACE, key)
    elif mail.state == Way.DROPPED and mail.attempts == 0:  # taken back before it left
        mail.state, mail.due_at, mail.done_at = Way.DUE, clock.now(), None


def _queue(guest: Guest, kind: Mail, key: str) -> None:
    mail = EventMail(
        guest_id=guest.id,
        kind=kind,
        key=key,
        message_id=outward.message_id(),
        made_at=clock.now(),
        due_at=clock.now(),
        state=Way.DUE,
        attempts=0,
    )
    db.session.add(mail)
    db.session.flush()


def queue_kit(event: Event, piece: Piece) -> int:
    """Queue the kit for who was not there and has not got this release by mail; return how many."""
    key = pieces.standing(piece).hash
    got = set(
        db.session.scalars(
            select(Delivery.address_key).where(
                Delivery.piece_id == piece.id, Delivery.state.in_((Way.SENT, Way.DOUBTFUL))
            )
        )
    )
    queued = {guest.id for _, guest in queries.mails_of(event.id, EventMail.kind == Mail.KIT)}
    count = 0
    for guest in db.session.scalars(select(Guest).where(Guest.event_id == event.id)).all():
        address = queries.email_of(guest)
        is_due = wants_kit(guest.answer, came=guest.came_at is not None, asked=guest.asks_kit)
        if is_due and address and address.casefold() not in got and guest.id not in queued:
            _queue(guest, Mail.KIT, key)
            count += 1
    return count


def carry_due() -> int:
    """Send what is due to guests; return how many left. A job's verb; commits as it goes."""
    _invite_by_hand()
    outward.doubt_expired(EventMail, clock.now())
    outward.miss_late(EventMail, clock.now(), options.patience())
    ours = Round(EventMail, message=composing.message, expects=_expects)
    ids = outward.due_ids(EventMail, clock.now(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _invite_by_hand() -> None:
    """Queue the invitation, once it has left, for who is in no list it goes to; commits."""
    for event in queries.inviting_by_hand():
        hold(event.id)
        assert event.piece_id is not None
        got = set(db.session.scalars(queries.reached(event.piece_id)))
        key = f"piece:{event.piece_id}"
        queued = {guest.id for _, guest in queries.mails_of(event.id, EventMail.key == key)}
        for guest in queries.by_hand(event.id):
            if guest.id not in queued and email_key(guest.email) not in got:
                _queue(guest, Mail.INVITATION, key)
        db.session.commit()


def _expects(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return options.nothing_paused(), outward.in_time(EventMail, now, options.patience())


def resolve(mail: EventMail, said: str, *, actor: Actor) -> None:
    """Say that a mail to a guest is there, send it again, or let it go."""
    outward.look_again(mail)
    if mail.state not in ASKING:
        raise Refused(EventWrong.NOT_WAITING)
    if said not in ANSWERS:
        raise Refused(EventWrong.UNKNOWN_ANSWER)
    outward.decide(mail, ANSWERS[said], now=clock.now())
    audit.record(actor.id, f"event_mail.resolved_{said}", "event_mail", mail.id)


def forget_address(event: PersonObjected) -> None:
    """Take back what waits for somebody who wants no more."""
    theirs = select(Guest.id).where(Guest.contact_id == event.contact_id)
    by_hand = select(Guest.id).where(Guest.contact_id.is_(None), Guest.email != "")
    same = [
        guest.id
        for guest in db.session.scalars(select(Guest).where(Guest.id.in_(by_hand)))
        if email_key(guest.email) == event.address
    ]
    waits = EventMail.state.in_((Way.DUE, Way.MISSED))
    is_theirs = EventMail.guest_id.in_(theirs) if event.contact_id else EventMail.guest_id.in_(same)
    both = is_theirs | EventMail.guest_id.in_(same)
    rows = update(EventMail).where(waits, both)
    db.session.execute(rows.values(state=Way.BLOCKED, last_error="objection"))


def forget_person(event: PersonErased) -> None:
    """Let a guest who was erased go, with what they were written."""
    theirs = select(Guest.id).where(Guest.contact_id == event.contact_id)
    db.session.execute(delete(EventMail).where(EventMail.guest_id.in_(theirs)))
    db.session.execute(delete(Guest).where(Guest.contact_id == event.contact_id))


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
