"""Reads the events: what comes, what is over, where one stands, whether its place may be told."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from comms.accounts import queries as accounts
from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone
from comms.core.rights import Actor, Right
from comms.core.text import fold
from comms.events.models import Event
from comms.events.rules import GRACE, LASTS, Phase, end_of, phase, place_hash, secrets_of

MOST = 200


def phase_of(event: Event) -> Phase:
    """Say where an event stands now."""
    return phase(event.starts_at, event.ends_at, event.cancelled_at, clock.now())


def has_ended(event: Event) -> bool:
    """Say whether the links of an event are past their day."""
    return clock.now() >= end_of(event.starts_at, event.ends_at) + GRACE


def is_approved(event: Event) -> bool:
    """Say whether what guests are told was approved as it stands: title, hours, the place if any.

    Whoever changes one of them takes the approval back (`planning.change`).
    """
    return bool(event.place_ok_by and event.place_hash == hash_of_place(event))


def is_place_approved(event: Event) -> bool:
    """Say whether the place was approved as it stands, for these hours."""
    return bool(event.place) and is_approved(event)


def hash_of_place(event: Event) -> str:
    """Return what an approval of the place as it stands belongs to."""
    return place_hash(event.place, event.starts_at, event.ends_at, event.zone)


def may_approve_place(event: Event, actor: Actor) -> bool:
    """Say whether a member may let a place be told: nobody who wrote it, the hour or the title.

    What somebody wrote under an account that was closed since is theirs all the same.
    """
    if not actor.may(Right.APPROVE):
        return False
    wrote = {event.place_by, event.told_by, *event.also_by}
    return wrote.isdisjoint({actor.id, *accounts.earlier(actor.id)})


def to_approve(event: Event) -> str:
    """Return what a person reads before they approve a place, to the letter, as one mark."""
    place = hash_of_place(event)
    return hashlib.sha256(f"{place}\n{event.is_public}\n{event.title}".encode()).hexdigest()


def secrets() -> list[tuple[str, str]]:
    """Return the title and the words, line by line, of each place that no text may say yet."""
    rows = select(Event.title, Event.place).where(Event.is_public.is_(False), Event.place != "")
    lasts = or_(Event.starts_at > clock.now() - LASTS, Event.ends_at > clock.now())
    said = db.session.execute(rows.where(lasts))
    return [(title, words) for title, place in said for words in secrets_of(place)]


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


def lists_of_others(piece_id: int | None) -> Sequence[int]:
    """Return the lists of guests, but those of the event a piece is the invitation to."""
    rows = select(Event.list_id).where(Event.list_id.is_not(None))
    rows = rows.where(Event.piece_id.is_(None) | (Event.piece_id != (piece_id or 0)))
    return [each for each in db.session.scalars(rows) if each is not None]


def of_piece(piece_id: int) -> Sequence[Event]:
    """Return the events a piece is the invitation to."""
    return db.session.scalars(select(Event).where(Event.piece_id == piece_id)).all()


def owned_by(member_id: int) -> Sequence[Event]:
    """Return the events a member answers for that are not over."""
    return [each for each in ahead() if each.owner_id == member_id and not each.cancelled_at]


def found(words: str, limit: int) -> list[Event]:
    """Return the events whose title has the words, the latest first; never by their place."""
    wanted = fold(words).split()
    rows = db.session.scalars(select(Event).order_by(Event.starts_at.desc()).limit(1000))
    return [each for each in rows if wanted and _has(each, wanted)][:limit]


def _has(event: Event, wanted: Sequence[str]) -> bool:
    return all(word in fold(event.title) for word in wanted)
