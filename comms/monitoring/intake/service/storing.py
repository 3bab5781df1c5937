"""Keeps what a source shows: each article once, what it said before, and who showed it."""

import html
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from comms.adapters import tongues
from comms.adapters.feeds import Item
from comms.core.db import db, insert_new
from comms.core.links import unwrapped
from comms.core.many import fresh_numbers, write_many
from comms.core.text import plain
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.intake.queries import Known
from comms.monitoring.intake.service.apart import follow_apart, set_apart
from comms.monitoring.intake.service.following import Said, follow, show
from comms.monitoring.intake.service.owning import Sites
from comms.monitoring.intake.service.seeing import Kept, Seen, instant, says


def keep(seen: Sequence[Seen], now: datetime) -> dict[int, Kept]:
    """Keep what is new and what changed, of several sources at once; by the number of the source.

    Within the caller's transaction. What two of them show first belongs to the first of them.
    """
    kept: dict[int, Kept] = defaultdict(Kept)
    known, sites = queries.known({each.key for each in seen}), Sites()
    fresh = _fresh(seen, known, sites)
    added = _add_of(fresh, kept, now)
    if len(added) < len(fresh):  # another round was quicker with some of them
        known.update(queries.known(fresh.keys() - added.keys()))
    newly, others_say = _follow_known(seen, known, sites, kept, now)
    first = [each for each in seen if each.key in added]
    for key, number in added.items():
        known[key] = Known(number, fresh[key].item.link, fresh[key].source_id)
    strangers = follow_apart(others_say, kept, now)
    apart = {each.key: each for each in set_apart([*first, *newly, *strangers], known, sites)}
    others = _add_of(apart, kept, now)
    first += [*newly, *(apart[key] for key in others)]
    _sight(first, others | {key: about.id for key, about in known.items()}, now)
    return kept


def _fresh(seen: Sequence[Seen], known: Mapping[str, Known], sites: Sites) -> dict[str, Seen]:
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


def _follow_known(
    seen: Sequence[Seen],
    known: Mapping[str, Known],
    sites: Sites,
    kept: Mapping[int, Kept],
    now: datetime,
) -> tuple[list[Seen], list[Seen]]:
    """Follow what became of articles we know.

    Return what a source shows for the first time, and what those say now who may not change it.
    """
    shown = queries.shown_last(each.id for each in known.values())
    first: list[Seen] = []
    others: list[Said] = []
    theirs: list[Said] = []
    for each in seen:
        if (about := known.get(each.key)) is None:
            continue
        whose = (about.link, each.source_id, about.source_id)
        had = shown.get((each.source_id, about.id))
        if had is None:
            first.append(each)
            if sites.takes_over(*whose):
                theirs.append(Said(each, about.id, is_owner=True))
            continue
        kept[each.source_id].known += 1
        # Only what this source itself showed before counts: two that cut one do not take turns.
        if had != each.text_hash:
            (theirs if sites.may_change(*whose) else others).append(Said(each, about.id))
    show(others)
    for said in follow(theirs, now):
        kept[said.seen.source_id].changed_ids.append(said.entry_id)
    return first, [each.seen for each in others]


def _add(rows: Mapping[str, dict[str, Any]]) -> dict[str, int]:
    """Add articles, given as rows by key; return their numbers by key, in their order."""
    if not rows:
        return {}
    numbers = dict(zip(rows, fresh_numbers(Entry, len(rows)), strict=True))
    for key, row in rows.items():
        row["id"] = numbers[key]
    if write_many(insert_new(Entry), [*rows.values()]) == len(rows):
        return numbers
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
