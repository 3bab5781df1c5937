"""Keeps the days of the house, and how a member looks at the calendar."""

from dataclasses import asdict, dataclass
from datetime import date

from comms.audit import service as audit
from comms.calendar import queries
from comms.calendar.models import CalendarLook, KeyDay
from comms.calendar.rules import KeyDate
from comms.calendar.rules.days import Sort, When, obstacles
from comms.core import clock, options
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor


@dataclass(frozen=True)
class Draft:
    """A day as it is to be."""

    name: str
    sort: Sort
    said: str
    when: When
    ruling_on: date | None = None
    silent_days: int = 0


@dataclass(frozen=True)
class Look:
    """What a member wants to see; empty: everything."""

    kind: str = ""
    campaign: int = 0
    column: int = -1  # of `forms.COLUMNS`
    no_marks: bool = False


def keep_day(kept: KeyDay | None, draft: Draft, *, actor: Actor) -> KeyDay:
    """Write a day down, or change one.

    Raises:
        Refused: no name, too long, a ruling before its hearing, too long a silence.
    """
    if found := obstacles(draft.name, draft.when, draft.ruling_on, draft.silent_days):
        raise Refused(found)
    day = kept or KeyDay()
    if kept is None:
        db.session.add(day)
    day.name, day.sort, day.said = " ".join(draft.name.split()), draft.sort, draft.said.strip()
    when = draft.when
    day.rhythm, day.on_day, day.offset = when.rhythm, when.on, when.offset
    day.month, day.weekday, day.nth = when.month, when.weekday, when.nth
    is_hearing = draft.sort is Sort.HEARING
    day.ruling_on = draft.ruling_on if is_hearing else None
    day.silent_days = draft.silent_days if is_hearing else 0
    day.touched_at = clock.now()
    db.session.flush()
    audit.record(actor.id, "day.kept", "day", day.id)
    return day


def drop_day(day: KeyDay, *, actor: Actor) -> None:
    """Take a day off the calendar."""
    audit.record(actor.id, "day.dropped", "day", day.id)
    db.session.delete(day)


def show_date(name: KeyDate, *, is_shown: bool, actor: Actor) -> None:
    """Show one of the days everybody has, or hide it."""
    hidden = set(options.get("hidden_dates")) - {str(name)}
    options.put("hidden_dates", sorted(hidden if is_shown else hidden | {str(name)}))
    audit.record(actor.id, "day.shown" if is_shown else "day.hidden", "day", 0)


def look(wish: Look, *, actor: Actor) -> None:
    """Keep what a member wants to see of the calendar."""
    kept = queries.look(actor.id)
    if kept is None:
        kept = CalendarLook(member_id=actor.id)
        db.session.add(kept)
    kept.wish = asdict(wish)


def look_of(actor: Actor) -> Look:
    """Return what a member wants to see."""
    kept = queries.look(actor.id)
    return Look(**kept.wish) if kept else Look()
