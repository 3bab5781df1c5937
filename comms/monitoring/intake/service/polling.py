"""Asks the sources that are due, many at once, and keeps what they say in short transactions."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import DBAPIError

from comms.adapters import feeds
from comms.adapters.feeds import FeedTrouble, Reply, Request
from comms.adapters.http import Policy
from comms.core import clock, events, settings
from comms.core.db import db
from comms.core.links import site_of
from comms.monitoring.intake import queries
from comms.monitoring.intake.queries import Taken
from comms.monitoring.intake.rules import PAUSE, WHOLE_EVERY, validators
from comms.monitoring.intake.service import settling, storing
from comms.monitoring.intake.service.storing import Kept, Seen
from comms.monitoring.sources.models import Source

log = structlog.get_logger()
LEASE = timedelta(minutes=15)  # a round that died gives its sources back after this
MOST_A_ROUND = 500
WRITE_FOR = 0.025  # seconds a transaction may grow: pages wait for none longer


@dataclass
class Report:
    """What a round did. `failed` counts those that asked us to wait too."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    entries_new: int = 0
    entries_updated: int = 0
    mentions_new: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Looked:
    """A reply, and the articles it shows."""

    reply: Reply
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Done:
    """What became of one reply."""

    kept: Kept
    arrived: int
    mentions: int
    is_failure: bool


def poll_due() -> Report:
    """Ask the sources that are due. A job's verb; commits as it goes."""
    return poll(queries.take_due(clock.now(), LEASE, MOST_A_ROUND), _policy())


def poll_all() -> Report:
    """Ask every source whatever its rhythm, unless its server asked to wait; commits as it goes."""
    return poll(queries.take_all(clock.now(), LEASE), _policy())


def _policy() -> Policy:
    return Policy(allowed=settings.current().allow_nets)


def poll(sources: Sequence[Taken], policy: Policy) -> Report:
    """Ask these sources, which this round has taken; commits as it goes."""
    began, round_ = time.monotonic(), _Round(sources)
    db.session.commit()
    # Those that have been well come first: whoever keeps us waiting keeps no healthy one waiting.
    requests = [_request(each, policy) for each in sorted(sources, key=lambda one: one.failures)]
    for handful in feeds.ask(requests, policy, clock.now()) if requests else ():
        round_.write(handful)
    report = round_.report
    report.seconds = round(time.monotonic() - began, 3)
    if report.feeds:
        log.info("polled", count=report.feeds, seconds=report.seconds)
    return report


def _request(source: Taken, policy: Policy) -> Request:
    is_whole = source.full_at is None or clock.now() - source.full_at >= WHOLE_EVERY
    host = urlsplit(source.url).hostname or ""
    is_own = _is_own(host, policy)
    return Request(
        key=source.id,
        url=source.url,
        headers={} if is_whole else validators(source.etag, source.last_modified),
        body_hash=source.body_hash,
        site="" if is_own else site_of(host),
        pause=0.0 if is_own else PAUSE,
    )


@lru_cache(maxsize=4096)
def _is_own(host: str, policy: Policy) -> bool:
    """Say whether a host is a machine of the operator's, which needs no sparing."""
    try:
        return policy.is_own(ip_address(host))
    except ValueError:
        return False


class _Round:
    """Writes the replies of one round down, in transactions too short for a page to wait for."""

    def __init__(self, sources: Sequence[Taken]) -> None:
        self.report = Report(feeds=len(sources))
        self._sources = {each.id: each for each in sources}

    def write(self, handful: Sequence[Reply]) -> None:
        """Write a handful of replies; no transaction stays open while we wait for the next."""
        now = clock.now()
        quiet = [(reply, self._quiet(reply, now)) for reply in handful]
        if rows := [row for _, row in quiet if row is not None]:
            db.session.connection().execute(settling.QUIETLY, rows)
            db.session.commit()
            self.report.unchanged += len(rows)
        self._write_news([_looked_at(reply) for reply, row in quiet if row is None])

    def _quiet(self, reply: Reply, now: datetime) -> dict[str, Any] | None:
        source = self._sources[reply.key]
        return settling.quietly(source, reply, now) if settling.is_quiet(source, reply) else None

    def _write_news(self, looked: Sequence[Looked]) -> None:
        """Write as many together as fit into one short transaction."""
        waiting = list(looked)
        while waiting:
            try:
                written = self._together(waiting)
            except DBAPIError:  # something in one of them that no database takes
                db.session.rollback()
                written = self._alone(waiting[0])
            waiting = waiting[written:]

    def _together(self, looked: Sequence[Looked]) -> int:
        began, done = time.monotonic(), []
        for each in looked:
            done.append(_keep(each))
            if time.monotonic() - began > WRITE_FOR:
                break
        db.session.commit()
        db.session.expunge_all()
        self._count(done)
        return len(done)

    def _alone(self, looked: Looked) -> int:
        """Write one reply by itself; when even so it is not taken, only its source is marked."""
        try:
            return self._together([looked])
        except DBAPIError as error:
            db.session.rollback()
            log.error("feed not kept", source=looked.reply.key, error=type(error.orig).__name__)
            wrong = replace(looked.reply, feed=None, trouble=FeedTrouble.UNREADABLE)
            return self._together([_looked_at(wrong)])

    def _count(self, done: Sequence[Done]) -> None:
        for each in done:
            self.report.failed += each.is_failure
            self.report.unchanged += not each.is_failure and not each.arrived
            self.report.entries_new += len(each.kept.new_ids)
            self.report.entries_updated += len(each.kept.changed_ids)
            self.report.mentions_new += each.mentions


def _looked_at(reply: Reply) -> Looked:
    seen = storing.look_at(reply.feed.items, reply.key) if reply.feed else []
    return Looked(reply, tuple(seen))


def _keep(looked: Looked) -> Done:
    """Keep what one source showed, tell who listens, and remember how the source was."""
    now, reply = clock.now(), looked.reply
    kept = storing.keep(looked.seen, reply.key, now) if looked.seen else Kept()
    arrived = tuple(sorted({*kept.new_ids, *kept.changed_ids}))
    mentions = 0
    if arrived:
        event = events.EntriesArrived(arrived, kept.changed_ids)
        db.session.flush()
        events.announce(event)
        mentions = event.tally["mentions_new"]
    if source := db.session.get(Source, reply.key, with_for_update=True):
        settling.settle(source, reply, kept, now)
    return Done(kept, len(arrived), mentions, settling.is_failure(reply))
