"""All open watches made ready once a process, and made anew only when one has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import Engine, func, select

from comms.core.db import db
from comms.core.query import Lookout, QueryRefused, read
from comms.monitoring.watches.models import Watch, WatchVersion
from comms.monitoring.watches.queries import listing

log = structlog.get_logger()
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Compiled:
    """Every open watch, ready; `versions` says which version of a watch stands in `lookout`."""

    stamp: Stamp
    lookout: Lookout[int]
    versions: Mapping[int, int]


_known: WeakKeyDictionary[Engine, Compiled] = WeakKeyDictionary()


def compiled() -> Compiled:
    """Return the open watches ready to be held against articles."""
    stamp = _stamp()
    known = _known.get(db.engine)
    if known is None or known.stamp != stamp:
        known = _known[db.engine] = _compile(stamp)
    return known


def _stamp() -> Stamp:
    """Return two numbers that grow with every change of any watch."""
    rows = select(func.count(), func.coalesce(func.sum(Watch.changes), 0)).select_from(Watch)
    count, changes = db.session.execute(rows).one()
    return int(count), int(changes)


def _compile(stamp: Stamp) -> Compiled:
    held = listing.versions_that_hold(watch.id for watch in listing.open_ones())
    queries = {}
    for watch_id, version in held.items():
        try:
            queries[watch_id] = read(version.query)
        except QueryRefused as refusal:  # written when the language was another
            log.error("watch cannot be read", number=watch_id, kind=refusal.reason.value)
    return Compiled(stamp, Lookout(queries), {each: held[each].id for each in queries})


def version_numbers(version_ids: set[int]) -> dict[int, int]:
    """Return the number of each of these versions."""
    rows = select(WatchVersion.id, WatchVersion.number).where(WatchVersion.id.in_(version_ids))
    return dict(db.session.execute(rows).all())
