"""Keeps what a source shows: each article once, what it said before, and who showed it."""

import html
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update

from comms.adapters import tongues
from comms.adapters.feeds import Item
from comms.core.db import db, insert_new
from comms.core.links import unwrapped
from comms.core.many import fresh_numbers, write_many
from comms.core.text import folded_words, plain
from comms.monitoring.intake.models import Entry, EntryVersion, Sighting
from comms.monitoring.intake.rules import Identity, keys_of, text_hash
from comms.monitoring.intake.service.owning import Sites

AT_ONCE = 500
A_FEW = 4  # words; fewer are another cut of the same
_TAG = re.compile(r"<[^>]*>")


class Seen(NamedTuple):
    """An item as a source shows it, ready to be kept."""

    source_id: int
    key: str
    item: Item
    text_hash: str


@dataclass
class Kept:
    """What became of the items a source showed."""

    new_ids: list[int] = field(default_factory=list)
    changed_ids: list[int] = field(default_factory=list)
    known: int = 0  # articles this source had shown before
    said: dict[int, dict[str, Any]] = field(default_factory=dict)  # the rows of what is new


class _Known(NamedTuple):
    """An article we have: its number, where it stands, which source showed it first."""

    id: int
    link: str | None
    source_id: int


def look_at(items: Sequence[Item], source_id: int) -> list[Seen]:
    """Return the articles a document shows, each once, the newest last; asks no database."""
    identities = [Identity(each.link, each.guid, each.title, each.published) for each in items]
    keys = keys_of(identities, source_id)
    seen: dict[str, Seen] = {}
    for key, item in zip(keys, items, strict=True):
        if key not in seen:
            said = text_hash(item.title, item.summary, item.content)
            seen[key] = Seen(source_id, key, item, said)
    return list(seen.values())[::-1]


def _text(written: str) -> str:
    """Return the words of clean HTML without its tags and spaces, to compare them."""
    return "".join(html.unescape(_TAG.sub("", written)).split())


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
    newly, others_say = _follow_known(seen, known, kept, now)
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
    for each in first:
        about = known[each.key]
        if about.source_id == each.source_id or sites.is_home(about.link, about.source_id):
            continue
        entry = db.session.get_one(Entry, about.id)
        is_theirs = entry.source_id == about.source_id and entry.removed_at is None
        if is_theirs and _says_more(each.item, entry):
            yield each._replace(key=_own_key(each))


def _own_key(seen: Seen) -> str:
    """Return the key under which a source says by itself what it says of an article."""
    return f"{seen.key}#{seen.source_id}"


def _follow_apart(said: Sequence[Seen], kept: dict[int, Kept], now: datetime) -> list[Seen]:
    """Follow what sources say by themselves of articles of others; return what none says yet."""
    own = _known({_own_key(each) for each in said})
    for each in said:
        if (about := own.get(_own_key(each))) and _follow(each, about.id, now):
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
    seen: Sequence[Seen], known: Mapping[str, _Known], kept: Mapping[int, Kept], now: datetime
) -> tuple[list[Seen], list[Seen]]:
    """Follow what became of articles we know.

    Return what a source shows for the first time, and what those say now who may not change it.
    """
    shown = _shown(each.id for each in known.values())
    first: list[Seen] = []
    others: list[Seen] = []
    sites = Sites()
    for each in seen:
        if (about := known.get(each.key)) is None:
            continue
        its, whose = kept[each.source_id], (about.link, each.source_id, about.source_id)
        had = shown.get((each.source_id, about.id))
        if had is None:
            first.append(each)
            if sites.takes_over(*whose) and _follow(each, about.id, now, is_owner=True):
                its.changed_ids.append(about.id)
            continue
        its.known += 1
        # Only what this source itself showed before counts: two that cut one do not take turns.
        if had == each.text_hash:
            continue
        if not sites.may_change(*whose):
            _show(each, about.id)
            others.append(each)
        elif _follow(each, about.id, now):
            its.changed_ids.append(about.id)
    return first, others


def _known(keys: Collection[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    columns = (Entry.link_key, Entry.id, Entry.link, Entry.source_id)
    for some in _some(keys):
        rows = select(*columns).where(Entry.link_key.in_(some))
        for key, entry_id, link, source_id in db.session.execute(rows):
            found[key] = _Known(entry_id, link, source_id)
    return found


def _shown(entry_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Return what sources showed last of articles we know, by both their numbers."""
    columns = (Sighting.source_id, Sighting.entry_id, Sighting.text_hash)
    return {
        (source_id, entry_id): its_hash
        for some in _some(list(entry_ids))
        for source_id, entry_id, its_hash in db.session.execute(
            select(*columns).where(Sighting.entry_id.in_(some))
        )
    }


def _some(wanted: Collection[Any]) -> Iterator[list[Any]]:
    every = list(wanted)
    for at in range(0, len(every), AT_ONCE):
        yield every[at : at + AT_ONCE]


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
        **_says(seen),
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


def _says(seen: Seen) -> dict[str, Any]:
    item = seen.item
    return {
        "title": item.title,
        "summary": item.summary,
        "content": item.content,
        "text_hash": seen.text_hash,
    }


def _show(seen: Seen, entry_id: int) -> None:
    """Write down what a source now says of an article."""
    mine = update(Sighting).where(
        Sighting.entry_id == entry_id, Sighting.source_id == seen.source_id
    )
    db.session.execute(mine.values(text_hash=seen.text_hash))


def _follow(seen: Seen, entry_id: int, now: datetime, *, is_owner: bool = False) -> bool:
    """Follow what a source now says of an article; say whether that changed the article."""
    _show(seen, entry_id)
    entry = db.session.get_one(Entry, entry_id)
    entry.source_id = seen.source_id if is_owner else entry.source_id
    if entry.removed_at is not None or entry.text_hash == seen.text_hash:
        return False
    is_other = not _says_the_same(entry, seen.item)
    if is_other:
        db.session.add(_version(entry, now))
        entry.changed_at = now
    for name, value in _says(seen).items():
        setattr(entry, name, value)
    entry.updated = instant(seen.item.updated) or entry.updated
    entry.page_at = None  # where it stands it may say something else too
    return is_other


def _says_the_same(entry: Entry, item: Item) -> bool:
    """Say whether only the form differs: a summary that was a text, a text that was a summary."""
    if (entry.title or "") != (item.title or ""):
        return False
    had = {_text(each) for each in (entry.summary, entry.content)}
    has = {_text(each) for each in (item.summary, item.content)}
    return bool((had & has) - {""}) or had == has


def _version(entry: Entry, now: datetime) -> EntryVersion:
    return EntryVersion(
        entry_id=entry.id,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        seen_at=entry.changed_at or entry.seen_at,
        replaced_at=now,
    )


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


def instant(written: str | None) -> datetime | None:
    """Return the instant of an item's date."""
    return datetime.fromisoformat(written) if written else None
