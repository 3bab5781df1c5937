"""Remembers when sources were not read: what began and ended meanwhile is told too."""

from datetime import datetime

from sqlalchemy import delete, update

from comms.core.db import db, took
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.sources.rules import Ailment


def begin(source: Source, now: datetime) -> None:
    """Remember since when a source is not read; an outage that lasts goes on."""
    source.unread_since = source.unread_since or now


def end(source: Source, now: datetime) -> None:
    """Write the outage of a source down, if it had one: it is read again, or was let go."""
    if source.unread_since is None:
        return
    kind = source.trouble or Ailment.PAUSED
    db.session.add(Outage(source_id=source.id, since=source.unread_since, until=now, kind=kind))
    source.unread_since = None


def sleep(since: datetime, until: datetime) -> None:
    """Write down that no source was asked for a while: the machine slept.

    A round that died as it woke is followed by another, which says the same with a later end.
    """
    again = update(Outage).where(Outage.source_id.is_(None), Outage.since == since)
    if not took(db.session.execute(again.values(until=until))):
        db.session.add(Outage(since=since, until=until, kind=Ailment.UNREAD))


def forget_old(before: datetime) -> None:
    """Forget the outages that were over by then."""
    db.session.execute(delete(Outage).where(Outage.until < before))
