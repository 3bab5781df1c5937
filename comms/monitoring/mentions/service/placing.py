"""Puts mentions in their stories: copies of one article stand together, and are sorted once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select, update

from comms.core import events
from comms.core.db import db
from comms.core.many import fresh_numbers
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.standing import Reason, State, inherited
from comms.monitoring.stories import queries
from comms.monitoring.stories import service as stories
from comms.monitoring.stories.rules import Sketch, is_another, sketch


def place(
    mentions: Sequence[Mention], texts: Sequence[str], rewritten: Collection[int] = ()
) -> None:
    """Find the story of each mention by its text; new ones are added, all have their number.

    A later copy stands where people have put its story: it only raises the count. `rewritten`: the
    articles whose feeds say something else now; one that has nothing of what it said leaves its
    story, and whoever dismissed it looks again.
    """
    sketches = [
        sketch(text, mention.outlet, mention.published or mention.seen_at, mention.title)
        for mention, text in zip(mentions, texts, strict=True)
    ]
    turned = _turned(mentions, sketches, rewritten)
    placed = stories.place(
        sketches, [None if each.id in turned else each.story_id for each in mentions]
    )
    for kept, gone in placed.joined:
        _move(kept, gone)
    states = _states(placed.stories)
    for mention, story in zip(mentions, placed.stories, strict=True):
        mention.story_id = story
        if mention.id in turned and mention.state == State.DISMISSED:
            mention.state = State.NEW
    _add([mention for mention in mentions if mention not in db.session], states)
    stories.remember([mention.id for mention in mentions], placed.stories, sketches)
    if placed.joined:
        stories.forget(gone for _, gone in placed.joined)


def _add(new: Sequence[Mention], states: Mapping[int, set[str]]) -> None:
    """Add mentions with their numbers; each stands where people have put its story."""
    for mention, number in zip(new, fresh_numbers(Mention, len(new)), strict=True):
        mention.id = number
        if mention.state == State.NEW:
            mention.state = inherited(states.get(mention.story_id, ()))
    db.session.add_all(new)
    db.session.flush()


def _turned(
    mentions: Sequence[Mention], sketches: Sequence[Sketch], rewritten: Collection[int]
) -> set[int]:
    """Return the mentions that say something else altogether than when people read them."""
    now = {
        mention.id: sketch
        for mention, sketch in zip(mentions, sketches, strict=True)
        if mention.id and mention.entry_id in rewritten
    }
    before = queries.kept(now)
    return {each for each, text in now.items() if each in before and is_another(text, before[each])}


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
