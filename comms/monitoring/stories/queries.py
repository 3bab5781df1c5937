"""Reads the sketches of mentions."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import func, select

from comms.core.db import db
from comms.core.many import in_batches
from comms.monitoring.stories.models import StoryShingle, StorySketch
from comms.monitoring.stories.rules import LIKELY, Sketch, unpacked


def likely(sketches: Sequence[Sketch]) -> Iterator[tuple[Sketch, int]]:
    """Yield the kept sketches that may be copies of one of these, each with its story."""
    fewest = min((len(each.sampled) for each in sketches), default=0)
    shared = Counter(_holders(sorted(frozenset().union(*(each.sampled for each in sketches)))))
    found = [mention_id for mention_id, count in shared.items() if count >= LIKELY * fewest]
    for some in in_batches(sorted(found)):
        rows = select(StorySketch).where(StorySketch.mention_id.in_(some))
        for row in db.session.scalars(rows):
            yield unpacked(row.shingles, row.outlet, row.at, row.title), row.story_id


def beginnings(story_ids: Collection[int]) -> dict[int, Sketch]:
    """Return the text each story began with, of those still kept."""
    first = select(func.min(StorySketch.mention_id)).group_by(StorySketch.story_id)
    found: dict[int, Sketch] = {}
    for some in in_batches(sorted(story_ids)):
        rows = select(StorySketch).where(
            StorySketch.mention_id.in_(first.where(StorySketch.story_id.in_(some)))
        )
        for row in db.session.scalars(rows):
            found[row.story_id] = unpacked(row.shingles, row.outlet, row.at, row.title)
    return found


def kept(mention_ids: Collection[int]) -> dict[int, Sketch]:
    """Return the sketches that are kept of some mentions, by their numbers."""
    return {
        row.mention_id: unpacked(row.shingles, row.outlet, row.at, row.title)
        for some in in_batches(sorted(mention_ids))
        for row in db.session.scalars(select(StorySketch).where(StorySketch.mention_id.in_(some)))
    }


def _holders(hashes: Sequence[int]) -> Iterator[int]:
    for some in in_batches(hashes):
        rows = select(StoryShingle.mention_id).where(StoryShingle.hash.in_(some))
        yield from db.session.scalars(rows)
