"""Finds the stories of texts as they arrive, and joins stories that a later copy links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from comms.core import clock
from comms.core.db import changed, db, fresh_numbers, write_many
from comms.monitoring.stories import queries
from comms.monitoring.stories.models import Story, StoryShingle, StorySketch
from comms.monitoring.stories.rules import KEPT, Sketch, group, packed


@dataclass(frozen=True)
class Placed:
    """The story of each text, in order, and the stories that are one now: (kept, gone)."""

    stories: list[int]
    joined: list[tuple[int, int]]


def place(sketches: Sequence[Sketch], known: Sequence[int | None]) -> Placed:
    """Find the stories of texts, among one another and among what came before.

    `known`: the story a text has already, by place. Whoever has rows of a story that is gone moves
    them, then calls `forget`.
    """
    earlier = list(queries.likely(sketches))
    everyone = [*sketches, *(each for each, _ in earlier)]
    before = [*known, *(story for _, story in earlier)]
    stories = [0] * len(everyone)
    joined: list[tuple[int, int]] = []
    alone: list[list[int]] = []
    for places in group(everyone, before):
        held = sorted({story for each in places if (story := before[each]) is not None})
        if not held:
            alone.append(places)
            continue
        joined += [(held[0], gone) for gone in held[1:]]
        _write(stories, places, held[0])
    for places, begun in zip(alone, _begin(len(alone)), strict=True):
        _write(stories, places, begun)
    _join(joined)
    return Placed(stories[: len(sketches)], joined)


def _write(stories: list[int], places: Iterable[int], story: int) -> None:
    for each in places:
        stories[each] = story


def _begin(count: int) -> list[int]:
    """Begin so many stories; return their numbers."""
    if not count:
        return []
    begun, now = fresh_numbers(Story, count), clock.now()
    write_many(insert(Story), [{"id": number, "made_at": now} for number in begun])
    return begun


def _join(joined: Iterable[tuple[int, int]]) -> None:
    for kept, gone in joined:
        theirs = update(StorySketch).where(StorySketch.story_id == gone)
        db.session.execute(theirs.values(story_id=kept))


def remember(
    mention_ids: Sequence[int], stories: Sequence[int], sketches: Sequence[Sketch]
) -> None:
    """Keep the sketches of mentions, so that later copies find them; what was kept is replaced."""
    db.session.execute(delete(StoryShingle).where(StoryShingle.mention_id.in_(mention_ids)))
    db.session.execute(delete(StorySketch).where(StorySketch.mention_id.in_(mention_ids)))
    rows = [
        {
            "mention_id": mention_id,
            "story_id": story,
            "outlet": each.outlet,
            "at": each.at or clock.now(),
            "shingles": packed(each),
            "title": each.title,
        }
        for mention_id, story, each in zip(mention_ids, stories, sketches, strict=True)
    ]
    shingles = [
        {"hash": shingle, "mention_id": mention_id}
        for mention_id, each in zip(mention_ids, sketches, strict=True)
        for shingle in each.sampled
    ]
    db.session.execute(insert(StorySketch), rows)
    if shingles:
        db.session.execute(insert(StoryShingle), shingles)


def forget(story_ids: Iterable[int]) -> None:
    """Delete stories that were joined to others."""
    db.session.execute(delete(Story).where(Story.id.in_(tuple(story_ids))))


def forget_old() -> int:
    """Delete the sketches no copy can join any more; return how many. A job's verb."""
    before = clock.now() - KEPT
    old = select(StorySketch.mention_id).where(StorySketch.at < before)
    db.session.execute(delete(StoryShingle).where(StoryShingle.mention_id.in_(old)))
    gone = db.session.execute(delete(StorySketch).where(StorySketch.at < before))
    return changed(gone)
