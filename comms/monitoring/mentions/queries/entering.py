"""Reads what is known of a link somebody pastes: a mention, an article we keep, its newsroom."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import or_, select

from comms.core.db import db
from comms.core.links import canonical
from comms.core.rights import Actor
from comms.monitoring.archive.queries import reading as archive
from comms.monitoring.intake.models import Entry
from comms.monitoring.intake.queries import access_of
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.queries import outlets
from comms.monitoring.mentions.rules.outlets import outlet_of
from comms.monitoring.watches.queries import reading


@dataclass(frozen=True)
class Told:
    """What a link tells of its article; empty where nothing is known."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    lang: str = ""
    is_paid: bool = False


def known(url: str, actor: Actor) -> Mention | None:
    """Return the mention a member reads with this link, however it is written."""
    if not url:
        return None
    key = canonical(url)
    entry = select(Entry.id).where(Entry.link_key == key)
    rows = select(Mention).where(reading.seen_by(actor, Mention.id))
    site = urlsplit(key).netloc
    by_hand = Mention.entry_id.is_(None) & Mention.url.contains(site, autoescape=True)
    some = rows.where(or_(Mention.entry_id.in_(entry), by_hand)).order_by(Mention.id)
    same = (each for each in db.session.scalars(some) if each.entry_id or _is(each.url, key))
    return next(same, None)


def _is(url: str | None, key: str) -> bool:
    return canonical(url or "") == key


def article(url: str) -> int | None:
    """Return the number of the kept article with this link that is nobody's mention yet."""
    rows = select(Entry.id).where(Entry.link_key == canonical(url), Entry.removed_at.is_(None))
    free = rows.where(
        Entry.id.not_in(select(Mention.entry_id).where(Mention.entry_id.is_not(None)))
    )
    return db.session.scalar(free)


def told(entry_id: int) -> Told:
    """Return what a kept article tells."""
    found = next((each for some in archive.of([entry_id]) for each in some), None)
    if found is None:
        return Told()
    source = outlets.of_searches([found]).get(found.id) or found.document.source
    return Told(
        title=found.document.title,
        outlet=outlet_of(source, found.link),
        authors=tuple(found.authors),
        published=found.published,
        lang=found.document.lang,
        is_paid=access_of([entry_id], {})[entry_id].is_paid,
    )


def text(entry_id: int) -> str:
    """Return the text of a kept article."""
    return next((each.document.text for some in archive.of([entry_id]) for each in some), "")
