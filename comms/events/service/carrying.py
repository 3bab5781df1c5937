"""What guests are written: the place to those who come, the kit to the absent; each once."""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from comms.adapters import post
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.contacts.law.service.informing import informed
from comms.core import clock, options, outward, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.core.ways import ASKING, Undecided, Way
from comms.events import queries
from comms.events.models import Event, EventMail, Guest
from comms.events.rules import UNFIT, EventWrong, Mail, Phase, key_of, wants_kit
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
    got = _reached(event, Mail.PLACE, event.place_hash) if tells else set()
    for each in queries.of_event(event.id) if tells else ():
        if each.guest.confirmed_at:
            _tell(each, event.place_hash, known.get((each.guest.id, event.place_hash)), got)
    for mail, guest in queries.mails_of(event.id, EventMail.state == Way.DUE):
        is_right = tells and guest.confirmed_at and mail.key == event.place_hash
        if mail.kind == Mail.PLACE and not is_right:
            mail.state, mail.done_at = Way.DROPPED, clock.now()
    db.session.flush()


def _tell(shown: queries.Shown, key: str, mail: EventMail | None, got: set[str]) -> None:
    if mail is None:
        _queue_once(shown, Mail.PLACE, key, got)
    elif mail.state == Way.DROPPED and mail.attempts == 0:  # taken back before it left
        mail.state, mail.due_at, mail.done_at = Way.DUE, clock.now(), None


def _reached(event: Event, kind: Mail, key: str) -> set[str]:
    """Return the keys of the addresses a mail was or will be sent to: who is noted twice, once."""
    mails = queries.mails_of(event.id, EventMail.kind == kind, EventMail.key == key)
    theirs = queries.shown(guest for mail, guest in mails if mail.state != Way.DROPPED)
    return {email_key(each.address) for each in theirs if each.address}


def _queue_once(shown: queries.Shown, kind: Mail, key: str, got: set[str]) -> bool:
    """Queue a mail unless its address has it; `got` is added to. Say whether it was queued."""
    address = email_key(shown.address) if shown.address else ""
    if not address or address in got:
        return False
    got.add(address)
    _queue(shown.guest, kind, key)
    return True


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
    got |= _reached(event, Mail.KIT, key)
    waiting = (
        each
        for each in queries.of_event(event.id)
        if _wants_kit(each.guest) and each.guest.id not in queued
    )
    return sum(_queue_once(each, Mail.KIT, key, got) for each in waiting)


def _wants_kit(guest: Guest) -> bool:
    return wants_kit(guest.answer, came=guest.came_at is not None, asked=guest.asks_kit)


def carry_due() -> int:
    """Send what is due to guests; return how many left. A job's verb; commits as it goes."""
    _invite_by_hand()
    _stop_unfit()
    outward.doubt_expired(EventMail, clock.now())
    outward.miss_late(EventMail, clock.now(), options.patience())
    ours = Round(EventMail, message=composing.message, expects=_expects, left=_tell_informed)
    ids = outward.due_ids(EventMail, clock.now(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(ours, ids, door=here.smtp, sender=here.mail_from)


def _invite_by_hand() -> None:
    """Queue the invitation, once it has left, for who is in no list it goes to; commits."""
    for event in queries.inviting_by_hand():
        hold(event.id)
        assert event.piece_id is not None
        key = key_of(event.piece_id)
        got = set(db.session.scalars(queries.reached(event.piece_id)))
        got |= _reached(event, Mail.INVITATION, key)
        queued = {guest.id for _, guest in queries.mails_of(event.id, EventMail.key == key)}
        for each in queries.shown(queries.by_hand(event.id)):
            if each.guest.id not in queued:
                _queue_once(each, Mail.INVITATION, key, got)
        db.session.commit()


def invite_too(event: Event, *, actor: Actor) -> int:
    """Queue the invitation that has left for who of the book was added since; return how many.

    Raises:
        Refused: it has not left, or is held; what it says may be read by nobody now; the event is
            over or called off; or it was sent to everybody.
    """
    event = hold(event.id)
    phase = queries.phase_of(event)
    if phase in (Phase.OVER, Phase.CANCELLED):
        raise Refused(EventWrong.IS_OVER if phase is Phase.OVER else EventWrong.CANCELLED)
    piece = db.session.get(Piece, event.piece_id) if event.piece_id else None
    approved = queries.left(piece.id) if piece else None
    if piece is None or approved is None:
        raise Refused(EventWrong.NOT_LEFT)
    if queries.waits(piece):
        raise Refused(EventWrong.WAITS)
    if pieces.fit_content(piece, approved) is None:
        raise Refused(EventWrong.UNFIT)
    those = queries.uninvited(event)
    if not those:
        raise Refused(EventWrong.ALL_INVITED)
    for each in those:
        _queue(each.guest, Mail.INVITATION, key_of(piece.id))
    audit.record(actor.id, "event.invited_too", "event", event.id)
    return len(those)


def _stop_unfit() -> None:
    """Let no mail leave whose text lost a consent since: a person is told instead; commits."""
    rows = select(EventMail).where(EventMail.state == Way.DUE, EventMail.due_at <= clock.now())
    for mail in db.session.scalars(rows.order_by(EventMail.id)).all():
        if composing.is_unfit(mail):
            mail.state, mail.last_error, mail.done_at = Way.BLOCKED, UNFIT, clock.now()
    db.session.commit()


def _expects(now: datetime) -> tuple[ColumnElement[bool], ...]:
    in_time = outward.in_time(EventMail, now, options.patience())
    return options.nothing_paused(), in_time, queries.may_leave()


def take_back(piece_id: int) -> None:
    """Let an invitation leave to none of those who wait for it: another one was chosen."""
    is_it = EventMail.kind == Mail.INVITATION, EventMail.key == key_of(piece_id)
    waiting = update(EventMail).where(*is_it, EventMail.state.in_((Way.DUE, Way.MISSED)))
    db.session.execute(waiting.values(state=Way.DROPPED, done_at=clock.now()))


def _tell_informed(row_id: int) -> None:
    """Let the contact book know that the first mail to a person, with the notice, has left."""
    mail = db.session.get_one(EventMail, row_id)
    if mail.kind == Mail.INVITATION:
        informed(db.session.get_one(Guest, mail.guest_id).contact_id)


def resolve(mail: EventMail, said: str, *, actor: Actor) -> None:
    """Say that a mail to a guest is there, send it again, or let it go.

    Raises:
        Refused: the mail asks nobody (any more), the answer is none, or what it says is not
            fit to be read.
    """
    outward.look_again(mail)
    is_stopped = mail.state == Way.BLOCKED and mail.last_error == UNFIT
    way = outward.heard(mail, said, asking=(*ASKING, Way.BLOCKED) if is_stopped else ASKING)
    if is_stopped and way is Way.SENT:
        raise Refused(Undecided.UNKNOWN_ANSWER)
    if way is Way.DUE and composing.is_unfit(mail):
        raise Refused(EventWrong.UNFIT)
    if way is Way.DUE and composing.waits(mail):
        raise Refused(EventWrong.WAITS)
    if way is Way.SENT:
        _tell_informed(mail.id)
    outward.decide(mail, way, now=clock.now())
    audit.record(actor.id, f"event_mail.resolved_{said}", "event_mail", mail.id)
