"""People and places without an account: asked first, told at their hours, let go at a word."""

from sqlalchemy import select, update

from comms.accounts.rules import addresses
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, events, vault
from comms.core.db import db
from comms.core.joints import Joint
from comms.core.refusal import Refused
from comms.core.register import No, Register
from comms.core.rights import Actor, number_of
from comms.core.ways import ASKING, Way
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.rules import AlertWrong, Kind
from comms.monitoring.alerts.service.queuing_outside import begin_mail
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.rules.paces import Pace

PURPOSE = "guests"
_ADD = Joint("comms.monitoring.alerts.service.places:add")  # by name: it loads the networks


def invite(watch: Watch, typed: str, pace: Pace, lang: str, *, actor: Actor) -> Guest:
    """Ask somebody without an account whether they want to be told; nothing else until they say so.

    Raises:
        Refused: no address, known already, or somebody who said no.
    """
    address = addresses.read(typed)
    if address is None:
        raise Refused(AlertWrong.NOT_AN_ADDRESS)
    noes = Register()
    if noes.refuses(email_key(address)) or noes.has(No.ENDED, _no(watch.id, address)):
        raise Refused(AlertWrong.GUEST_SAID_NO)
    key = vault.keyed_hash(addresses.key_of(address), PURPOSE)
    if known := queries.by_address(watch.id, key):
        raise Refused(AlertWrong.GUEST_SAID_NO if known.ended_at else AlertWrong.GUEST_KNOWN)
    secret, stored = vault.token()
    guest = Guest(
        watch_id=watch.id,
        address=address,
        address_key=key,
        lang=lang,
        pace=pace,
        secret=stored,
        sealed=vault.seal(secret, PURPOSE),
        made_by=actor.id,
        made_at=clock.now(),
    )
    db.session.add(guest)
    db.session.flush()
    begin_mail(guest, Kind.ASK)
    audit.record(actor.id, "guest.invited", "guest", guest.id)
    return guest


def add_place(watch: Watch, typed: str, pace: Pace, lang: str, *, actor: Actor) -> Guest:
    """Have a place outside told of what a watch catches; a first word shows that it can be.

    Raises:
        Refused: an address we cannot tell, or one that is told already.
    """
    place: Guest = _ADD(watch, typed, pace, lang, actor=actor)
    begin_mail(place, Kind.ASK)
    return place


def confirm(guest: Guest) -> None:
    """Let a guest be told from now on: they said yes themselves."""
    if guest.confirmed_at is None:
        guest.confirmed_at = clock.now()
        audit.record(None, "guest.confirmed", "guest", guest.id)


def set_hours(guest: Guest, wanted: Wanted, *, actor: Actor) -> None:
    """Say when a guest or a place is told, and when not; what waits leaves at its promised hour."""
    wanted.keep_in(guest)
    audit.record(actor.id, "guest.hours", "guest", guest.id)


def end(guest: Guest, *, actor: Actor | None) -> None:
    """Tell a guest no more: the address goes, what waits does not leave.

    Whoever ended it themselves is not asked again; a member's word can be taken back by asking.
    Both are in the register, so that a restore takes neither back.
    """
    _end(guest, by=number_of(actor))


def _end(guest: Guest, *, by: int | None) -> None:
    if guest.ended_at:
        return  # their own word stays: it is not taken back by ending what has ended
    theirs = [_no(guest.watch_id, guest.address)] if by is None else []
    Register().add(No.ENDED, [guest.secret, *theirs])
    waiting = update(GuestMail).where(
        GuestMail.guest_id == guest.id, GuestMail.state.in_((Way.DUE, *ASKING))
    )
    db.session.execute(waiting.values(state=Way.DROPPED, done_at=clock.now()))
    guest.ended_at, guest.address, guest.sealed, guest.target = clock.now(), "", "", ""
    if by is not None:
        guest.address_key = f"gone:{guest.id}"
    audit.record(by, "guest.ended", "guest", guest.id)


def forget_person(event: events.PersonErased) -> None:
    """Tell who was erased no more, and keep nothing by which they could be found."""
    keys = [vault.keyed_hash(key, PURPOSE) for key in event.keys]
    for guest in db.session.scalars(select(Guest).where(Guest.address_key.in_(keys))).all():
        end(guest, actor=None)
        guest.address_key = f"gone:{guest.id}"


def _no(watch_id: int, address: str) -> str:
    """Return what the register says of somebody who wants no more of one watch, never in clear."""
    return f"alerts {watch_id} {email_key(address)}"


def end_again(_event: events.HouseRestored) -> None:
    """Tell those no more who were told no more before a backup brought them back."""
    noes = Register()
    for guest in db.session.scalars(select(Guest).where(Guest.ended_at.is_(None))).all():
        if noes.has(No.ENDED, _no(guest.watch_id, guest.address)):
            end(guest, actor=None)
        elif noes.has(No.ENDED, guest.secret):
            _end(guest, by=guest.made_by)
