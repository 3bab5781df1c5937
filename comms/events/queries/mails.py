"""Reads what guests are written: the invitation and whom it has reached, the place, the kit."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select

from comms.contacts.book.rules.addresses import email_key
from comms.core import clock
from comms.core.db import db
from comms.core.ways import ASKING, Way
from comms.events.models import Event, EventMail, Guest
from comms.events.queries.guests import Shown, of_event, shown
from comms.events.rules import UNFIT, Mail, key_of
from comms.mailings.models import Delivery, Mailing
from comms.mailings.rules import MailingState
from comms.pieces import queries as pieces
from comms.pieces.models import Piece, Revision
from comms.pieces.rules.leaving import MAIN, Content
from comms.pieces.rules.states import State
from comms.releases.rules import ReleaseWords

_HAS_LEFT = (
    Mailing.key == MAIN,
    or_(
        Mailing.state.in_((MailingState.OPEN, MailingState.DONE)),
        and_(Mailing.state == MailingState.BLOCKED, Mailing.opened_at.is_not(None)),
    ),
)

_GOES = (State.SCHEDULED, State.PUBLISHED)  # approved, and nobody said wait


def invitations() -> list[Piece]:
    """Return the releases that may be the invitation to an event, the newest first."""
    rows = select(Piece).where(
        Piece.kind == "release", Piece.source_id.is_(None), Piece.state != State.DROPPED
    )
    found = db.session.scalars(rows.order_by(Piece.id.desc()).limit(60)).all()
    contents = pieces.contents(found)
    return [each for each in found if each.id in contents and _invites(contents[each.id])]


def is_invitation(piece: Piece) -> bool:
    """Say whether a piece is a release that invites."""
    return piece.kind == "release" and _invites(pieces.content(piece))


def _invites(content: Content) -> bool:
    return ReleaseWords.of(content.words).kind == "invitation"


def kits() -> Sequence[Piece]:
    """Return the releases that are out, and may be sent to who was not there."""
    rows = select(Piece).where(Piece.kind == "release", Piece.state == State.PUBLISHED)
    return db.session.scalars(rows.order_by(Piece.published_at.desc()).limit(30)).all()


def out_with(approved: str) -> Piece | None:
    """Return the release that is out with an approved hash."""
    had = select(Revision.piece_id).where(Revision.hash == approved)
    rows = select(Piece).where(Piece.id.in_(had), Piece.state == State.PUBLISHED)
    out = db.session.scalars(rows.order_by(Piece.id))
    return next((each for each in out if pieces.standing(each).hash == approved), None)


def left(piece_id: int) -> str | None:
    """Return the hash an invitation has left with to everybody; None while it has not."""
    rows = select(Mailing.hash).where(Mailing.piece_id == piece_id, *_HAS_LEFT)
    return db.session.scalar(rows.order_by(Mailing.id.desc()).limit(1))


def left_at(piece_id: int) -> datetime | None:
    """Return when an invitation left to everybody; None while it has not."""
    rows = select(Mailing.opened_at).where(Mailing.piece_id == piece_id, *_HAS_LEFT)
    return db.session.scalar(rows.order_by(Mailing.id.desc()).limit(1))


def reached(piece_id: int) -> Select[str]:
    """Return the keys of the addresses a release was or will be sent to by its lists."""
    return select(Delivery.address_key).where(Delivery.piece_id == piece_id)


def was_invited(shown: Shown, piece_id: int) -> bool:
    """Say whether the invitation was or will be sent to the address of a guest."""
    by_list = reached(piece_id).where(Delivery.address_key == email_key(shown.address))
    if db.session.scalar(by_list.limit(1)) is not None:
        return True
    theirs = EventMail.guest_id == shown.guest.id, EventMail.kind == Mail.INVITATION
    return bool(mails_of(shown.guest.event_id, *theirs, EventMail.key == key_of(piece_id)))


def waits(piece: Piece) -> bool:
    """Say whether an invitation reaches nobody now: held, or not approved as it stands."""
    return piece.state not in _GOES


def may_leave() -> ColumnElement[bool]:
    """Return the condition of an invitation to leave to one more guest: it has left, and goes on.

    What a person holds, or is to be approved anew, waits for everybody.
    """
    going = select(Guest.id).join(Event, Event.id == Guest.event_id)
    going = going.join(Piece, Piece.id == Event.piece_id)
    going = going.join(Mailing, Mailing.piece_id == Piece.id)
    theirs = going.where(Guest.id == EventMail.guest_id, Piece.state.in_(_GOES), *_HAS_LEFT)
    return or_(EventMail.kind != Mail.INVITATION, theirs.exists())


def uninvited(event: Event) -> list[Shown]:
    """Return the guests the invitation was not sent to though it has left, and who may get it.

    Those noted by hand get it by themselves. Who already answered, or is noted twice, does not.
    """
    if event.piece_id is None or left(event.piece_id) is None:
        return []
    those = [each for each in of_event(event.id) if each.guest.contact_id and each.address]
    invited = set(db.session.scalars(reached(event.piece_id)))
    is_it = EventMail.kind == Mail.INVITATION, EventMail.key == key_of(event.piece_id)
    mails = mails_of(event.id, *is_it)
    invited |= {email_key(each.address) for each in shown(guest for _, guest in mails)}
    once = {email_key(each.address): each for each in reversed(those) if not each.guest.answer}
    return [each for key, each in reversed(once.items()) if key not in invited]


def inviting_by_hand() -> Sequence[Event]:
    """Return the events to come whose invitation has left, with guests in no list it goes to."""
    rows = select(Event.id).join(Mailing, Mailing.piece_id == Event.piece_id)
    rows = rows.join(Piece, Piece.id == Event.piece_id).where(Piece.state.in_(_GOES))
    coming = rows.where(Event.starts_at > clock.now(), Event.cancelled_at.is_(None), *_HAS_LEFT)
    noted = select(Guest.event_id).where(Guest.contact_id.is_(None), Guest.email != "")
    those = select(Event).where(Event.id.in_(coming.where(Event.id.in_(noted))))
    return db.session.scalars(those).all()


def mails_of(event_id: int, *also: ColumnElement[bool]) -> list[tuple[EventMail, Guest]]:
    """Return what was, or will be, written to the guests of an event."""
    rows = select(EventMail, Guest).join(Guest, Guest.id == EventMail.guest_id)
    theirs = rows.where(Guest.event_id == event_id, *also).order_by(EventMail.id)
    return [(mail, guest) for mail, guest in db.session.execute(theirs)]


def troubled() -> list[tuple[EventMail, Guest, Event]]:
    """Return the mails to guests a person must decide about."""
    stopped = (EventMail.state == Way.BLOCKED) & (EventMail.last_error == UNFIT)
    asking = EventMail.state.in_(ASKING) | stopped
    rows = select(EventMail, Guest, Event).join(Guest, Guest.id == EventMail.guest_id)
    joined = rows.join(Event, Event.id == Guest.event_id).where(asking)
    found = db.session.execute(joined.order_by(EventMail.id))
    return [(mail, guest, event) for mail, guest, event in found]
