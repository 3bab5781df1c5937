"""Fills the book and the watch of the demonstration: by an import, by articles as feeds do."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select, update

from comms.adapters.feeds.values import Trust
from comms.contacts.files.service import importing, reading
from comms.contacts.lists import queries as lists
from comms.contacts.lists.models import ContactList
from comms.core import clock, events
from comms.core.db import db
from comms.core.query import read
from comms.core.rights import Actor
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules.by_hand import ByHand
from comms.monitoring.mentions.rules.standing import Medium
from comms.monitoring.mentions.rules.subscribers import Completed
from comms.monitoring.mentions.service import completing, entering
from comms.monitoring.sources.models import Outage, Source
from comms.monitoring.sources.rules import Ailment
from comms.monitoring.watches import service as watches
from comms.monitoring.watches.rules.boxes import boxes_of
from comms.monitoring.watches.service import Words
from comms.portability.rules import press
from comms.portability.rules.press import Article, Read

NEXT_POLL = timedelta(days=1)  # the invented domains answer nobody: let a first look be calm
OLD = timedelta(days=800)  # the yearly texts go back more than a year


def fill_book(actor: Actor) -> dict[str, int]:
    """Import the invented press; return the number of each list by its name.

    The lists are older than the oldest text: none leaves to a list opened after its approval.
    """
    understood = reading.understand(press.BOOK.encode())
    importing.take_in(understood, name="presse.csv", origin=press.ORIGIN, actor=actor)
    db.session.execute(update(ContactList).values(made_at=clock.now() - OLD))
    return {name: number for number, name in lists.list_choices()}


def watch(now: datetime, actor: Actor) -> None:
    """Begin the watches, then let the feeds show their articles, each at its hour."""
    for name, query in press.WATCHES:
        made = watches.add(name, Words(query, boxes_of(read(query))), actor=actor)
        watches.tell(made, [actor.id], actor=actor)
    sources = {each.host: _source(each, now, actor) for each in press.FEEDS}
    for article in sorted(press.ARTICLES, key=lambda each: -each.hours_ago):
        with clock.fixed(now - timedelta(hours=article.hours_ago)):
            entry = _show(article, sources[article.host])
            events.announce(events.EntriesArrived((entry.id,)))
    _miss(sources["ouest-info"], now)
    _hear_the_radio(now, actor)
    _read_on(actor)


def _source(feed: Read, now: datetime, actor: Actor) -> Source:
    source = Source(
        url=feed.url,
        url_key=feed.url,
        title=feed.title,
        site_url=feed.url.removesuffix("feed"),
        language=feed.lang,
        added_by=actor.id,
        added_at=now - timedelta(days=30),
        due_at=now + NEXT_POLL,
        last_try=now - timedelta(minutes=20),
        last_ok=now - timedelta(minutes=20),
        last_new=now - timedelta(hours=3),
        newest_at=now - timedelta(hours=3),
        rhythm_minutes=240,
        polls=720,
    )
    db.session.add(source)
    db.session.flush()
    return source


def _miss(source: Source, now: datetime) -> None:
    """Have the site of a source be down for two days of last week."""
    since, until = now - timedelta(days=5, hours=6), now - timedelta(days=3, hours=2)
    kind = Ailment.SITE_FAILS
    db.session.add(Outage(source_id=source.id, since=since, until=until, kind=kind))


def _show(article: Article, source: Source) -> Entry:
    """Write an article down as if the feed had just shown it."""
    link = f"https://{article.host}.exemple/{abs(int(article.hours_ago * 60))}"
    mark = hashlib.sha256(f"{article.title}\n{article.text}".encode()).hexdigest()
    entry = Entry(
        source_id=source.id,
        link=link,
        link_key=link,
        title=article.title,
        summary=f"<p>{article.text}</p>",
        authors=[article.author] if article.author else [],
        tags=[*article.tags],
        published=clock.now(),
        date_trust=Trust.STATED,
        seen_at=clock.now(),
        shown_at=clock.now(),
        language=source.language,
        text_hash=mark,
    )
    db.session.add(entry)
    db.session.flush()
    db.session.add(
        Sighting(
            entry_id=entry.id,
            source_id=source.id,
            guid=link,
            link=link,
            text_hash=mark,
            seen_at=clock.now(),
        )
    )
    return entry


def _hear_the_radio(now: datetime, actor: Actor) -> None:
    """Enter by hand what no feed shows."""
    heard = ByHand(
        title="L’Observatoire du Rivage invité de la matinale",
        outlet="Radio Phare",
        medium=Medium.RADIO,
        programme="La matinale, 7 h 40",
        authors=("Karim Le Roux",),
        published=now - timedelta(hours=26),
        verbatim="« On ne compte pas pour compter, on compte pour que ça s’arrête. »",
    )
    entering.enter(heard, actor=actor)


def _read_on(actor: Actor) -> None:
    """Complete by hand an article for subscribers."""
    title, passage, note = press.READ_ON
    mention = db.session.scalars(select(Mention).where(Mention.title == title)).one()
    completing.complete(mention, Completed(passage=passage, note=note), actor=actor)
