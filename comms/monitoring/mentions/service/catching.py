"""Holds every watch against what arrives; what they catch is a mention, in the same transaction."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from comms.core import clock, events, options
from comms.core.db import db
from comms.core.many import write_many
from comms.core.query import Document, Field, Opened, Span
from comms.core.text import fold
from comms.monitoring.archive import service as archive
from comms.monitoring.archive.queries import reading
from comms.monitoring.archive.rules import Article
from comms.monitoring.intake.queries import Access, access_of
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import outlets
from comms.monitoring.mentions.rules.agencies import agency_of
from comms.monitoring.mentions.rules.outlets import outlet_of
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.mentions.rules.subscribers import Whence
from comms.monitoring.mentions.service import placing, republishing
from comms.monitoring.watches.models import Hit
from comms.monitoring.watches.queries import listing
from comms.monitoring.watches.queries.compiling import Compiled, compiled
from comms.monitoring.watches.queries.reading import outside
from comms.monitoring.watches.rules.own_sites import is_own
from comms.monitoring.watches.rules.showing import shown


def spare(event: events.EntriesAging) -> None:
    """Keep the articles that speak of us: what they said, and said before, stays to be shown."""
    ours = select(Mention.entry_id).where(Mention.entry_id.in_(event.entry_ids))
    event.spared.update(found for found in db.session.scalars(ours) if found is not None)


@dataclass(frozen=True)
class _Caught:
    """An article with the hits it made, not yet beside a mention."""

    article: Article
    hits: list[dict[str, Any]]


def catch(event: events.EntriesArrived) -> None:
    """Hold all watches against the articles that arrived, keep their words, tell whom it concerns.

    An article is one mention however many watches catch it; one that changed keeps its mention.
    """
    watches, own = compiled(), options.get("own_sites")
    written = archive.Writing(frozenset(event.changed_ids))
    caught: list[_Caught] = []
    for some in reading.of(event.entry_ids, event.said):
        caught += _caught(_opened(some, written), watches, own)
    written.write()
    new = _keep(caught, event) if caught else []
    if new:
        event.tally["mentions_new"] += len(new)
        events.announce(events.MentionsCaught(tuple(new)))


def _opened(
    articles: Iterable[Article], written: archive.Writing
) -> Iterator[tuple[Article, Opened]]:
    """Yield articles opened, one at a time: opened, an article is many times itself."""
    for article in articles:
        opened = Opened(article.document)
        written.add(article, opened)
        yield article, opened


def hold(watch_id: int, found: Sequence[tuple[Article, Opened]]) -> list[int]:
    """Write down that a watch catches these articles too; return the mentions new to it."""
    watches, own = compiled(), options.get("own_sites")
    caught = [
        _Caught(article, [_hit(watch_id, article, opened, watches)])
        for article, opened in found
        if not is_own(article.link, own)
    ]
    if not caught:
        return []
    return _keep(caught, events.EntriesArrived(tuple(each.article.id for each in caught)))


def _caught(
    opened: Iterable[tuple[Article, Opened]], watches: Compiled, own: Sequence[str]
) -> Iterator[_Caught]:
    """Yield the articles that watches catch; what we say ourselves is no coverage."""
    for article, words in opened:
        if not watches.versions or is_own(article.link, own):
            continue
        if found := watches.lookout.matching(words):
            yield _Caught(article, [_hit(each, article, words, watches) for each in found])


def _hit(watch_id: int, article: Article, opened: Opened, watches: Compiled) -> dict[str, Any]:
    """Return the row of a hit: objects are written one at a time, which costs more than finding."""
    seen = article.document
    spans = [each for each in watches.lookout.spans(watch_id, opened) if _is_in(each, seen)]
    title, sentence = shown(seen, spans)
    return {
        "watch_id": watch_id,
        "version_id": watches.versions[watch_id],
        "at": clock.now(),
        "spans": [[each.field.value, each.start, each.end] for each in spans],
        "title": [list(each) for each in title],
        "sentence": [list(each) for each in sentence],
    }


def _is_in(span: Span, document: Document) -> bool:
    """Say whether a word found is of an article itself, and not of what was typed after it."""
    return span.field is not Field.TEXT or span.end <= len(document.text)


def _keep(caught: Sequence[_Caught], event: events.EntriesArrived) -> list[int]:
    """Write mentions and hits down; return those that are new to a watch, or are news again."""
    ids = [each.article.id for each in caught]
    rows = select(Mention).where(Mention.entry_id.in_(ids))
    known = {mention.entry_id: mention for mention in db.session.scalars(rows)}
    earlier = listing.hits_of([mention.id for mention in known.values()])
    mentions = [known.get(each.article.id) or _mention(each.article) for each in caught]
    houses = outlets.of_searches([each.article for each in caught])
    access = access_of(ids, event.said)
    for mention, each in zip(mentions, caught, strict=True):
        _follow(mention, each.article, houses)
        told(mention, access[each.article.id])
    back = republishing.set_aside(mentions, [each.article.document.text for each in caught])
    rewritten = () if event.is_page else event.changed_ids
    placing.place(mentions, [each.article.document.text for each in caught], rewritten)
    new: list[dict[str, Any]] = []
    for mention, each in zip(mentions, caught, strict=True):
        new += _new_hits(mention, each.hits, earlier.get(mention.id, []))
    db.session.flush()
    if new:
        write_many(insert(Hit), new)
    news = [*(hit["mention_id"] for hit in new), *(each.id for each in back)]
    return list(dict.fromkeys(news))


def _new_hits(
    mention: Mention, hits: Iterable[dict[str, Any]], earlier: Sequence[Hit]
) -> Iterator[dict[str, Any]]:
    """Yield the hits of watches that had not caught a mention; the others say what they say now."""
    by_watch = {hit.watch_id: hit for hit in earlier}
    for hit in hits:
        if before := by_watch.get(hit["watch_id"]):
            before.spans, before.title = hit["spans"], hit["title"]
            before.sentence = hit["sentence"]
        else:
            yield {**hit, "mention_id": mention.id}


def told(mention: Mention, access: Access) -> None:
    """Say whether an article is for subscribers, as its page or its feed tells; a person knows."""
    if mention.paid_how == Whence.PERSON:
        return
    mention.is_paid = access.is_paid
    said = Whence.FEED if access.is_paid else Whence.UNSAID
    mention.paid_how = Whence.PAGE if access.is_of_page else said


def read_on(mention: Mention, typed: str) -> None:
    """Hold all watches against an article with what somebody typed of it, and tell of new ones.

    What a watch shows stays what the feed gave: typed words are kept in one place, so that they
    can leave it. What was entered by hand speaks of us already, whatever the watches say. What is
    typed of an article that sensitive watches alone caught stays theirs: no other shows it.
    """
    is_open = select(Mention.id).where(Mention.id == mention.id, outside(Mention.id))
    if not mention.entry_id or db.session.scalar(is_open) is None:
        return
    some = reading.of([mention.entry_id])
    for article in next(some, []):
        watches, given = compiled(), article.document
        opened = Opened(given._replace(text=f"{given.text}<p>{html.escape(typed)}"))
        known = {each.watch_id for each in listing.hits_of([mention.id]).get(mention.id, ())}
        found = [each for each in watches.lookout.matching(opened) if each not in known]
        hits = [_hit(each, article, opened, watches) for each in found]
        if hits:
            write_many(insert(Hit), [{**each, "mention_id": mention.id} for each in hits])
            events.announce(events.MentionsCaught((mention.id,)))


def _mention(article: Article) -> Mention:
    return Mention(
        entry_id=article.id,
        state=State.NEW,
        # With all that the database would fill in, rows are written together: say each here.
        reason="",
        is_day_alone=False,
        authors=article.authors,
        agency=agency_of(article.authors, article.document.text),
        url=article.link or None,
        published=article.published,
        seen_at=clock.now(),
        lang=article.document.lang,
    )


def _follow(mention: Mention, article: Article, houses: Mapping[int, str]) -> None:
    """Say what the article says now. `houses`: whose articles are that a search showed."""
    mention.title = article.document.title
    source = houses.get(article.id) or article.document.source
    mention.outlet = outlet_of(source, article.link)
    mention.words = fold(f"{mention.title} {mention.outlet}")
