"""Puts mentions in their stories: copies of one article stand together, and are sorted once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select, update

from comms.core import events
from comms.core.db import db, fresh_numbers
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.standing import Reason, State, inherited
from comms.monitoring.stories import service as stories
from comms.monitoring.stories.rules import sketch


def place(mentions: Sequence[Mention], texts: Sequence[str]) -> None:
    """Find the story of each mention by its text; new ones are added, all have their number.

    A later copy stands where people have put its story: it only raises the count.
    """
    sketches = [
        sketch(text, mention.outlet, mention.published or mention.seen_at, mention.title)
        for mention, text in zip(mentions, texts, strict=True)
    ]
    placed = stories.place(sketches, [mention.story_id for mention in mentions])
    for kept, gone in placed.joined:
        _move(kept, gone)
    states = _states(placed.stories)
    new = [mention for mention in mentions if mention not in db.session]
    for mention, story in zip(mentions, placed.stories, strict=True):
        mention.story_id = story
    for mention, number in zip(new, fresh_numbers(Mention, len(new)), strict=True):
        mention.id = number
        if mention.state == State.NEW:
            mention.state = inherited(states[mention.story_id])
    db.session.add_all(new)
    db.session.flush()
    stories.remember([mention.id for mention in mentions], placed.stories, sketches)
    if placed.joined:
        stories.forget(gone for _, gone in placed.joined)


def _move(kept: int, gone: int) -> None:
    theirs = update(Mention).where(Mention.story_id == gone)
    db.session.execute(theirs.values(story_id=kept))
    events.announce(events.StoriesJoined(kept, gone))


def _states(story_ids: Iterable[int]) -> dict[int, set[str]]:
    rows = select(Mention.story_id, Mention.state).where(
        Mention.story_id.in_(set(story_ids)), Mention.reason != Reason.OWN_RELEASE
    )
    found: dict[int, set[str]] = defaultdict(set)
    for story, state in db.session.execute(rows.distinct()):
        found[story].add(state)
    return found
