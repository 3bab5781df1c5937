"""People without an account who are told: asked first, told once a story, left alone at a word."""

from sqlalchemy import delete, select, update

from comms.accounts.rules import addresses
from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.audit import service as audit
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, events, languages, options, outward, settings, vault
from comms.core.db import db
from comms.core.joints import Joint
from comms.core.refusal import Refused
from comms.core.register import No, Register
from comms.core.rights import Actor, number_of
from comms.core.ways import ASKING, Way
from comms.monitoring.alerts.models import Guest, GuestAlert, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.rules import STALE, AlertWrong, Kind, leaves_at
from comms.monitoring.alerts.service import summing, wording
from comms.monitoring.alerts.service.wishing import Wanted
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing as watches
from comms.monitoring.watches.rules import Pace

PURPOSE = "guests"
HOURS = ("hour", "only_workdays", "quiet_from", "quiet_to", "zone", "even_empty")
AT_ONCE, AT_A_TIME = 50, 500  # rows a turn; mentions a question
# By name: the library that knows the networks is loaded by who tells a place.
_PLACES = "comms.monitoring.alerts.service.places"
_ADD, _NOTE, _HERALD = (Joint(f"{_PLACES}:{verb}") for verb in ("add", "message", "herald"))


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
    _begin(guest, Kind.ASK)
    audit.record(actor.id, "guest.invited", "guest", guest.id)
    return guest


def add_place(watch: Watch, typed: str, pace: Pace, lang: str, *, actor: Actor) -> Guest:
    """Have a place outside told of what a watch catches; a first word shows that it can be.

    Raises:
        Refused: an address we cannot tell, or one that is told already.
    """
    place: Guest = _ADD(watch, typed, pace, lang, actor=actor)
    _begin(place, Kind.ASK)
    return place


def confirm(guest: Guest) -> None:
    """Let a guest be told from now on: they said yes themselves."""
    if guest.confirmed_at is None:
        guest.confirmed_at = clock.now()
        audit.record(None, "guest.confirmed", "guest", guest.id)


def set_hours(guest: Guest, wanted: Wanted, *, actor: Actor) -> None:
    """Say when a guest or a place is told, and when not; what waits leaves at its promised hour."""
    for name in HOURS:
        setattr(guest, name, getattr(wanted, name))
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


def queue(event: events.MentionsCaught) -> None:
    """Tell the guests of the watches that caught something; of each story once."""
    for first in range(0, len(event.mention_ids), AT_A_TIME):
        _queue(event.mention_ids[first : first + AT_A_TIME])


def _queue(mention_ids: tuple[int, ...]) -> None:
    caught_by = {
        mention_id: {hit.watch_id for hit in hits}
        for mention_id, hits in watches.hits_of(mention_ids).items()
    }
    theirs = queries.told_of(set().union(*caught_by.values()))
    if not theirs:
        return
    rows = select(Mention).where(Mention.id.in_(mention_ids), Mention.state != State.DISMISSED)
    mentions = db.session.scalars(rows.order_by(Mention.id)).all()
    told = queries.told(mention.story_id for mention in mentions)
    for mention in mentions:
        for guest in theirs:
            key = guest.address_key, mention.story_id
            if guest.watch_id in caught_by.get(mention.id, ()) and key not in told:
                told.add(key)
                _tell(guest, mention)


def follow(event: events.StoriesJoined) -> None:
    """Move what was told of a story that is gone to the one that stays."""
    there = select(GuestAlert.guest_id).where(GuestAlert.story_id == event.kept)
    twice = delete(GuestAlert).where(
        GuestAlert.story_id == event.gone, GuestAlert.guest_id.in_(there)
    )
    db.session.execute(twice)
    moved = update(GuestAlert).where(GuestAlert.story_id == event.gone)
    db.session.execute(moved.values(story_id=event.kept))


def _tell(guest: Guest, mention: Mention) -> None:
    mail = queries.gathering(guest.id, clock.now()) or _begin(guest, Kind.DIGEST)
    alert = GuestAlert(guest_id=guest.id, story_id=mention.story_id, mention_id=mention.id)
    alert.mail_id = mail.id
    db.session.add(alert)
    db.session.flush()


def _begin(guest: Guest, kind: Kind) -> GuestMail:
    now = clock.now()
    due_at = now
    if kind is not Kind.ASK:
        due_at = leaves_at(Pace(guest.pace), queries.habits(guest), now)
    mail = GuestMail(
        guest_id=guest.id,
        kind=kind,
        message_id=outward.message_id(),
        made_at=now,
        due_at=due_at,
        state=Way.DUE,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def promise() -> int:
    """Begin the mails to guests that come though nothing is caught; return how many."""
    missing = queries.promised(clock.now())
    for guest in missing:
        _begin(guest, Kind.DIGEST)
    return len(missing)


def carry_due() -> int:
    """Send what is due to people; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(GuestMail, clock.now())
    old = update(GuestMail).where(
        GuestMail.state == Way.DUE, GuestMail.due_at < clock.now() - STALE
    )
    db.session.execute(old.values(state=Way.EXPIRED, done_at=clock.now()))
    db.session.commit()
    summing.sum_up_guests()
    ids = outward.due_ids(GuestMail, clock.now(), ~queries.to_a_place(), limit=AT_ONCE)
    here = settings.current()
    return post.carry(_round(), ids, door=here.smtp, sender=here.mail_from)


def tell_places() -> int:
    """Tell places what is due; return how many heard. A job's verb; commits as it goes.

    Apart from mails, which a place that is slow to answer must not keep waiting.
    """
    summing.sum_up_guests()
    ids = outward.due_ids(GuestMail, clock.now(), queries.to_a_place(), limit=AT_ONCE)
    return post.carry_by(_HERALD(), _round(), ids, door="networks") if ids else 0


def _round() -> Round[GuestMail]:
    return Round(GuestMail, message=_message, expects=lambda _now: (options.nothing_paused(),))


def _message(row: GuestMail) -> Message | None:
    """Return what a mail to a guest says; None when they want none any more, or nothing is new."""
    guest = db.session.get_one(Guest, row.guest_id)
    watch = db.session.get_one(Watch, guest.watch_id)
    name = "" if watch.is_sensitive else watch.name
    if guest.target:
        with languages.speaking(guest.lang):
            return None if guest.ended_at else _NOTE(guest, row, name)
    mentions = queries.told_by(row.id)
    is_question = row.kind == Kind.ASK
    if guest.ended_at or Register().refuses(email_key(guest.address)):
        return None
    is_promised = guest.pace in (Pace.DAILY, Pace.WEEKLY)
    is_news = bool(mentions) or (is_promised and guest.even_empty)
    if not (is_question or (is_news and guest.confirmed_at)):
        return None
    secret = vault.unseal(guest.sealed, PURPOSE)
    link = f"{settings.current().public_url}/alerts/guest/{secret}"
    with languages.speaking(guest.lang):
        names = [name] if name else []
        watched = wording.watched(names, outside=True) if is_promised else None
        letter = (
            wording.question(name, link)
            if is_question
            else wording.letter(mentions, row.kind, "", watched, outside=link)
        )
    return Message(
        to=guest.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        lang=guest.lang,
        message_id=row.message_id,
    )


def resolve(mail: GuestMail, answer: str, *, actor: Actor) -> None:
    """Say that a mail to a guest is there, send it again, or let it go."""
    outward.resolve(mail, answer)
    audit.record(actor.id, f"guest_alert.resolved_{answer}", "guest", mail.guest_id)
