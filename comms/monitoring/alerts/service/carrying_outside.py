"""Carries what guests and places are told: one row, one message, one receipt."""

from sqlalchemy import ColumnElement

from comms.adapters import post
from comms.adapters.mail import Message
from comms.adapters.post import Round
from comms.contacts.book.rules.addresses import email_key
from comms.core import clock, languages, options, outward, settings, vault
from comms.core.db import db
from comms.core.joints import Joint
from comms.core.register import Register
from comms.monitoring.alerts.models import Guest, GuestMail
from comms.monitoring.alerts.queries import guests as queries
from comms.monitoring.alerts.rules import PROMISED, Kind, tells_since
from comms.monitoring.alerts.service import letting_go, summing, wording
from comms.monitoring.alerts.service.guests import PURPOSE
from comms.monitoring.alerts.service.wording import Letter
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.rules.paces import Pace

AT_ONCE = 50  # rows a turn: a stop is heard in between
# By name: the library that knows the networks is loaded by who tells a place.
_PLACES = "comms.monitoring.alerts.service.places"
_NOTE, _HERALD = (Joint(f"{_PLACES}:{verb}") for verb in ("message", "herald"))


def carry_due() -> int:
    """Send what is due to people; return how many left. A job's verb; commits as it goes."""
    outward.doubt_expired(GuestMail, clock.now())
    letting_go.let_go_of_guests()
    here = settings.current()
    if here.smtp is None:
        return 0
    ids = _due(~queries.to_a_place())
    return post.carry(_round(), ids, door=here.smtp, sender=here.mail_from)


def tell_places() -> int:
    """Tell places what is due; return how many heard. A job's verb; commits as it goes.

    Apart from mails, which a place that is slow to answer must not keep waiting.
    """
    ids = _due(queries.to_a_place())
    return post.carry_by(_HERALD(), _round(), ids, door="networks") if ids else 0


def _due(which: ColumnElement[bool]) -> list[int]:
    """Return what is due to some readers, summed up; nothing while all is paused."""
    summing.sum_up_guests(which)
    ours = (which, options.nothing_paused())
    return outward.due_ids(GuestMail, clock.now(), *ours, limit=AT_ONCE)


def _round() -> Round[GuestMail]:
    return Round(GuestMail, message=_message, expects=lambda _now: (options.nothing_paused(),))


def _message(row: GuestMail) -> Message | None:
    """Return what a mail to a guest says; None when they want none any more, or nothing is new."""
    guest = db.session.get_one(Guest, row.guest_id)
    watch = db.session.get_one(Watch, guest.watch_id)
    name = "" if watch.is_sensitive else watch.name
    if guest.ended_at:
        return None
    with languages.speaking(guest.lang):
        if guest.target:
            told: Message | None = _NOTE(guest, row, name)
            return told
        letter = _letter(guest, row, name)
    if letter is None:
        return None
    return Message(
        to=guest.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        lang=guest.lang,
        message_id=row.message_id,
    )


def _letter(guest: Guest, row: GuestMail, watch: str) -> Letter | None:
    """Return the words of a mail to a person; `watch` is empty when its name stays in the house."""
    if Register().refuses(email_key(guest.address)):
        return None
    link = f"{settings.current().public_url}/alerts/guest/{vault.unseal(guest.sealed, PURPOSE)}"
    if row.kind == Kind.ASK:
        return wording.question(watch, link)
    mentions, is_promised = queries.told_by(row.id), guest.pace in PROMISED
    if not guest.confirmed_at or not (mentions or (is_promised and guest.even_empty)):
        return None
    watched = _watched(guest, watch) if is_promised else None
    return wording.letter(mentions, row.kind, "", watched, outside=link)


def _watched(guest: Guest, watch: str) -> wording.Watched:
    since = tells_since(Pace(guest.pace), queries.last_left(guest.id), clock.now())
    return wording.watched([watch] if watch else [], since, outside=True)
