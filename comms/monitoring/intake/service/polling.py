"""Asks the sources that are due, many at once, and keeps what they say in short transactions."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import ip_address
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


def poll_due() -> Report:
    """Ask the sources that are due. A job's verb; commits as it goes."""
    return poll(queries.take_due(clock.now(), LEASE, MOST_A_ROUND), _policy())


def poll_all() -> Report:
    """Ask every source whatever its rhythm, unless its server asked to wait; commits as it goes."""
    return poll(queries.take_all(clock.now(), LEASE), _policy())


def _policy() -> Policy:
    return Policy(allowed=settings.current().allow_nets)


def poll(sources: Sequence[Source], policy: Policy) -> Report:
    """Ask these sources, which this round has taken; commits as it goes."""
    began, report = time.monotonic(), Report(feeds=len(sources))
    # Those that have been well come first: whoever keeps us waiting keeps no healthy one waiting.
    requests = [_request(each, policy) for each in sorted(sources, key=lambda one: one.failures)]
    db.session.commit()
    for handful in feeds.ask(requests, policy, clock.now()) if requests else ():
        _write([(reply, _look_at(reply)) for reply in handful], report)
    report.seconds = round(time.monotonic() - began, 3)
    if report.feeds:
        log.info("polled", count=report.feeds, seconds=report.seconds)
    return report


def _request(source: Source, policy: Policy) -> Request:
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


def _is_own(host: str, policy: Policy) -> bool:
    """Say whether a host is a machine of the operator's, which needs no sparing."""
    try:
        return policy.is_own(ip_address(host))
    except ValueError:
        return False


def _look_at(reply: Reply) -> list[Seen]:
    return storing.look_at(reply.feed.items, reply.key) if reply.feed else []


def _write(looked: Sequence[tuple[Reply, list[Seen]]], report: Report) -> None:
    """Write a handful of replies down; no transaction stays open while we wait for the next."""
    began = time.monotonic()
    for reply, seen in looked:
        _write_one(reply, seen, report)
        if time.monotonic() - began > WRITE_FOR:
            db.session.commit()
            began = time.monotonic()
    db.session.commit()
    db.session.expunge_all()


def _write_one(reply: Reply, seen: list[Seen], report: Report) -> None:
    source = db.session.get(Source, reply.key, with_for_update=True)
    if source is None:
        return
    try:
        with db.session.begin_nested():
            kept = _keep(reply, seen, report)
    except DBAPIError as error:  # something in it that no database takes: only it is marked
        log.error("feed not kept", source=reply.key, error=type(error.orig).__name__)
        reply, kept = replace(reply, feed=None, trouble=FeedTrouble.UNREADABLE), Kept()
    settling.settle(source, reply, kept, clock.now())
    report.failed += settling.is_failure(reply)
    report.unchanged += not settling.is_failure(reply) and not (kept.new_ids or kept.changed_ids)


def _keep(reply: Reply, seen: list[Seen], report: Report) -> Kept:
    kept = storing.keep(seen, reply.key, clock.now())
    arrived = tuple(sorted({*kept.new_ids, *kept.changed_ids}))
    if arrived:
        event = events.EntriesArrived(arrived, kept.changed_ids)
        db.session.flush()
        events.announce(event)
        report.mentions_new += event.tally["mentions_new"]
    report.entries_new += len(kept.new_ids)
    report.entries_updated += len(kept.changed_ids)
    return kept
