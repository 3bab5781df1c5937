"""Whose an article is that a search showed: a search engine is no newspaper."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import select

from comms.core.db import db
from comms.core.links import site_of, unwrapped
from comms.monitoring.archive.rules import Article
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.mentions.queries.linking import outlet_of
from comms.monitoring.mentions.rules.outlets import outlet_in_title
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import State, is_search

ENGINES = ("google.com", "bing.com")  # who keep the address of the article to themselves


def of_searches(articles: Sequence[Article]) -> dict[int, str]:
    """Return the outlet of those of these articles that a search showed, by number.

    The newsroom of the book on that site, else the source we follow there, else the site; behind
    an address of the engine itself, what the title ends with.
    """
    rows = select(Entry.id, Source.url, Sighting.link).join(Source, Source.id == Entry.source_id)
    its_own = (Sighting.entry_id == Entry.id) & (Sighting.source_id == Entry.source_id)
    shown_by = rows.outerjoin(Sighting, its_own).where(Entry.id.in_([each.id for each in articles]))
    found = db.session.execute(shown_by)
    searched = {number for number, url, link in found if is_search(url) or _is_wrapped(link)}
    if not searched:
        return {}
    homes = _homes()
    return {each.id: _outlet(each, homes) for each in articles if each.id in searched}


def _is_wrapped(link: str | None) -> bool:
    """Say whether an engine wrote a link, whatever the address of the feed that shows it."""
    site = site_of(urlsplit(link or "").hostname or "")
    return bool(link) and (site in ENGINES or unwrapped(link or "") != link)


def named(url: str, otherwise: str) -> str:
    """Return the outlet of an address: newsroom of the book, source we follow, what is said of it
    otherwise, its site.
    """
    host = urlsplit(url).hostname or ""
    if newsroom := outlet_of(host):
        return newsroom.name
    return _homes().get(site_of(host)) or otherwise or host.removeprefix("www.")


def _outlet(article: Article, homes: dict[str, str]) -> str:
    host = urlsplit(article.link).hostname or ""
    if site_of(host) in ENGINES:
        return outlet_in_title(article.document.title)
    newsroom = outlet_of(host)
    return newsroom.name if newsroom else homes.get(site_of(host), host.removeprefix("www."))


def _homes() -> dict[str, str]:
    """Return the names of the sources we follow, by the site they speak for."""
    rows = select(Source.url, Source.site_url, Source.title).where(Source.state != State.REMOVED)
    return {
        site_of(urlsplit(site or url).hostname or ""): title
        for url, site, title in db.session.execute(rows.order_by(Source.id.desc()))
        if title and not is_search(url)
    }
