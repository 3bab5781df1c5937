"""Asks the sources that are due, many at once, and keeps what they say in short transactions."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from comms.core.many import write_many
from comms.monitoring.intake import queries
from comms.monitoring.intake.queries import Taken
from comms.monitoring.intake.rules import PAUSE, WHOLE_EVERY, validators
from comms.monitoring.intake.service import seeing, settling, storing
from comms.monitoring.intake.service.seeing import Kept, Seen
from comms.monitoring.sources import queries as source_queries
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import has_slept
from comms.monitoring.sources.service import outages

log = structlog.get_logger()
# What odd words of one source may raise, in us or in the database: the others are kept.
BREAKS = (
    *(DBAPIError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError),
    ValueError,
)
LEASE = timedelta(minutes=15)  # a round that died gives its sources back after this
MOST_A_ROUND = 500
QUIET_TOGETHER = 500  # sources of one transaction
TOGETHER = 3000  # articles of one transaction, some 0.2 s: who writes meanwhile waits no longer


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
    _notice_sleep(sources, clock.now())
    db.session.commit()
    # Those that have been well come first: whoever keeps us waiting keeps no healthy one waiting.
    requests = [_request(each, policy) for each in sorted(sources, key=lambda one: one.failures)]
    for handful in feeds.ask(requests, policy, clock.now()) if requests else ():
        round_.write(handful)
    round_.write_quiet()
    report = round_.report
    report.seconds = round(time.monotonic() - began, 3)
    if report.feeds:
        log.info("polled", count=report.feeds, seconds=report.seconds)
    return report


def _notice_sleep(sources: Sequence[Taken], now: datetime) -> None:
    """Remember that no source was asked for long; only a round that looks so asks the others."""
    tries = [each.last_try for each in sources if each.last_try and not each.unread_since]
    if not tries or not has_slept(max(tries), now):
        return
    last = source_queries.last_try()
    if last and has_slept(last, now):
        outages.sleep(last, now)


def _request(source: Taken, policy: Policy) -> Request:
    is_whole = source.full_at is None or clock.now() - source.full_at >= WHOLE_EVERY
    site = _site(source.url, policy)
    return Request(
        key=source.id,
        url=source.url,
        headers={} if is_whole else validators(source.etag, source.last_modified),
        body_hash=source.body_hash,
        site=site,
        pause=PAUSE if site else 0.0,
    )


@lru_cache(maxsize=4096)
def _site(url: str, policy: Policy) -> str:
    """Return the site to spare; nothing for the operator's own machines, which need no sparing."""
    host = urlsplit(url).hostname or ""
    try:
        return "" if policy.is_own(ip_address(host)) else site_of(host)
    except ValueError:
        return site_of(host)


class _Round:
    """Writes the replies of one round down, in transactions too short for a page to wait for."""

    def __init__(self, sources: Sequence[Taken]) -> None:
        self.report = Report(feeds=len(sources))
        self._sources = {each.id: each for each in sources}
        self._rows: list[dict[str, Any]] = []  # of those that had nothing new

    def write(self, handful: Sequence[Reply]) -> None:
        """Write a handful of replies; no transaction stays open while we wait for the next.

        What brought nothing waits for more of its kind: should it be lost, its source is asked
        again when its lease ends.
        """
        now = clock.now()
        quiet = [(reply, self._quiet(reply, now)) for reply in handful]
        self._rows += [row for _, row in quiet if row is not None]
        if len(self._rows) >= QUIET_TOGETHER:
            self.write_quiet()
        self._write_news([_looked_at(reply) for reply, row in quiet if row is None])

    def write_quiet(self) -> None:
        """Write down which sources had nothing new."""
        if self._rows:
            write_many(settling.QUIETLY, self._rows)
            db.session.commit()
            self.report.unchanged += len(self._rows)
            self._rows = []

    def _quiet(self, reply: Reply, now: datetime) -> dict[str, Any] | None:
        source = self._sources[reply.key]
        return settling.quietly(source, reply, now) if settling.is_quiet(source, reply) else None

    def _write_news(self, looked: Sequence[Looked]) -> None:
        """Write as many together as fit into one short transaction."""
        for some in _together(looked):
            try:
                self._write_together(some)
            except BREAKS:
                db.session.rollback()
                for each in some:
                    self._write_alone(each)

    def _write_together(self, looked: Sequence[Looked]) -> None:
        kept, mentions = _keep(looked)
        db.session.commit()
        db.session.expunge_all()
        self.report.mentions_new += mentions
        for each in looked:
            self._count(each.reply, kept.get(each.reply.key, Kept()))

    def _write_alone(self, looked: Looked) -> None:
        """Write one reply by itself; when even so it is not taken, only its source is marked."""
        try:
            self._write_together([looked])
        except BREAKS as error:
            db.session.rollback()
            kind = type(getattr(error, "orig", error)).__name__
            log.error("feed not kept", source=looked.reply.key, error=kind)
            wrong = looked.reply._replace(feed=None, trouble=FeedTrouble.UNREADABLE)
            self._write_together([_looked_at(wrong)])

    def _count(self, reply: Reply, kept: Kept) -> None:
        is_failure = settling.is_failure(reply)
        self.report.failed += is_failure
        self.report.unchanged += not (is_failure or kept.new_ids or kept.changed_ids)
        self.report.entries_new += len(kept.new_ids)
        self.report.entries_updated += len(kept.changed_ids)


def _together(looked: Sequence[Looked]) -> Iterator[list[Looked]]:
    """Yield as many as show some hundred articles between them; a long one goes by itself."""
    some: list[Looked] = []
    count = 0
    for each in looked:
        if some and count + len(each.seen) > TOGETHER:
            yield some
            some, count = [], 0
        some.append(each)
        count += len(each.seen)
    if some:
        yield some


def _looked_at(reply: Reply) -> Looked:
    seen = seeing.look_at(reply.feed.items, reply.key) if reply.feed else []
    return Looked(reply, tuple(seen))


def _keep(looked: Sequence[Looked]) -> tuple[dict[int, Kept], int]:
    """Keep what sources showed, remember how the sources were, and tell who listens.

    Return what became of each, and how many mentions came of it.
    """
    now = clock.now()
    kept = storing.keep([seen for each in looked for seen in each.seen], now)
    changed = {entry_id for each in kept.values() for entry_id in each.changed_ids}
    arrived = changed.union(*(each.new_ids for each in kept.values()))
    sources = queries.locked([each.reply.key for each in looked])
    for each in looked:
        if source := sources.get(each.reply.key):
            settling.settle(source, each.reply, kept.get(source.id, Kept()), now)
    said = dict(_named(kept, sources))
    event = events.EntriesArrived(tuple(sorted(arrived)), tuple(sorted(changed)), said)
    if arrived:
        db.session.flush()  # whoever is told reads what a source is called now
        events.announce(event)
    return kept, event.tally["mentions_new"]


def _named(
    kept: Mapping[int, Kept], sources: Mapping[int, Source]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what new articles say, by number, each with the name of its source."""
    for source_id, its in kept.items():
        if source := sources.get(source_id):
            name = source.title
            for entry_id, row in its.said.items():
                row["source"] = name
                yield entry_id, row
