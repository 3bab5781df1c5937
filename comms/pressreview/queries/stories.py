"""Reads what a press review is made of: the stories people kept, and what was not watched."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select

from comms.core import clock
from comms.core.db import db
from comms.core.quotes import bound
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries.showing import Shown, shown
from comms.monitoring.mentions.rules.people import people_of
from comms.monitoring.mentions.rules.quoting import shortened
from comms.monitoring.mentions.rules.standing import State
from comms.monitoring.sources import queries as sources
from comms.monitoring.sources.queries import Health
from comms.monitoring.watches.queries import reading
from comms.pressreview.rules.stories import Article, Story, beyond, rank

_SAID_AT = func.coalesce(Mention.published, Mention.seen_at)


def stories(since: datetime, until: datetime) -> list[tuple[int, Story]]:
    """Return the stories people kept of some days, with their numbers, in the reader's order.

    Without what sensitive watches alone caught: a review leaves the house.
    """
    kept = _kept(since, until).where(reading.outside(Mention.id))
    by_story: dict[int, list[Shown]] = defaultdict(list)
    for each in shown(db.session.scalars(kept.order_by(_SAID_AT, Mention.id)).all()):
        by_story[each.mention.story_id].append(each.outside())
    found = [(number, _story(some)) for number, some in by_story.items()]
    return sorted(found, key=lambda each: rank(each[1]), reverse=True)


def count_kept_back(since: datetime, until: datetime) -> int:
    """Return how many mentions people kept of some days sensitive watches alone caught."""
    return _count(_kept(since, until).where(~reading.outside(Mention.id)))


def count_unsorted(since: datetime, until: datetime) -> int:
    """Return how many stories of some days nobody has sorted, without those kept back anyway."""
    wanted = _of(State.NEW, since, until).where(reading.outside(Mention.id)).subquery()
    return db.session.scalar(select(func.count(wanted.c.story_id.distinct()))) or 0


def _count(wanted: Select[Mention]) -> int:
    return db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def _kept(since: datetime, until: datetime) -> Select[Mention]:
    return _of(State.KEPT, since, until)


def _of(state: State, since: datetime, until: datetime) -> Select[Mention]:
    return select(Mention).where(Mention.state == state, since <= _SAID_AT, until >= _SAID_AT)


def _story(some: Sequence[Shown]) -> Story:
    lead = some[0]
    mentions = [each.mention for each in some]
    said = (("".join(part for part, _ in each.sentence), each.mention.title) for each in some)
    quotes = (quote for text, title in said if (quote := beyond(title, text)))
    return Story(
        lead=_article(lead.mention),
        copies=tuple(_article(each) for each in mentions[1:]),
        quote=bound(shortened(next(quotes, ""))),
        note="\n".join(dict.fromkeys(each.note for each in mentions if each.note)),
        tone=next((each.tone for each in mentions if each.tone), ""),
        agency=next((each.agency for each in mentions if each.agency), ""),
    )


def _article(mention: Mention) -> Article:
    return Article(
        title=mention.title,
        outlet=mention.outlet,
        url=mention.url or "",
        at=mention.published or mention.seen_at,
        medium=mention.medium,
        programme=mention.programme,
        authors=tuple(people_of(mention.authors) or mention.authors),
        lang=mention.lang,
        # A teaser is no whole text, whatever a licence covers.
        entry=None if mention.is_paid else mention.entry_id,
        has_hour=mention.has_hour,
        is_paid=mention.is_paid,
    )


def silent() -> list[Health]:
    """Return the sources that are read and say nothing, or that nobody reads now."""
    healths = sources.healths(clock.now())
    return [each for each in healths if not (each.is_well or each.source.unread_since)]
