"""Reads the sources and tells how they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, func, or_, select

from comms.adapters.feeds.trouble import FeedTrouble
from comms.adapters.http.trouble import Trouble
from comms.core.db import db
from comms.core.links import host_of
from comms.core.many import in_batches
from comms.core.text import fold
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.sources.rules import (
    MENDS_ITSELF,
    SHORTEST_SILENCE,
    Ailment,
    Pulse,
    State,
    is_short,
    needs_a_person,
    silence_of,
)

MOST_LISTED = 50  # outages of one source
_CODES: dict[str, StrEnum] = {
    each: each for kind in (Trouble, FeedTrouble, Ailment) for each in kind
}


@dataclass(frozen=True)
class Health:
    """A source and what is wrong with it: a code and what fills its sentence, or nothing."""

    source: Source
    code: StrEnum | None
    facts: dict[str, object]

    @property
    def is_well(self) -> bool:
        """Say whether nobody needs to look at it."""
        return self.code is None and self.source.state == State.ACTIVE


@dataclass(frozen=True)
class Unread:
    """When a source was not read: none of them without source, without end while it lasts."""

    source: Source | None
    since: datetime
    until: datetime | None
    kind: str  # the code of what stood in the way

    @property
    def is_short(self) -> bool:
        """Say whether it was over too soon to be told by name."""
        return is_short(self.since, self.until)


def followed() -> Sequence[Source]:
    """Return all sources that were not let go, by name."""
    wanted = select(Source).where(Source.state != State.REMOVED)
    return _by_name(db.session.scalars(wanted))


def _by_name(sources: Iterable[Source]) -> list[Source]:
    return sorted(sources, key=lambda each: (fold(each.title), each.id))


def names(but: int | None = None) -> list[str]:
    """Return what the sources that were not let go are called, by name, each once.

    `but`: the number of one that is not asked for.
    """
    rows = select(Source.title).where(Source.state != State.REMOVED, Source.title != "")
    rows = rows.where(Source.id != but) if but is not None else rows
    return sorted(set(db.session.scalars(rows)), key=fold)


def by_keys(keys: Iterable[str]) -> dict[str, Source]:
    """Return sources by the key of their address, those let go too."""
    return {
        each.url_key: each
        for some in in_batches(keys)
        for each in db.session.scalars(select(Source).where(Source.url_key.in_(some)))
    }


def healths(now: datetime) -> list[Health]:
    """Return every source and how it is, those that need a look first."""
    found = [health_of(each, now) for each in followed()]
    return sorted(found, key=lambda health: (health.is_well, health.source.state))


def lost(now: datetime) -> list[Source]:
    """Return the sources a person should look at: gone, silent, or failing for a day."""
    quiet, is_asked = now - SHORTEST_SILENCE, Source.state == State.ACTIVE
    spoke = Source.newest_at, Source.last_new
    is_quiet = [func.coalesce(*its, Source.added_at) < quiet for its in (spoke, spoke[::-1])]
    is_failing = func.coalesce(Source.last_ok, Source.added_at) < now - MENDS_ITSELF
    # Most are well, and this is asked at each look at Aujourd'hui: the database leaves them out.
    wanted = select(Source).where(
        or_(Source.state == State.GONE, is_asked & or_(and_(*is_quiet), is_failing))
    )
    return _by_name(
        each
        for each in db.session.scalars(wanted)
        if each.state == State.GONE or needs_a_person(pulse_of(each), each.last_ok, now)
    )


def named(source: Source) -> str:
    """Return what a source is called; until its feed was read, or without a name, its host.

    Never its address: that of a feed for subscribers holds their key, and reviews leave the house.
    """
    return source.title or host_of(source.url) or source.url


def read_and_unread(now: datetime) -> tuple[list[Source], list[Source]]:
    """Return the sources that are read, and those that are not: lost, suspended, never read yet."""
    away = {each.id for each in lost(now)}
    found: tuple[list[Source], list[Source]] = [], []
    for each in followed():
        is_read = each.state == State.ACTIVE and each.last_ok and each.id not in away
        found[0 if is_read else 1].append(each)
    return found


def unread_between(since: datetime, until: datetime) -> list[Unread]:
    """Return the outages that touch some days, over or not, by the name of the source."""
    over = select(Outage, Source).outerjoin(Source, Source.id == Outage.source_id)
    theirs = over.where(Outage.until >= since, Outage.since <= until)
    found = [_over(outage, source) for outage, source in db.session.execute(theirs)]
    lasting = select(Source).where(Source.unread_since <= until, Source.state != State.REMOVED)
    found += filter(None, map(lasting_of, db.session.scalars(lasting)))
    return sorted(found, key=_place)


def _place(each: Unread) -> tuple[str, int, datetime]:
    source = each.source
    return (fold(source.title), source.id, each.since) if source else ("", 0, each.since)


def outages_of(source: Source) -> list[Unread]:
    """Return when a source was not read, or none was, as far as is remembered; the last first."""
    its = Outage.source_id == source.id
    slept = and_(Outage.source_id.is_(None), Outage.until > source.added_at)
    over = select(Outage).where(or_(its, slept)).order_by(Outage.since.desc(), Outage.id.desc())
    last = [_over(each, source) for each in db.session.scalars(over.limit(MOST_LISTED))]
    lasting = lasting_of(source)
    return [lasting, *last] if lasting else last


def with_outages() -> set[int]:
    """Return the sources of which an outage is remembered that is over, by number."""
    rows = select(Outage.source_id).where(Outage.source_id.is_not(None)).distinct()
    return {each for each in db.session.scalars(rows) if each}


def lasting_of(source: Source) -> Unread | None:
    """Return the outage of a source that is not read now."""
    if source.unread_since is None:
        return None
    return Unread(source, source.unread_since, None, source.trouble or Ailment.PAUSED)


def _over(outage: Outage, source: Source | None) -> Unread:
    return Unread(source, outage.since, outage.until, outage.kind)


def last_try() -> datetime | None:
    """Return when a source was last asked."""
    return db.session.scalar(select(func.max(Source.last_try)))


def moved() -> Sequence[Source]:
    """Return the sources that moved, until somebody has seen it, by name."""
    wanted = select(Source).where(Source.moved_from.is_not(None), Source.state != State.REMOVED)
    return db.session.scalars(wanted.order_by(func.lower(Source.title), Source.id)).all()


def second_readings() -> tuple[int, int]:
    """Return how often the tolerant reader was needed, and of how many polls."""
    sums = func.sum(Source.second_readings), func.sum(Source.polls)
    rows = select(*sums).where(Source.state != State.REMOVED)
    needed, polls = db.session.execute(rows).one()
    return int(needed or 0), int(polls or 0)


def health_of(source: Source, now: datetime) -> Health:
    """Return how a source is."""
    if source.state == State.GONE:
        return Health(source, Ailment.GONE, {})
    if source.trouble and (code := _CODES.get(source.trouble)):
        return Health(source, code, {"status": source.status or 0})
    since = now - (source.last_ok or source.added_at)
    if source.state == State.ACTIVE and since > MENDS_ITSELF:
        return Health(source, Ailment.UNREAD, {"hours": since // timedelta(hours=1)})
    is_asked = source.state == State.ACTIVE and source.last_ok is not None
    if is_asked and (silence := silence_of(pulse_of(source), now)):
        return Health(source, Ailment.SILENT, {"days": silence.days})
    return Health(source, None, {})


def pulse_of(source: Source) -> Pulse:
    """Return what tells whether a source still speaks."""
    minutes = source.rhythm_minutes
    rhythm = timedelta(minutes=minutes) if minutes is not None else None
    return Pulse(source.newest_at, source.last_new, rhythm, source.added_at)
