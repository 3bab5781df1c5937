"""Catches up with what appeared before a watch did: it waits to be sorted, alerts nobody."""

from datetime import timedelta
from itertools import islice

from comms.audit import service as audit
from comms.core import clock, events
from comms.core.query import read
from comms.core.refusal import Refused
from comms.core.rights import Actor
from comms.monitoring.archive.queries import searching
from comms.monitoring.mentions.service import catching
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.queries import listing
from comms.monitoring.watches.rules.wrong import WatchWrong

MOST = 500  # articles at once, the newest


def catch_up(watch: Watch, days: int, *, actor: Actor) -> int:
    """Hold a watch against what is kept of some days; return how many mentions it had not caught.

    Raises:
        Refused: it is closed, or its words can no longer be read.
    """
    if watch.closed_at:
        raise Refused(WatchWrong.IS_CLOSED)
    query = read(listing.current(watch).query)
    found = list(islice(searching.matching(query, clock.now() - timedelta(days=days)), MOST))
    new = catching.hold(watch.id, found[::-1])  # the newest last: lists show that one first
    if new:
        events.announce(events.MentionsCaught(tuple(new), is_late=True))
    audit.record(actor.id, "watch.caught_up", "watch", watch.id)
    return len(new)
