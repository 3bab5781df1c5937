"""Small feeds that the tests' web serves."""

from collections.abc import Iterable

from comms.core import clock
from comms.core.db import db
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.rules import key_of


def item(number: int, title: str = "", text: str = "Un texte.", link: str = "") -> str:
    """Return an item of RSS; its link is its number's when none is given."""
    where = link or f"https://exemple.org/{number}"
    return (
        f"<item><title>{title or f'Article {number}'}</title><link>{where}</link>"
        f"<guid>{where}</guid><description>{text}</description>"
        f"<pubDate>Tue, 12 Mar 2030 0{number % 8}:00:00 GMT</pubDate></item>"
    )


def rss(items: Iterable[str] = (), title: str = "Le Journal", head: str = "") -> str:
    """Return a feed."""
    inner = f"<title>{title}</title><link>https://exemple.org/</link>{head}{''.join(items)}"
    return f'<rss version="2.0"><channel>{inner}</channel></rss>'


def numbered(*numbers: int) -> str:
    """Return a feed of these articles."""
    return rss([item(number) for number in numbers])


def source(url: str, **more: object) -> int:
    """Follow an address, without asking it; return its number. Commits."""
    facts = {"added_at": clock.now(), "due_at": clock.now(), **more}
    made = Source(url=url, url_key=key_of(url), **facts)
    db.session.add(made)
    db.session.commit()
    return made.id
