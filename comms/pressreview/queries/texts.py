"""Reads the whole texts of articles, where they are held here."""

from collections.abc import Collection

from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.intake.models import Entry
from comms.pressreview.rules.texts import Paragraph, paragraphs_of, whole_of


def held(entry_ids: Collection[int]) -> dict[int, tuple[Paragraph, ...]]:
    """Return the whole texts of those of some articles that are held whole."""
    rows = select(Entry.id, Entry.page, Entry.content).where(
        Entry.id.in_(entry_ids), Entry.removed_at.is_(None)
    )
    found = (
        (number, paragraphs_of(whole_of(page, content)))
        for number, page, content in db.session.execute(rows)
    )
    return {number: paragraphs for number, paragraphs in found if paragraphs}
