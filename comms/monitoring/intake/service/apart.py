"""What sources say of an article a stranger showed first, in quite other words: each by itself.

Neither is the site of the article: nobody can tell who is right. Were only the first believed,
whoever is first with a few words of no matter would keep the article of a newspaper from us.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from comms.adapters.feeds import Item
from comms.core.db import numbered
from comms.core.text import folded_words, plain
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry
from comms.monitoring.intake.queries import Known
from comms.monitoring.intake.service.following import Said, follow
from comms.monitoring.intake.service.owning import Sites
from comms.monitoring.intake.service.seeing import Kept, Seen

A_FEW = 4  # words; fewer are another cut of the same


def set_apart(first: Iterable[Seen], known: Mapping[str, Known], sites: Sites) -> Iterator[Seen]:
    """Yield what of that which sources show for the first time stands by itself, under its key."""
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


def follow_apart(said: Sequence[Seen], kept: Mapping[int, Kept], now: datetime) -> list[Seen]:
    """Follow what sources say by themselves of articles of others; return what none says yet."""
    own = queries.known({_own_key(each) for each in said})
    again = [Said(seen, own[key].id) for seen in said if (key := _own_key(seen)) in own]
    for each in follow(again, now):
        kept[each.seen.source_id].changed_ids.append(each.entry_id)
    return [seen for seen in said if _own_key(seen) not in own]


def _is_foreign(seen: Seen, about: Known, sites: Sites) -> bool:
    """Say whether another source showed an article first, which is not its site either."""
    return about.source_id != seen.source_id and not sites.is_home(about.link, about.source_id)


def _own_key(seen: Seen) -> str:
    """Return the key under which a source says by itself what it says of an article."""
    return f"{seen.key}#{seen.source_id}"


def _says_more(item: Item, entry: Entry) -> bool:
    """Say whether most of what an item says is not in the words we have of its article."""
    has = _words(item.title, item.content or item.summary)
    new = has - _words(entry.title, entry.summary, entry.content, entry.page)
    return len(new) >= A_FEW and len(new) > len(has) / 2


def _words(*written: str | None) -> set[str]:
    return {word for each in written for word in folded_words(plain(each or "").text)}
