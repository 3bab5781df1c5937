"""Begins stories."""

from comms.core import clock
from comms.core.db import db
from comms.monitoring.stories.models import Story


def begin() -> Story:
    """Begin a story of its own."""
    story = Story(made_at=clock.now())
    db.session.add(story)
    db.session.flush()
    return story
