"""Remembers how a source was: its validators, its rhythm, its trouble, when to ask it again."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, literal_column, update

from comms.adapters.feeds import Feed, Reply
from comms.audit import service as audit
from comms.monitoring.intake.queries import Taken
from comms.monitoring.intake.rules import (
    CEILING,
    GONE_FOR,
    MOVED_FOR,
    MOVED_TIMES,
    Wish,
    kept_validator,
    next_due,
    weight_of,
    wish_of,
)
from comms.monitoring.intake.service.seeing import Kept, instant
from comms.monitoring.sources import queries as sources
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import Ailment, State, ailment_of, key_of, rhythm_of
from comms.monitoring.sources.service import outages

SPREAD = (5**0.5 - 1) / 2  # numbers one after another fall far apart by it, as if drawn
_QUIET = ("status", "etag", "last_modified", "full_at", "not_before", "due_at")


def is_failure(reply: Reply) -> bool:
    """Say whether a source brought neither its feed nor « nothing new »."""
    return reply.trouble is not None or not (reply.is_same or reply.feed is not None)


# One row a source, many at once: nothing about it changed but that it was asked.
QUIETLY = (
    update(Source)
    .where(Source.id == bindparam("its_id"))
    .values(
        polls=Source.polls + literal_column("1"),
        last_try=bindparam("now"),
        last_ok=bindparam("now"),
        **{name: bindparam(f"its_{name}") for name in _QUIET},
    )
)


def is_quiet(source: Taken, reply: Reply) -> bool:
    """Say whether a source that was well said « nothing new », and nothing else."""
    was_well = not (source.failures or source.trouble or source.gone_since or source.unread_since)
    is_moving = source.moved_to or reply.moved_to
    return was_well and not is_moving and reply.is_same and reply.trouble is None


def quietly(source: Taken, reply: Reply, now: datetime) -> dict[str, Any]:
    """Return what `QUIETLY` writes of a source; see `settle` for all others."""
    wish = wish_of(reply.headers, reply.status or 0, None, now)
    etag, modified = _validators(source, reply)
    return {
        "its_id": source.id,
        "now": now,
        "its_status": reply.status,
        "its_etag": etag,
        "its_last_modified": modified,
        "its_full_at": now if reply.status == 200 else source.full_at,
        "its_not_before": wish.not_before,
        "its_due_at": _due(source, wish, now),
    }


def settle(source: Source, reply: Reply, kept: Kept, now: datetime) -> None:
    """Write down how a try went, and when the next one is due."""
    wish = wish_of(reply.headers, reply.status or 0, _minutes(reply.feed), now)
    source.polls += 1
    source.last_try, source.status = now, reply.status
    if is_failure(reply):
        _fail(source, reply, now)
    else:
        _succeed(source, reply, kept, now)
    source.not_before = wish.not_before
    source.due_at = _due(source, wish, now)


def _minutes(feed: Feed | None) -> int | None:
    return feed.minutes if feed else None


def _due(source: Source | Taken, wish: Wish, now: datetime) -> datetime:
    if source.gone_since:
        return now + CEILING
    rhythm = source.rhythm_minutes
    return next_due(
        now,
        rhythm=timedelta(minutes=rhythm) if rhythm is not None else None,
        failures=source.failures,
        wish=wish,
        chance=source.id * SPREAD % 1,
    )


def _fail(source: Source, reply: Reply, now: datetime) -> None:
    source.failures += weight_of(reply.status, reply.trouble)
    source.trouble = str(reply.trouble or ailment_of(reply.status or 0))
    outages.begin(source, now)
    if source.trouble != Ailment.GONE:
        return
    if source.gone_since and now - source.gone_since >= GONE_FOR:
        source.state = State.GONE
        audit.record(None, "source.gone", "source", source.id)
    source.gone_since = source.gone_since or now


def _succeed(source: Source, reply: Reply, kept: Kept, now: datetime) -> None:
    outages.end(source, now)
    source.failures, source.trouble, source.gone_since = 0.0, None, None
    source.last_ok, source.body_hash = now, reply.body_hash
    source.etag, source.last_modified = _validators(source, reply)
    if reply.status == 200:
        source.full_at = now
    if kept.new_ids:
        source.last_new = now
    if reply.feed is not None:
        source.second_readings += reply.feed.is_second
        _describe(source, reply.feed)
    if reply.is_same or kept.known:  # it is the same feed that answers
        _follow_move(source, reply.moved_to, now)


def _validators(source: Source | Taken, reply: Reply) -> tuple[str | None, str | None]:
    """Return what the server gave; a 304 may bring newer ones, and need not bring any."""
    etag = kept_validator(reply.headers.get("etag"))
    modified = kept_validator(reply.headers.get("last-modified"))
    if reply.status == 304:
        return etag or source.etag, modified or source.last_modified
    return etag, modified


def _describe(source: Source, feed: Feed) -> None:
    source.title = source.title or feed.title or ""  # a source nobody named is called as it says
    source.site_url, source.language = feed.link or source.site_url, feed.language
    instants = [when for item in feed.items if (when := instant(item.published))]
    if instants:
        source.newest_at = max(instants)
    if (rhythm := rhythm_of(instants)) is not None:
        source.rhythm_minutes = int(rhythm.total_seconds() // 60)


def _follow_move(source: Source, moved_to: str | None, now: datetime) -> None:
    """Believe a permanent redirect only after several, over days: a site may be under repair."""
    if moved_to != source.moved_to:
        source.moved_to, source.moved_count = moved_to, 0
        source.moved_since = now if moved_to else None
    if moved_to is None or source.moved_since is None:
        return
    source.moved_count += 1
    if source.moved_count < MOVED_TIMES or now - source.moved_since < MOVED_FOR:
        return
    key = key_of(moved_to)
    if source.url_key != key and sources.by_keys([key]):
        return  # that address is a source of its own
    source.moved_from = source.moved_from or source.url
    source.url, source.url_key = moved_to, key
    source.moved_to, source.moved_count, source.moved_since = None, 0, None
    audit.record(None, "source.moved", "source", source.id)
