"""Which sources to ask, and what was kept of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, update

from comms.core.db import db
from comms.core.links import host_of, site_of
from comms.core.many import among, in_batches
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.rules import says_paid
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import State


class Taken(NamedTuple):
    """A source as it was when a round took it: what asking it and a quiet answer need.

    A round may take a thousand: whole rows cost more than asking does (measured).
    """

    id: int
    url: str
    etag: str | None
    last_modified: str | None
    body_hash: str | None
    full_at: datetime | None
    rhythm_minutes: int | None
    failures: float
    trouble: str | None
    moved_to: str | None
    gone_since: datetime | None
    unread_since: datetime | None
    last_try: datetime | None


_TAKEN = [getattr(Source, each) for each in Taken._fields]


def take_due(now: datetime, lease: timedelta, most: int) -> list[Taken]:
    """Take the sources that are due, for one round alone; the caller commits."""
    due = select(Source.id).where(Source.state == State.ACTIVE, Source.due_at <= now)
    first = due.order_by(Source.due_at).limit(most).scalar_subquery()
    return _take(now + lease, Source.id.in_(first), Source.due_at <= now)


def take_all(now: datetime, lease: timedelta) -> list[Taken]:
    """Take every source that is asked at all and has not asked us to wait; the caller commits."""
    waits = Source.not_before.is_(None) | (Source.not_before <= now)
    return _take(now + lease, Source.state == State.ACTIVE, waits)


def _take(until: datetime, *which: ColumnElement[bool]) -> list[Taken]:
    """An UPDATE that repeats what it expects: a source is in one round, not in two."""
    taken = update(Source).where(*which).values(due_at=until).returning(*_TAKEN)
    unseen = taken.execution_options(synchronize_session=False)
    return [Taken._make(row) for row in db.session.execute(unseen)]


def locked(source_ids: Sequence[int]) -> dict[int, Source]:
    """Return these sources by their numbers, to be changed; nobody else changes them meanwhile."""
    rows = select(Source).where(Source.id.in_(source_ids)).order_by(Source.id).with_for_update()
    return {each.id: each for each in db.session.scalars(rows)}


def take_unread(now: datetime, since: datetime, most: int) -> list[Entry]:
    """Take the newest articles to be read where they stand, one a site; the caller commits."""
    unread = (
        select(Entry)
        .join(Source, Source.id == Entry.source_id)
        .where(Source.reads_pages, Source.state == State.ACTIVE)
        .where(Entry.page_at.is_(None), Entry.seen_at >= since, Entry.removed_at.is_(None))
        .where(Entry.link.is_not(None))
    )
    newest = unread.order_by(Entry.id.desc()).limit(most * 20).with_for_update(of=Entry)
    found: dict[str, Entry] = {}
    for entry in db.session.scalars(newest):
        found.setdefault(site_of(host_of(entry.link)), entry)
    taken = list(found.values())[:most]
    for entry in taken:
        entry.page_at = now
    return taken


class Known(NamedTuple):
    """An article we have: its number, where it stands, which source showed it first."""

    id: int
    link: str | None
    source_id: int


def known(keys: Collection[str]) -> dict[str, Known]:
    """Return the articles we have, by what makes each the article it is."""
    columns = (Entry.link_key, Entry.id, Entry.link, Entry.source_id)
    rows = db.session.execute(select(*columns).where(among(Entry.link_key, keys))) if keys else ()
    return {key: Known(entry_id, link, source_id) for key, entry_id, link, source_id in rows}


def shown_last(entry_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return what sources showed last of some articles, by the numbers of source and article."""
    columns = (Sighting.source_id, Sighting.entry_id, Sighting.text_hash)
    return {
        (source_id, entry_id): its_hash
        for some in in_batches(entry_ids)
        for source_id, entry_id, its_hash in db.session.execute(
            select(*columns).where(Sighting.entry_id.in_(some))
        )
    }


class Access(NamedTuple):
    """Whether an article is for subscribers, and whether its own page says so: else the feed."""

    is_paid: bool
    is_of_page: bool


def access_of(
    entry_ids: Collection[int], said: Mapping[int, Mapping[str, Any]]
) -> dict[int, Access]:
    """Return who may read some articles, by their numbers: as the page says, else as the feed.

    `said`: what is known of some of them (`EntriesArrived`); the others are read.
    """
    columns = (Entry.id, Entry.is_paid, Entry.title, Entry.summary, Entry.tags)
    unread = [each for each in entry_ids if each not in said]
    rows = select(*columns).where(Entry.id.in_(unread))
    read = {each["id"]: each for each in db.session.execute(rows).mappings()} if unread else {}
    known: dict[int, Mapping[Any, Any]] = {each: said[each] for each in entry_ids if each in said}
    return {entry_id: _access(row) for entry_id, row in {**known, **read}.items()}


def _access(row: Mapping[Any, Any]) -> Access:
    page = row.get("is_paid")
    if page is not None:
        return Access(page, is_of_page=True)
    return Access(says_paid(row["title"], row["summary"], row["tags"]), is_of_page=False)


def versions_of(entry_id: int) -> Sequence[EntryVersion]:
    """Return what an article said before, the oldest first."""
    earlier = select(EntryVersion).where(EntryVersion.entry_id == entry_id)
    return db.session.scalars(earlier.order_by(EntryVersion.id)).all()


def newest(source_id: int, limit: int = 20) -> Sequence[Entry]:
    """Return the newest articles a source showed first."""
    its = select(Entry).where(Entry.source_id == source_id, Entry.removed_at.is_(None))
    return db.session.scalars(its.order_by(Entry.id.desc()).limit(limit)).all()
