"""Whose an article is: a newsroom of the book, a source, a site; never a search engine."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from comms.contacts.book.models import Outlet
from comms.core.db import db
from comms.core.houses import house_of
from comms.core.links import host_of, site_of, unwrapped
from comms.monitoring.archive.rules import Article
from comms.monitoring.intake.models import Entry, Sighting
from comms.monitoring.mentions.rules.outlets import outlet_in_title
from comms.monitoring.mentions.rules.whose import domains_of
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
    shown = [each for each in articles if each.id in searched]
    newsrooms, homes = newsrooms_of(host_of(each.link) for each in shown), _homes()
    return {each.id: _outlet(each, newsrooms, homes) for each in shown}


def _is_wrapped(link: str | None) -> bool:
    """Say whether an engine wrote a link, whatever the address of the feed that shows it."""
    site = site_of(host_of(link or ""))
    return bool(link) and (site in ENGINES or unwrapped(link or "") != link)


def named(url: str, otherwise: str) -> str:
    """Return the outlet of an address: newsroom of the book, source we follow, what is said of it
    otherwise, its site.
    """
    host = host_of(url)
    if newsroom := newsroom_of(host):
        return newsroom.name
    return _homes().get(house_of(host)) or otherwise or host.removeprefix("www.")


def _outlet(article: Article, newsrooms: Mapping[str, Outlet], homes: Mapping[str, str]) -> str:
    host = host_of(article.link)
    if site_of(host) in ENGINES:
        return outlet_in_title(article.document.title)
    if host in newsrooms:
        return newsrooms[host].name
    return homes.get(house_of(host), host.removeprefix("www."))


def newsroom_of(host: str) -> Outlet | None:
    """Return the newsroom of the book whose articles stand on a site."""
    return newsrooms_of([host]).get(host)


def newsrooms_of(hosts: Iterable[str]) -> dict[str, Outlet]:
    """Return the newsrooms of the book whose articles stand on these sites, asked at once.

    Of several on one site, the first that was written down.
    """
    domains = {host: domains_of(host) for host in hosts if host}
    wanted = select(Outlet).where(func.lower(Outlet.domain).in_(set().union(*domains.values())))
    theirs = db.session.scalars(wanted.order_by(Outlet.id)).all() if domains else ()
    found: dict[str, Outlet] = {}
    for host, named in domains.items():
        first = next((each for each in theirs if each.domain.lower() in named), None)
        if first:
            found[host] = first
    return found


def _homes() -> dict[str, str]:
    """Return the names of the sources we follow, by the house they speak for."""
    rows = select(Source.url, Source.site_url, Source.title).where(Source.state != State.REMOVED)
    return {
        house: title
        for url, site, title in db.session.execute(rows.order_by(Source.id.desc()))
        if title and not is_search(url) and (house := house_of(host_of(site or url)))
    }
