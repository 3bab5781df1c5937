"""Articles as intake stores them, and watches, for tests of what comes after."""

from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from comms.core import clock, events
from comms.core.db import db
from comms.monitoring.intake.models import Entry
from comms.monitoring.sources.models import Source
from comms.monitoring.watches import service
from comms.monitoring.watches.models import Watch
from comms.monitoring.watches.service import Words

_numbers = count(1)


def source(title: str = "Ouest-Info") -> Source:
    """Return a source of this name, made the first time."""
    known = db.session.scalar(select(Source).where(Source.title == title))
    if known:
        return known
    url = f"https://source{next(_numbers)}.example/feed"
    made = Source(url=url, url_key=url, title=title, added_at=clock.now(), due_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made


def stored(title: str, text: str = "", *, outlet: str = "Ouest-Info", **facts: Any) -> Entry:
    """Store an article without a word to anyone."""
    link = facts.pop("link", f"https://exemple.org/{next(_numbers)}")
    at = facts.pop("at", clock.now() - timedelta(minutes=5))
    entry = Entry(
        source_id=source(outlet).id,
        link=link,
        link_key=link,
        title=title,
        summary=text,
        seen_at=clock.now(),
        shown_at=at,
        published=at,
        text_hash="",
        language=facts.pop("language", "fr"),
        **facts,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def arrives(title: str, text: str = "", **facts: Any) -> Entry:
    """Store an article and tell all who listen; commits."""
    entry = stored(title, text, **facts)
    tell(entry)
    return entry


def tell(*entries: Entry, changed: bool = False) -> None:
    """Tell all who listen that these arrived, or changed; commits."""
    ids = tuple(entry.id for entry in entries)
    events.announce(events.EntriesArrived(ids, ids if changed else ()))
    db.session.commit()


def watch(name: str = "Nom", query: str = "observateurs", told: tuple[int, ...] = ()) -> Watch:
    """Begin a watch; commits."""
    made = service.add(name, Words(query), actor=None)
    service.tell(made, told, actor=None)
    db.session.commit()
    return made
