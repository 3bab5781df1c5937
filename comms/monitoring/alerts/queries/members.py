"""Reads what members are told: who was, what a mail tells, what asks a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from comms.accounts.models import Member
from comms.core import languages
from comms.core.db import db
from comms.core.ways import ASKING, Way
from comms.monitoring.alerts.models import Alert, AlertHabits, AlertMail, Guest
from comms.monitoring.alerts.rules import PROMISED, WINDOW, Habits
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.watches.models import Watch, Wish
from comms.monitoring.watches.rules.paces import Pace


def told(story_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return who was told of which of these stories, as (member, story)."""
    rows = select(Alert.member_id, Alert.story_id).where(Alert.story_id.in_(tuple(story_ids)))
    return set(db.session.execute(rows).all())


def gathering(member_id: int, pace: Pace, now: datetime) -> AlertMail | None:
    """Return the mail to a member that still waits for more; it is held until the commit.

    A claim of it waits too: what is put in it now is there when it leaves.
    """
    waiting = select(AlertMail).where(
        AlertMail.member_id == member_id,
        AlertMail.pace == pace,
        AlertMail.state == Way.DUE,
        AlertMail.attempts == 0,
        AlertMail.due_at > now,
    )
    return db.session.scalars(waiting.order_by(AlertMail.id.desc()).with_for_update()).first()


def habits(member_ids: Iterable[int]) -> dict[int, Habits]:
    """Return when each of these members wants mail; those who said nothing have the usual."""
    rows = select(AlertHabits).where(AlertHabits.member_id.in_(tuple(member_ids)))
    said = {row.member_id: row for row in db.session.scalars(rows)}
    usual = languages.association_zone()
    return {
        each: habits_of(said[each], usual) if each in said else Habits(usual) for each in member_ids
    }


def habits_of(said: AlertHabits | Guest, usual: ZoneInfo) -> Habits:
    """Return when somebody wants mail, as they or a member said."""
    quiet = None
    if said.quiet_from is not None and said.quiet_to is not None:
        quiet = (said.quiet_from, said.quiet_to)
    zone = ZoneInfo(said.zone) if said.zone else usual
    return Habits(zone, said.hour, said.only_workdays, quiet, said.even_empty)


def said_habits(member_id: int) -> AlertHabits | None:
    """Return what a member said of when they want alerts, or None."""
    return db.session.get(AlertHabits, member_id)


def paces(member_id: int) -> dict[int, str]:
    """Return at which pace a member is told of each watch they asked for."""
    rows = select(Wish.watch_id, Wish.pace).where(Wish.member_id == member_id)
    return dict(db.session.execute(rows).all())


def promised(now: datetime) -> list[tuple[int, Pace]]:
    """Return who gets a daily or weekly mail though nothing is caught, unless one waits already."""
    wished = (
        select(Wish.member_id, Wish.pace)
        .join(AlertHabits, AlertHabits.member_id == Wish.member_id)
        .join(Member, Member.id == Wish.member_id)
        .join(Watch, Watch.id == Wish.watch_id)
        .where(AlertHabits.even_empty, Wish.pace.in_(PROMISED))
        .where(Member.closed_at.is_(None), Watch.closed_at.is_(None))
    )
    waiting = select(AlertMail.member_id, AlertMail.pace).where(
        AlertMail.state == Way.DUE, AlertMail.due_at > now
    )
    there = set(db.session.execute(waiting).all())
    found = set(db.session.execute(wished.distinct()).all()) - there
    return sorted((member_id, Pace(pace)) for member_id, pace in found)


def last_left(member_id: int, pace: str) -> datetime | None:
    """Return when the last mail at a pace left to a member."""
    theirs = AlertMail.member_id == member_id, AlertMail.pace == pace, AlertMail.state == Way.SENT
    return db.session.scalar(select(func.max(AlertMail.done_at)).where(*theirs))


def watched_by(member_id: int, pace: str) -> list[Watch]:
    """Return the open watches a member is told of at a pace, by name."""
    theirs = (
        select(Watch)
        .join(Wish, Wish.watch_id == Watch.id)
        .where(Wish.member_id == member_id, Wish.pace == pace, Watch.closed_at.is_(None))
    )
    return list(db.session.scalars(theirs.order_by(Watch.name)))


def recent(member_id: int, now: datetime) -> list[datetime]:
    """Return when the mails to a member were begun in the last hour."""
    begun = select(AlertMail.made_at).where(
        AlertMail.member_id == member_id,
        AlertMail.pace == Pace.ONCE,
        AlertMail.made_at > now - WINDOW,
    )
    return list(db.session.scalars(begun))


def told_by(mail_id: int) -> list[Shown]:
    """Return the mentions a mail tells of; what was dismissed meanwhile is no news."""
    theirs = (
        select(Mention)
        .join(Alert, Alert.mention_id == Mention.id)
        .where(Alert.mail_id == mail_id, Mention.state != State.DISMISSED)
    )
    return shown(db.session.scalars(theirs.order_by(Mention.id)).all())


def troubled(member_id: int | None = None) -> Sequence[AlertMail]:
    """Return the mails that ask a person, perhaps lost or refused: of one member, or all."""
    lost = select(AlertMail).where(AlertMail.state.in_(ASKING))
    if member_id is not None:
        lost = lost.where(AlertMail.member_id == member_id)
    return db.session.scalars(lost.order_by(AlertMail.id)).all()
