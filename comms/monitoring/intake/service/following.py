"""Follows what a source says of an article we have: what it said before stays beside it."""

import html
import re
from datetime import datetime

from sqlalchemy import update

from comms.adapters.feeds import Item
from comms.core.db import db
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.service.seeing import Seen, instant, says

_TAG = re.compile(r"<[^>]*>")


def follow(seen: Seen, entry_id: int, now: datetime, *, is_owner: bool = False) -> bool:
    """Follow what a source now says of an article; say whether that changed the article."""
    show(seen, entry_id)
    entry = db.session.get_one(Entry, entry_id)
    entry.source_id = seen.source_id if is_owner else entry.source_id
    if entry.removed_at is not None or entry.text_hash == seen.text_hash:
        return False
    is_other = not _says_the_same(entry, seen.item)
    if is_other:
        db.session.add(_version(entry, now))
        entry.changed_at = now
    for name, value in says(seen).items():
        setattr(entry, name, value)
    entry.updated = instant(seen.item.updated) or entry.updated
    entry.page_at = None  # where it stands it may say something else too
    return is_other


def show(seen: Seen, entry_id: int) -> None:
    """Write down what a source now says of an article."""
    mine = update(Sighting).where(
        Sighting.entry_id == entry_id, Sighting.source_id == seen.source_id
    )
    db.session.execute(mine.values(text_hash=seen.text_hash))


def _says_the_same(entry: Entry, item: Item) -> bool:
    """Say whether only the form differs: a summary that was a text, a text that was a summary."""
    if (entry.title or "") != (item.title or ""):
        return False
    had = {_text(each) for each in (entry.summary, entry.content)}
    has = {_text(each) for each in (item.summary, item.content)}
    return bool((had & has) - {""}) or had == has


def _text(written: str) -> str:
    """Return the words of clean HTML without its tags and spaces, to compare them."""
    return "".join(html.unescape(_TAG.sub("", written)).split())


def _version(entry: Entry, now: datetime) -> EntryVersion:
    return EntryVersion(
        entry_id=entry.id,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        seen_at=entry.changed_at or entry.seen_at,
        replaced_at=now,
    )
