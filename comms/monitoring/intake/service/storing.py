"""Keeps what a source shows: each article once, what it said before, and who showed it."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from comms.adapters import tongues
from comms.adapters.feeds import Item
from comms.core.db import db, insert_new
from comms.core.text import plain
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.rules import Identity, keys_of, text_hash

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Seen:
    """An item as a source shows it, ready to be kept."""

    key: str
    item: Item
    text_hash: str


@dataclass(frozen=True)
class Kept:
    """What became of a document's items."""

    new_ids: tuple[int, ...] = ()
    changed_ids: tuple[int, ...] = ()
    known: int = 0  # articles this source had shown before


@dataclass(frozen=True)
class _Known:
    """An article we have, as far as it is compared."""

    id: int
    text_hash: str
    is_removed: bool


def look_at(items: Sequence[Item], source_id: int) -> list[Seen]:
    """Return the articles a document shows, each once, the newest last; asks no database."""
    keys = keys_of([_identity(item) for item in items], source_id)
    seen: dict[str, Seen] = {}
    for key, item in zip(keys, items, strict=True):
        if key not in seen:
            seen[key] = Seen(key, item, text_hash(item.title, item.summary, item.content))
    return list(seen.values())[::-1]


def _identity(item: Item) -> Identity:
    return Identity(item.link, item.guid, item.title, item.published)


def _text(written: str) -> str:
    """Return the words of clean HTML without its tags and spaces, to compare them."""
    return "".join(html.unescape(_TAG.sub("", written)).split())


def keep(seen: Sequence[Seen], source_id: int, now: datetime) -> Kept:
    """Keep what is new and what changed; within the caller's transaction."""
    known = _known(each.key for each in seen)
    fresh = [each for each in seen if each.key not in known]
    added = _add(fresh, source_id, now)
    if len(added) < len(fresh):  # another round was quicker with some of them
        known.update(_known(each.key for each in fresh if each.key not in added))
    shown = _shown(source_id, known.values())
    said = [(each, known[each.key]) for each in seen if each.key in known]
    # Only what this source itself showed before counts: two sources that cut one article in two
    # ways do not take turns.
    news = [pair for pair in said if shown.get(pair[1].id, pair[0].text_hash) != pair[0].text_hash]
    changed = [about.id for each, about in news if _follow(each, about, source_id, now)]
    first = {key: about.id for key, about in known.items() if about.id not in shown}
    _sight(seen, first | added, source_id, now)
    return Kept(tuple(sorted(added.values())), tuple(sorted(changed)), len(shown))


def _known(keys: Iterable[str]) -> dict[str, _Known]:
    wanted, found = list(keys), {}
    columns = (Entry.link_key, Entry.id, Entry.text_hash, Entry.removed_at)
    for at in range(0, len(wanted), 500):
        some = select(*columns).where(Entry.link_key.in_(wanted[at : at + 500]))
        for key, entry_id, its_hash, removed_at in db.session.execute(some):
            found[key] = _Known(entry_id, its_hash, removed_at is not None)
    return found


def _shown(source_id: int, known: Iterable[_Known]) -> dict[int, str]:
    """Return what this source showed last of articles we know, by their number."""
    wanted = [each.id for each in known]
    found: dict[int, str] = {}
    for at in range(0, len(wanted), 500):
        some = select(Sighting.entry_id, Sighting.text_hash).where(
            Sighting.source_id == source_id, Sighting.entry_id.in_(wanted[at : at + 500])
        )
        found.update(db.session.execute(some).all())
    return found


def _add(fresh: Sequence[Seen], source_id: int, now: datetime) -> dict[str, int]:
    """Add articles; return their numbers by key."""
    if not fresh:
        return {}
    rows = [_row(each, source_id, now) for each in fresh]
    before = db.session.scalar(select(func.max(Entry.id))) or 0
    db.session.connection().execute(insert_new(Entry), rows)
    mine = select(Entry.link_key, Entry.id).where(
        Entry.id > before,
        Entry.source_id == source_id,
        Entry.link_key.in_([each.key for each in fresh]),
    )
    return dict(db.session.execute(mine).all())


def _row(seen: Seen, source_id: int, now: datetime) -> dict[str, Any]:
    published = instant(seen.item.published)
    return {
        "source_id": source_id,
        "link": seen.item.link,
        "link_key": seen.key,
        **_says(seen),
        "authors": seen.item.authors,
        "tags": seen.item.tags,
        "enclosures": seen.item.enclosures,
        "published": published,
        "updated": instant(seen.item.updated),
        "date_trust": seen.item.date_trust,
        "seen_at": now,
        "shown_at": min(published, now) if published else now,
        "language": seen.item.language,
        "detected": None if seen.item.language else tongues.detect(_said(seen.item)),
    }


def _said(item: Item) -> str:
    """Return an item's words without its tags."""
    text = plain(f"{item.title or ''}<p>{item.content or item.summary}").text
    return html.unescape(text)


def _says(seen: Seen) -> dict[str, Any]:
    item = seen.item
    return {
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "text_hash": seen.text_hash,
    }


def _follow(seen: Seen, known: _Known, source_id: int, now: datetime) -> bool:
    """Follow what a source now says of an article; say whether that changed the article."""
    mine = update(Sighting).where(Sighting.entry_id == known.id, Sighting.source_id == source_id)
    db.session.execute(mine.values(text_hash=seen.text_hash))
    if known.is_removed or known.text_hash == seen.text_hash:
        return False
    entry = db.session.get_one(Entry, known.id)
    is_other = not _says_the_same(entry, seen.item)
    if is_other:
        db.session.add(_version(entry, now))
        entry.changed_at = now
    for name, value in _says(seen).items():
        setattr(entry, name, value)
    entry.updated = instant(seen.item.updated) or entry.updated
    entry.page_at = None  # where it stands it may say something else too
    return is_other


def _says_the_same(entry: Entry, item: Item) -> bool:
    """Say whether only the form differs: a summary that was a text, a text that was a summary."""
    if (entry.title or "") != (item.title or ""):
        return False
    had = {_text(each) for each in (entry.summary, entry.content)}
    has = {_text(each) for each in (item.summary, item.content)}
    return bool((had & has) - {""}) or had == has


def _version(entry: Entry, now: datetime) -> EntryVersion:
    return EntryVersion(
        entry_id=entry.id,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        seen_at=entry.changed_at or entry.seen_at,
        replaced_at=now,
    )


def _sight(seen: Sequence[Seen], ids: Mapping[str, int], source_id: int, now: datetime) -> None:
    """Write down which articles this source shows for the first time."""
    rows = [
        {
            "entry_id": ids[each.key],
            "source_id": source_id,
            "guid": each.item.guid,
            "link": each.item.link,
            "text_hash": each.text_hash,
            "seen_at": now,
        }
        for each in seen
        if each.key in ids
    ]
    if rows:
        db.session.connection().execute(insert_new(Sighting), rows)


def instant(written: str | None) -> datetime | None:
    """Return the instant of an item's date."""
    return datetime.fromisoformat(written) if written else None
