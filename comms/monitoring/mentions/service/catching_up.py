"""Catches up with what appeared before a watch did: it waits to be sorted, alerts nobody."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from sqlalchemy import select

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.db import db
from comms.core.query import Opened, read
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.archive.queries import searching
from comms.monitoring.archive.rules import Article
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import catching
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing, reading
from comms.monitoring.watches.rules.wrong import WatchWrong

MOST = 500  # articles at once, the newest
Found = Sequence[tuple[Article, Opened]]


def look_back(watch: Watch, days: int) -> Found:
    """Return what a watch finds in what is kept of some days, the newest first; writes nothing.

    It may take a minute: call it where nobody waits to write.

    Raises:
        Refused: it is closed, or its words can no longer be read.
    """
    if watch.closed_at:
        raise Refused(WatchWrong.IS_CLOSED)
    query = read(listing.current(watch).query)
    return list(islice(searching.matching(query, clock.now() - timedelta(days=days)), MOST))


def catch_up(watch: Watch, found: Found, *, actor: Actor) -> int:
    """Hold a watch against what it found (`look_back`); return how much it had not caught.

    What sensitive watches alone caught stays theirs: an open watch would show it, and all that was
    noted beside it, to those it is not for.

    Raises:
        Refused: it was closed meanwhile.
    """
    if watch.closed_at:
        raise Refused(WatchWrong.IS_CLOSED)
    shut = _shut(watch, [article.id for article, _ in found], actor)
    free = [each for each in found if each[0].id not in shut]
    new = catching.hold(watch.id, free[::-1])  # the newest last: lists show that one first
    if new:
        events.announce(events.MentionsCaught(tuple(new), is_late=True))
    audit.record(actor.id, "watch.caught_up", "watch", watch.id)
    return len(new)


def _shut(watch: Watch, entry_ids: Sequence[int], actor: Actor) -> set[int | None]:
    """Return those of these articles that a watch may not show to those who read it."""
    is_read, is_open = reading.seen_by(actor, Mention.id), reading.outside(Mention.id)
    theirs = select(Mention.entry_id).where(Mention.entry_id.in_(entry_ids))
    return set(db.session.scalars(theirs.where(~(is_read if watch.is_sensitive else is_open))))
