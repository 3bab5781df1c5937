"""Empties articles older than they are kept; their rows stay, so that they do not come back.

What is remembered of outages goes with them.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from comms.core import clock, events, options
from comms.core.db import db
from comms.monitoring.intake.models import Entry, EntryVersion
from comms.monitoring.sources.service import outages

AT_ONCE, MOST = 500, 20_000


def forget_old() -> int:
    """Empty what is older than `kept_days` and nobody needs; return how many.

    A job's verb; commits as it goes.
    """
    now, forgotten, last = clock.now(), 0, 0
    before = now - timedelta(days=options.get("kept_days"))
    outages.forget_old(before)
    db.session.commit()
    for _ in range(MOST // AT_ONCE):
        ids = _old(before, last)
        if not ids:
            break
        last = ids[-1]
        forgotten += _empty(ids, now)
        db.session.commit()
    return forgotten


def _old(before: datetime, last: int) -> list[int]:
    old = select(Entry.id).where(
        Entry.seen_at < before, Entry.removed_at.is_(None), Entry.id > last
    )
    return list(db.session.scalars(old.order_by(Entry.id).limit(AT_ONCE)))


def _empty(ids: list[int], now: datetime) -> int:
    event = events.EntriesAging(tuple(ids))
    events.announce(event)
    going = [each for each in ids if each not in event.spared]
    db.session.execute(delete(EntryVersion).where(EntryVersion.entry_id.in_(going)))
    emptied = update(Entry).where(Entry.id.in_(going))
    nothing: dict[str, object] = {"title": None, "summary": "", "content": "", "page": ""}
    rest: dict[str, object] = {"authors": [], "tags": [], "enclosures": [], "removed_at": now}
    db.session.execute(emptied.values(**nothing, **rest))
    return len(going)
