"""Following one source more, and what is done with one that is followed."""

from dataclasses import dataclass

from comms.adapters import feeds
from comms.adapters.feeds import Announced, Document, Feed, FeedTrouble
from comms.adapters.http import Answer, HttpTrouble, Policy, fetch
from comms.audit import service as audit
from comms.core import clock, events, settings
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Actor, number_of
from comms.core.text.typed import seen
from comms.monitoring.sources import queries
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import SourceWrong, State, ailment_of, key_of
from comms.monitoring.sources.service import outages

LONGEST_NAME = 200
MOST_ANNOUNCED = 10  # feeds of one page that are offered


@dataclass(frozen=True)
class Found:
    """A feed, and what is known of it before it is followed."""

    url: str
    title: str = ""
    site_url: str | None = None
    language: str | None = None
    others: tuple[Announced, ...] = ()  # more feeds that the same page announces


def find(written: str) -> Found:
    """Ask an address once: it is a feed, or a page that announces one.

    Takes up to thirty seconds: call it with no transaction open, or nobody else can write.

    Raises:
        Refused: the address, what it answers, or that no feed is there.
    """
    try:
        answer = fetch(written.strip(), Policy(allowed=settings.current().allow_nets))
    except HttpTrouble as trouble:
        raise Refused(trouble.trouble) from trouble
    if answer.status != 200:
        raise Refused(ailment_of(answer.status), status=answer.status)
    page = Document(answer.body, answer.url, answer.headers)
    (said,) = feeds.read_each([page], clock.now())
    if isinstance(said, Feed):
        return _feed(written.strip(), answer, said)
    return _announced(page, said)


def _feed(written: str, answer: Answer, said: Feed) -> Found:
    return Found(answer.moved_to or written, said.title or "", said.link, said.language)


def _announced(page: Document, trouble: FeedTrouble) -> Found:
    if trouble is not FeedTrouble.NOT_A_FEED:
        raise Refused(trouble)
    if not (listed := feeds.announced(page)):
        maybe = feeds.linked(page)[:MOST_ANNOUNCED]
        raise Refused(SourceWrong.NO_FEED_ON_PAGE, maybe=maybe)
    known = queries.by_keys(key_of(each.url) for each in listed)
    # Of a page whose first feed is followed already the next one is wanted.
    listed.sort(key=lambda each: _is_followed(known.get(key_of(each.url))))
    first, *others = listed[:MOST_ANNOUNCED]
    # What a page calls its feed (« À la une », « RSS ») names no outlet: the feed says its own
    # name when it is first read.
    return Found(first.url, site_url=page.url, others=tuple(others))


def _is_followed(source: Source | None) -> bool:
    return source is not None and source.state != State.REMOVED


def follow(found: Found, *, actor: Actor | None) -> Source:
    """Follow a feed; it is asked in the next round.

    Raises:
        Refused: it is followed already.
    """
    key = key_of(found.url)
    source = queries.by_keys([key]).get(key)
    if source is not None and _is_followed(source):
        raise Refused(SourceWrong.KNOWN, title=queries.named(source))
    if source is None:
        source = Source(url=found.url, url_key=key, added_at=clock.now(), due_at=clock.now())
        db.session.add(source)
    source.url, source.title, source.site_url = found.url, found.title, found.site_url
    source.state, source.language, source.added_by = State.ACTIVE, found.language, number_of(actor)
    source.due_at = clock.now()
    db.session.flush()
    audit.record(number_of(actor), "source.added", "source", source.id)
    return source


def rename(source: Source, name: str, *, actor: Actor | None) -> None:
    """Call a source, and the outlet of what it brings, so; of no name its feed's own is taken."""
    before = source.title
    source.title = " ".join(seen(name).split())[:LONGEST_NAME]
    if not source.title:  # read it whole, whatever its server says of the last time
        source.full_at = source.body_hash = None
    elif before:
        events.announce(events.SourceRenamed(source.id, before, source.title))
    audit.record(number_of(actor), "source.named", "source", source.id)


def pause(source: Source, *, actor: Actor | None) -> None:
    """Ask a source no more until a person says so."""
    source.state = State.PAUSED
    outages.begin(source, clock.now())
    audit.record(number_of(actor), "source.paused", "source", source.id)


def resume(source: Source, *, actor: Actor | None) -> None:
    """Ask a source again, from the next round on."""
    source.state, source.due_at = State.ACTIVE, clock.now()
    source.gone_since, source.failures = None, 0.0
    audit.record(number_of(actor), "source.resumed", "source", source.id)


def remove(source: Source, *, actor: Actor | None) -> None:
    """Let a source go; the articles it showed stay."""
    source.state = State.REMOVED
    outages.end(source, clock.now())
    audit.record(number_of(actor), "source.removed", "source", source.id)


def ask_soon(source: Source, *, actor: Actor | None) -> None:
    """Have a source asked in the next round, unless its server asked to wait."""
    source.due_at = max(filter(None, (clock.now(), source.not_before)))
    audit.record(number_of(actor), "source.asked", "source", source.id)


def see_move(source: Source, *, actor: Actor | None) -> None:
    """Say that somebody has seen the new address of a source."""
    source.moved_from = None
    audit.record(number_of(actor), "source.move_seen", "source", source.id)


def read_pages(source: Source, *, actor: Actor | None) -> None:
    """Have the articles of a source read where they stand, as far as its site lets robots."""
    source.reads_pages = True
    audit.record(number_of(actor), "source.pages_read", "source", source.id)


def leave_pages(source: Source, *, actor: Actor | None) -> None:
    """Read of a source what its feed says, and no more; what was read stays."""
    source.reads_pages = False
    audit.record(number_of(actor), "source.pages_left", "source", source.id)
