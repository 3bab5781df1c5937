"""Calls the outlet of mentions as its source is called now."""

from sqlalchemy import select

from comms.core import events
from comms.core.db import db
from comms.core.text import fold
from comms.monitoring.intake.models import Entry
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.outlets import outlet_of


def follow(event: events.SourceRenamed) -> None:
    """Rename the outlet of what a source brought; what says another outlet keeps it."""
    before, after = (outlet_of(name, "") for name in (event.before, event.after))
    brought = select(Entry.id).where(Entry.source_id == event.source_id)
    rows = select(Mention).where(Mention.entry_id.in_(brought), Mention.outlet == before)
    for mention in db.session.scalars(rows):
        mention.outlet = after
        mention.words = fold(f"{mention.title} {after}")
