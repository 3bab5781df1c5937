"""Keeps what a source shows: each article once, what it said before, and who showed it."""

import html
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from comms.adapters import tongues
from comms.adapters.feeds import Item
from comms.core.db import db, insert_new, numbered
from comms.core.links import unwrapped
from comms.core.many import fresh_numbers, in_batches, write_many
from comms.core.text import folded_words, plain
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.intake.service.following import follow, show
from comms.monitoring.intake.service.owning import Sites
from comms.monitoring.intake.service.seeing import Kept, Seen, instant, says

A_FEW = 4  # words; fewer are another cut of the same


class _Known(NamedTuple):
    """An article we have: its number, where it stands, which source showed it first."""

    id: int
    link: str | None
    source_id: int


def keep(seen: Sequence[Seen], now: datetime) -> dict[int, Kept]:
    """Keep what is new and what changed, of several sources at once; by the number of the source.

    Within the caller's transaction. What two of them show first belongs to the first of them.
    """
    kept: dict[int, Kept] = defaultdict(Kept)
    known, sites = _known({each.key for each in seen}), Sites()
    fresh = _fresh(seen, known, sites)
    added = _add_of(fresh, kept, now)
    if len(added) < len(fresh):  # another round was quicker with some of them
        known.update(_known(fresh.keys() - added.keys()))
    newly, others_say = _follow_known(seen, known, sites, kept, now)
    first = [each for each in seen if each.key in added]
    for key, number in added.items():
        known[key] = _Known(number, fresh[key].item.link, fresh[key].source_id)
    strangers = _follow_apart(others_say, kept, now)
    apart = {each.key: each for each in _apart([*first, *newly, *strangers], known, sites)}
    others = _add_of(apart, kept, now)
    first += [*newly, *(apart[key] for key in others)]
    _sight(first, others | {key: about.id for key, about in known.items()}, now)
    return kept


def _fresh(seen: Sequence[Seen], known: Mapping[str, _Known], sites: Sites) -> dict[str, Seen]:
    """Return what nobody has shown yet, the newest last, by its own site where that shows it."""
    found: dict[str, Seen] = {}
    for each in seen:
        rival = found.get(each.key)
        if each.key not in known and (
            rival is None or sites.takes_over(each.item.link, each.source_id, rival.source_id)
        ):
            found[each.key] = each
    return found


def _add_of(fresh: Mapping[str, Seen], kept: dict[int, Kept], now: datetime) -> dict[str, int]:
    """Add articles, each for the source that shows it; return their numbers by key."""
    rows = {key: _row(each, now) for key, each in fresh.items()}
    added = _add(rows)
    for key, entry_id in added.items():
        its = kept[fresh[key].source_id]
        its.new_ids.append(entry_id)
        its.said[entry_id] = rows[key]
    return added


def _apart(first: Iterable[Seen], known: Mapping[str, _Known], sites: Sites) -> Iterator[Seen]:
    """Yield what sources say of articles that a stranger showed first, in quite other words.

    Neither is the site of the article: nobody can tell who is right. Each says it by itself, or
    whoever is first with a few words of no matter keeps the article of a newspaper from us.
    """
    foreign = [each for each in first if _is_foreign(each, known[each.key], sites)]
    if not foreign:
        return
    rows = numbered(Entry, {known[each.key].id for each in foreign})
    entries = {entry.id: entry for entry in rows}
    for each in foreign:
        about = known[each.key]
        entry = entries[about.id]
        is_theirs = entry.source_id == about.source_id and entry.removed_at is None
        if is_theirs and _says_more(each.item, entry):
            yield each._replace(key=_own_key(each))


def _is_foreign(seen: Seen, about: _Known, sites: Sites) -> bool:
    """Say whether another source showed an article first, which is not its site either."""
    return about.source_id != seen.source_id and not sites.is_home(about.link, about.source_id)


def _own_key(seen: Seen) -> str:
    """Return the key under which a source says by itself what it says of an article."""
    return f"{seen.key}#{seen.source_id}"


def _follow_apart(said: Sequence[Seen], kept: dict[int, Kept], now: datetime) -> list[Seen]:
    """Follow what sources say by themselves of articles of others; return what none says yet."""
    own = _known({_own_key(each) for each in said})
    for each in said:
        if (about := own.get(_own_key(each))) and follow(each, about.id, now):
            kept[each.source_id].changed_ids.append(about.id)
    return [each for each in said if _own_key(each) not in own]


def _says_more(item: Item, entry: Entry) -> bool:
    """Say whether most of what an item says is not in the words we have of its article."""
    has = _words(item.title, item.content or item.summary)
    new = has - _words(entry.title, entry.summary, entry.content, entry.page)
    return len(new) >= A_FEW and len(new) > len(has) / 2


def _words(*written: str | None) -> set[str]:
    return {word for each in written for word in folded_words(plain(each or "").text)}


def _follow_known(
    seen: Sequence[Seen],
    known: Mapping[str, _Known],
    sites: Sites,
    kept: Mapping[int, Kept],
    now: datetime,
) -> tuple[list[Seen], list[Seen]]:
    """Follow what became of articles we know.

    Return what a source shows for the first time, and what those say now who may not change it.
    """
    shown = _shown(each.id for each in known.values())
    first: list[Seen] = []
    others: list[Seen] = []
    for each in seen:
        if (about := known.get(each.key)) is None:
            continue
        its, whose = kept[each.source_id], (about.link, each.source_id, about.source_id)
        had = shown.get((each.source_id, about.id))
        if had is None:
            first.append(each)
            if sites.takes_over(*whose) and follow(each, about.id, now, is_owner=True):
                its.changed_ids.append(about.id)
            continue
        its.known += 1
        # Only what this source itself showed before counts: two that cut one do not take turns.
        if had == each.text_hash:
            continue
        if not sites.may_change(*whose):
            show(each, about.id)
            others.append(each)
        elif follow(each, about.id, now):
            its.changed_ids.append(about.id)
    return first, others


def _known(keys: Collection[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    columns = (Entry.link_key, Entry.id, Entry.link, Entry.source_id)
    for some in in_batches(keys):
        rows = select(*columns).where(Entry.link_key.in_(some))
        for key, entry_id, link, source_id in db.session.execute(rows):
            found[key] = _Known(entry_id, link, source_id)
    return found


def _shown(entry_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return what sources showed last of articles we know, by both their numbers."""
    columns = (Sighting.source_id, Sighting.entry_id, Sighting.text_hash)
    return {
        (source_id, entry_id): its_hash
        for some in in_batches(entry_ids)
        for source_id, entry_id, its_hash in db.session.execute(
            select(*columns).where(Sighting.entry_id.in_(some))
        )
    }


def _add(rows: Mapping[str, dict[str, Any]]) -> dict[str, int]:
    """Add articles, given as rows by key; return their numbers by key, in their order."""
    if not rows:
        return {}
    numbers = dict(zip(rows, fresh_numbers(Entry, len(rows)), strict=True))
    write_many(insert_new(Entry), [{"id": numbers[key], **row} for key, row in rows.items()])
    first, last = min(numbers.values()), max(numbers.values())
    there = set(db.session.scalars(select(Entry.id).where(Entry.id.between(first, last))))
    return {key: entry_id for key, entry_id in numbers.items() if entry_id in there}


def _row(seen: Seen, now: datetime) -> dict[str, Any]:
    published = instant(seen.item.published)
    return {
        "source_id": seen.source_id,
        "link": unwrapped(seen.item.link) if seen.item.link else None,
        "link_key": seen.key,
        **says(seen),
        "authors": seen.item.authors,
        "tags": seen.item.tags,
        "enclosures": seen.item.enclosures,
        "published": published,
        "updated": instant(seen.item.updated),
        "date_trust": seen.item.date_trust,
        "seen_at": now,
        "shown_at": min(published, now) if published else now,
        "language": seen.item.language,
        "page": "",
        "detected": None if seen.item.language else tongues.detect(_said(seen.item)),
    }


def _said(item: Item) -> str:
    """Return an item's words without its tags."""
    text = plain(f"{item.title or ''}<p>{item.content or item.summary}").text
    return html.unescape(text)


def _sight(seen: Sequence[Seen], ids: Mapping[str, int], now: datetime) -> None:
    """Write down which articles sources show for the first time."""
    rows = [
        {
            "entry_id": ids[each.key],
            "source_id": each.source_id,
            "guid": each.item.guid,
            "link": each.item.link,
            "text_hash": each.text_hash,
            "seen_at": now,
        }
        for each in seen
    ]
    if rows:
        write_many(insert_new(Sighting), rows)
