"""Items as a source shows them, each article once; nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from comms.adapters.feeds import Item
from comms.monitoring.intake.rules import keys_of, text_hash


class Seen(NamedTuple):
    """An item as a source shows it, ready to be kept."""

    source_id: int
    key: str
    item: Item
    text_hash: str


@dataclass
class Kept:
    """What became of the items a source showed."""

    new_ids: list[int] = field(default_factory=list)
    changed_ids: list[int] = field(default_factory=list)
    known: int = 0  # articles this source had shown before
    said: dict[int, dict[str, Any]] = field(default_factory=dict)  # the rows of what is new


def look_at(items: Sequence[Item], source_id: int) -> list[Seen]:
    """Return the articles a document shows, each once, the newest last; asks no database."""
    keys = keys_of(items, source_id)
    seen: dict[str, Seen] = {}
    for key, item in zip(keys, items, strict=True):
        if key not in seen:
            said = text_hash(item.title, item.summary, item.content)
            seen[key] = Seen(source_id, key, item, said)
    return list(seen.values())[::-1]


def says(seen: Seen) -> dict[str, Any]:
    """Return what an item says, by the columns of an article."""
    item = seen.item
    return {
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "text_hash": seen.text_hash,
    }


def instant(written: str | None) -> datetime | None:
    """Return the instant of an item's date."""
    return datetime.fromisoformat(written) if written else None
