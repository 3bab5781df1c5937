"""What an article said before, and what became of it: word by word."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from comms.core.db import db
from comms.core.text import bare
from comms.monitoring.intake import queries as intake
from comms.monitoring.intake.models import Entry, EntryVersion
from comms.pieces.rules.changes import Change, changed_words

COMPARED = 6_000  # characters of a text: time grows with their square
MOST = 10  # changes that are shown, the last


@dataclass(frozen=True)
class Revised:
    """What changed in an article, and when we saw it."""

    at: datetime
    changes: Sequence[Change]


def opening(entry_id: int | None) -> str:
    """Return how an article begins, as its feed gives it, without tags; empty when it says no more.

    For what a watch caught by its title alone.
    """
    entry = db.session.get(Entry, entry_id) if entry_id else None
    if entry is None:
        return ""
    return " ".join(html.unescape(bare(entry.summary or entry.content or "")).split())


def revisions(entry_id: int | None) -> list[Revised]:
    """Return how an article changed since it was first seen, the last change first."""
    entry = db.session.get(Entry, entry_id) if entry_id else None
    if entry is None or entry.changed_at is None:
        return []
    earlier = intake.versions_of(entry.id)[-MOST:]
    told = [*map(_said, earlier), _said(entry)]
    found = [
        Revised(version.replaced_at, changed_words(before, after))
        for version, (before, after) in zip(earlier, pairwise(told), strict=True)
    ]
    return [each for each in reversed(found) if each.changes]


def _said(each: Entry | EntryVersion) -> dict[str, str]:
    text = html.unescape(bare(each.content or each.summary))
    return {"title": each.title or "", "text": " ".join(text[:COMPARED].split())}
