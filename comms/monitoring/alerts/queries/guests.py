"""Reads the guests: who they are, what they were told, what asks a person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from comms.core import languages, vault
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.ways import ASKING, Way
from comms.monitoring.alerts.models import Guest, GuestAlert, GuestMail
from comms.monitoring.alerts.queries.members import habits_of
from comms.monitoring.alerts.rules import PROMISED, Habits, Kind
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries.reading import closed_to


def by_address(watch_id: int, key: str) -> Guest | None:
    """Return the guest of a watch with this address (hashed), also one who said no."""
    theirs = select(Guest).where(Guest.watch_id == watch_id, Guest.address_key == key)
    return db.session.scalar(theirs)


def by_secret(secret: str) -> Guest | None:
    """Return the guest whose link this is, as long as they have not ended it."""
    theirs = select(Guest).where(Guest.secret == vault.token_hash(secret), Guest.ended_at.is_(None))
    return db.session.scalar(theirs)


def everyone(actor: Actor) -> list[tuple[Guest, str]]:
    """Return the guests of the watches a member reads who have not ended it, with its name."""
    rows = select(Guest, Watch.name).join(Watch, Watch.id == Guest.watch_id)
    here = rows.where(Guest.ended_at.is_(None), Watch.id.not_in(closed_to(actor))).order_by(
        Watch.name, Guest.id
    )
    return [(guest, name) for guest, name in db.session.execute(here)]


def habits(guest: Guest) -> Habits:
    """Return when a guest wants mail."""
    return habits_of(guest, languages.association_zone())


def let_go(guest_ids: Collection[int]) -> dict[int, datetime]:
    """Return to which of these guests the last news could not leave, and when it was let go."""
    last = func.max(GuestMail.id)
    news = GuestMail.guest_id.in_(guest_ids), GuestMail.state.in_((Way.SENT, Way.EXPIRED))
    newest = select(last).where(*news).group_by(GuestMail.guest_id)
    rows = select(GuestMail.guest_id, GuestMail.done_at).where(
        GuestMail.id.in_(newest), GuestMail.state == Way.EXPIRED
    )
    return {guest_id: at for guest_id, at in db.session.execute(rows) if at}


def last_left(guest_id: int) -> datetime | None:
    """Return when the last mail with news left to a guest."""
    news = GuestMail.kind != Kind.ASK, GuestMail.state == Way.SENT
    last = select(func.max(GuestMail.done_at)).where(GuestMail.guest_id == guest_id, *news)
    return db.session.scalar(last)


def told_of(watch_ids: Iterable[int]) -> Sequence[Guest]:
    """Return the guests of these watches who said yes."""
    theirs = select(Guest).where(
        Guest.watch_id.in_(tuple(watch_ids)),
        Guest.confirmed_at.is_not(None),
        Guest.ended_at.is_(None),
    )
    return db.session.scalars(theirs.order_by(Guest.id)).all()


def promised(now: datetime) -> Sequence[Guest]:
    """Return who gets a daily or weekly mail though nothing is caught, unless one waits already."""
    waiting = select(GuestMail.guest_id).where(
        GuestMail.state == Way.DUE, GuestMail.kind != Kind.ASK, GuestMail.due_at > now
    )
    theirs = (
        select(Guest)
        .join(Watch, Watch.id == Guest.watch_id)
        .where(Guest.even_empty, Guest.pace.in_(PROMISED), Guest.target == "")
        .where(Guest.confirmed_at.is_not(None), Guest.ended_at.is_(None))
        .where(Watch.closed_at.is_(None), Guest.id.not_in(waiting))
    )
    return db.session.scalars(theirs.order_by(Guest.id)).all()


def told(story_ids: Iterable[int]) -> set[tuple[str, int]]:
    """Return who was told of which of these stories, as (address hashed, story).

    Somebody who is told of two watches is told of a story once.
    """
    rows = select(Guest.address_key, GuestAlert.story_id)
    here = rows.join(GuestAlert, GuestAlert.guest_id == Guest.id)
    return set(db.session.execute(here.where(GuestAlert.story_id.in_(tuple(story_ids)))).all())


def gathering(guest_ids: Collection[int], now: datetime) -> dict[int, GuestMail]:
    """Return the mail to each of these guests that still waits for more; held until the commit."""
    waiting = select(GuestMail).where(
        GuestMail.guest_id.in_(guest_ids),
        GuestMail.kind != Kind.ASK,
        GuestMail.state == Way.DUE,
        GuestMail.attempts == 0,
        GuestMail.due_at > now,
    )
    rows = db.session.scalars(waiting.order_by(GuestMail.id).with_for_update())
    return {each.guest_id: each for each in rows}


def to_a_place() -> ColumnElement[bool]:
    """Return the condition that a mail goes to a place, not to a person."""
    return GuestMail.guest_id.in_(select(Guest.id).where(Guest.target != ""))


def places(guest_ids: Collection[int]) -> dict[int, str]:
    """Return those of these guests that are places, each as it may be shown."""
    rows = select(Guest.id, Guest.address).where(Guest.id.in_(guest_ids), Guest.target != "")
    return dict(db.session.execute(rows).all())


def told_by(mail_id: int) -> list[Shown]:
    """Return the mentions a mail tells of; what was dismissed meanwhile is no news."""
    theirs = (
        select(Mention)
        .join(GuestAlert, GuestAlert.mention_id == Mention.id)
        .where(GuestAlert.mail_id == mail_id, Mention.state != State.DISMISSED)
    )
    return shown(db.session.scalars(theirs.order_by(Mention.id)).all())


def troubled() -> Sequence[GuestMail]:
    """Return the mails to guests that ask a person: perhaps lost, or refused for good."""
    lost = select(GuestMail).where(GuestMail.state.in_(ASKING))
    return db.session.scalars(lost.order_by(GuestMail.id)).all()
