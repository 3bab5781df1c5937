"""Follows what a source says of an article we have: what it said before stays beside it."""

import html
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, insert, update

from comms.adapters.feeds import Item
from comms.core.db import numbered
from comms.core.many import in_batches, write_many
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.service.seeing import Seen, instant, says

_TAG = re.compile(r"<[^>]*>")


# What a source showed last of an article, many at once.
_SHOWN = (
    update(Sighting)
    .where(Sighting.entry_id == bindparam("its_entry"), Sighting.source_id == bindparam("whose"))
    .values(text_hash=bindparam("says"))
)


class Said(NamedTuple):
    """What a source now says of an article; `is_owner`: it is the article's own site."""

    seen: Seen
    entry_id: int
    is_owner: bool = False


def follow(said: Sequence[Said], now: datetime) -> list[Said]:
    """Follow what sources now say of articles, in order; return what changed one."""
    show(said)
    entries = {
        entry.id: entry
        for some in in_batches({each.entry_id for each in said})
        for entry in numbered(Entry, some)
    }
    before = [(each, _follow(entries[each.entry_id], each, now)) for each in said]
    if versions := [was for _, was in before if was]:
        write_many(insert(EntryVersion), versions)
    return [each for each, was in before if was]


def show(said: Sequence[Said]) -> None:
    """Write down what sources now say of articles."""
    rows = [
        {"its_entry": entry_id, "whose": seen.source_id, "says": seen.text_hash}
        for seen, entry_id, _ in said
    ]
    if rows:
        write_many(_SHOWN, rows)


def _follow(entry: Entry, said: Said, now: datetime) -> dict[str, Any] | None:
    """Have an article say what its source says now; return what it said, if that was another."""
    seen = said.seen
    entry.source_id = seen.source_id if said.is_owner else entry.source_id
    if entry.removed_at is not None or entry.text_hash == seen.text_hash:
        return None
    was = None if _says_the_same(entry, seen.item) else _version(entry, now)
    if was:
        entry.changed_at = now
    for name, value in says(seen).items():
        setattr(entry, name, value)
    entry.updated = instant(seen.item.updated) or entry.updated
    entry.page_at = None  # where it stands it may say something else too
    return was


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


def _version(entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "entry_id": entry.id,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "seen_at": entry.changed_at or entry.seen_at,
        "replaced_at": now,
    }
