"""Finds the stories of texts as they arrive, and joins stories that a later copy links."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from comms.core import clock
from comms.core.db import changed, db
from comms.core.many import fresh_numbers, write_many
from comms.monitoring.stories import queries
from comms.monitoring.stories.models import Story, StoryShingle, StorySketch
from comms.monitoring.stories.rules import KEPT, Sketch, group, has_in_common, packed

Text = tuple[Sketch, int | None]  # and the story it has, if any


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
    texts: list[Text] = [*zip(sketches, known, strict=True), *queries.likely(sketches)]
    groups = group([each for each, _ in texts], [story for _, story in texts])
    began = queries.beginnings(_linked(groups, texts))
    homes: dict[int, int] = {}  # the story of each text, by its place
    joined: list[tuple[int, int]] = []
    alone: list[list[int]] = []
    for places in groups:
        kept = _kept({story for each in places if (story := texts[each][1])}, began)
        joined += [(stays, story) for story, stays in kept.items() if stays != story]
        housed = _housed(places, texts, kept, began)
        homes |= housed
        left = [each for each in places if each not in housed]
        alone += _among_themselves(left, texts) if kept else [left]
    for places, begun in zip(alone, _begin(len(alone)), strict=True):
        homes |= dict.fromkeys(places, begun)
    _join(joined)
    return Placed([homes[each] for each in range(len(sketches))], joined)


def _linked(groups: Iterable[Sequence[int]], texts: Sequence[Text]) -> set[int]:
    """Return the stories that some texts may join, or link."""
    linked = (texts[each][1] for places in groups if len(places) > 1 for each in places)
    return {story for story in linked if story is not None}


def _housed(
    places: Iterable[int],
    texts: Sequence[Text],
    kept: Mapping[int, int],
    began: Mapping[int, Sketch],
) -> dict[int, int]:
    """Return the story of each of some texts, by its place: its own, or one that it may join.

    `kept`: the stories they link, each with the one that stays of it. Texts without any are left
    out.
    """
    found: dict[int, int] = {}
    for each in places:
        text, story = texts[each]
        found[each] = kept[story] if story else _home(text, kept.values(), began)
    return {each: home for each, home in found.items() if home}


def _among_themselves(places: Sequence[int], texts: Sequence[Text]) -> list[list[int]]:
    """Return the stories of texts that join none of those they link, as places."""
    groups = group([texts[each][0] for each in places])
    return [[places[at] for at in some] for some in groups]


def _kept(held: Collection[int], began: Mapping[int, Sketch]) -> dict[int, int]:
    """Return the story that stays for each that a text links.

    They are one only if what they began with has something in common: who prints two articles in
    one must not hide the second behind the first, which people have read, or dismissed.
    """
    stays: dict[int, int] = {}
    for story in sorted(held):
        stays[story] = _home(began.get(story), stays.values(), began) or story
    return stays


def _home(text: Sketch | None, held: Iterable[int], began: Mapping[int, Sketch]) -> int:
    """Return the first of some stories whose beginning may be of one story with a text, or 0."""
    fits = (
        story
        for story in held
        if text is None or story not in began or has_in_common(text, began[story])
    )
    return min(fits, default=0)


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
