"""Reads watches as lists show them: versions, hits week by week, who is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import case, func, select

from comms.core import clock
from comms.core.db import db
from comms.monitoring.watches.models import Hit, Watch, WatchVersion, Wish
from comms.monitoring.watches.rules.paces import Pace

WEEK = timedelta(days=7)
WEEKS = 8


def open_ones() -> Sequence[Watch]:
    """Return the watches that watch, by name."""
    watching = select(Watch).where(Watch.closed_at.is_(None))
    return db.session.scalars(watching.order_by(func.lower(Watch.name), Watch.id)).all()


def closed_ones() -> Sequence[Watch]:
    """Return the watches that were closed, the last closed first."""
    ended = select(Watch).where(Watch.closed_at.is_not(None))
    return db.session.scalars(ended.order_by(Watch.closed_at.desc())).all()


def names() -> dict[int, str]:
    """Return the name of every watch there ever was."""
    return dict(db.session.execute(select(Watch.id, Watch.name)).all())


def current(watch: Watch) -> WatchVersion:
    """Return the version that holds."""
    return versions_that_hold([watch.id])[watch.id]


def versions_that_hold(watch_ids: Iterable[int]) -> dict[int, WatchVersion]:
    """Return the version that holds of each watch."""
    theirs = (
        select(WatchVersion)
        .join(Watch, (Watch.id == WatchVersion.watch_id) & (Watch.number == WatchVersion.number))
        .where(Watch.id.in_(tuple(watch_ids)))
    )
    return {each.watch_id: each for each in db.session.scalars(theirs)}


def versions(watch: Watch) -> Sequence[WatchVersion]:
    """Return every version of a watch, the newest first."""
    theirs = select(WatchVersion).where(WatchVersion.watch_id == watch.id)
    return db.session.scalars(theirs.order_by(WatchVersion.number.desc())).all()


def hits_by_week() -> dict[int, list[int]]:
    """Return how many mentions each watch caught in each of the last weeks, the oldest first."""
    now = clock.now()
    starts = [now - weeks * WEEK for weeks in range(WEEKS, -1, -1)]
    within = [(Hit.at > start) & (Hit.at <= end) for start, end in pairwise(starts)]
    sums = [func.sum(case((week, 1), else_=0)) for week in within]
    rows = select(Hit.watch_id, *sums).where(Hit.at > starts[0]).group_by(Hit.watch_id)
    return {watch_id: list(weeks) for watch_id, *weeks in db.session.execute(rows)}


def wishing(watch: Watch) -> set[int]:
    """Return the members who are told when a watch catches something."""
    theirs = select(Wish.member_id).where(Wish.watch_id == watch.id)
    return set(db.session.scalars(theirs))


def wishes(watch_ids: Iterable[int]) -> dict[int, dict[int, Pace]]:
    """Return, for each member who wants to be told, at which pace of which of these watches."""
    columns = select(Wish.member_id, Wish.watch_id, Wish.pace)
    theirs = columns.where(Wish.watch_id.in_(tuple(watch_ids)))
    found: dict[int, dict[int, Pace]] = defaultdict(dict)
    for member_id, watch_id, pace in db.session.execute(theirs):
        found[member_id][watch_id] = Pace(pace)
    return dict(found)


def told_of(member_id: int) -> Sequence[Watch]:
    """Return the open watches that a member is told of, by name."""
    theirs = select(Watch).join(Wish, Wish.watch_id == Watch.id)
    theirs = theirs.where(Wish.member_id == member_id, Watch.closed_at.is_(None))
    return db.session.scalars(theirs.order_by(Watch.name)).all()


def sensitive() -> set[int]:
    """Return the watches whose catch is only counted in what leaves the house."""
    return set(db.session.scalars(select(Watch.id).where(Watch.is_sensitive)))


def hits_of(mention_ids: Sequence[int]) -> dict[int, list[Hit]]:
    """Return what caught each of these mentions, the first watch first."""
    if not mention_ids:
        return {}
    theirs = select(Hit).where(Hit.mention_id.in_(mention_ids)).order_by(Hit.id)
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in db.session.scalars(theirs):
        found[hit.mention_id].append(hit)
    return found
