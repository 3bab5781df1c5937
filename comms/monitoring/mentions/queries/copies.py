"""Where the private copies of mentions lie, and which there are."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from comms.core import settings
from comms.core.db import db
from comms.monitoring.mentions.models import MentionCopy


def folder() -> Path:
    """Return the folder of the copies."""
    return settings.current().folder / "media" / "copies"


def path_of(copy: MentionCopy) -> Path:
    """Return the file of a copy."""
    return folder() / copy.file


def of(mention_id: int) -> Sequence[MentionCopy]:
    """Return the copies of a mention, the first brought first."""
    theirs = select(MentionCopy).where(MentionCopy.mention_id == mention_id)
    return db.session.scalars(theirs.order_by(MentionCopy.id)).all()
