"""Whose an article is: the site it stands on has the last word of what it says.

Any source may list any link: who only lists it does not put words into the mouth of a newspaper.
"""

from urllib.parse import urlsplit

from sqlalchemy import select

from comms.core.db import db
from comms.core.links import site_of
from comms.monitoring.sources.models import Source

# Where each name before these is another house; the public list of such names has thousands.
_OF_MANY = frozenset(
    {
        *("blogspot.com", "blogspot.fr", "wordpress.com", "over-blog.com", "canalblog.com"),
        *("substack.com", "ghost.io", "medium.com", "tumblr.com", "hypotheses.org", "free.fr"),
        *("noblogs.org", "eklablog.com", "jimdofree.com", "wixsite.com", "weebly.com"),
        *("github.io", "gitlab.io", "pages.dev", "netlify.app", "webnode.fr", "wordpress.fr"),
        *("feedburner.com", "typepad.com", "livejournal.com", "home.blog", "business.site"),
    }
)


class Sites:
    """The site each source is asked at, looked up once."""

    def __init__(self) -> None:
        self._known: dict[int, str] | None = None

    def may_change(self, link: str | None, source_id: int, first_id: int) -> bool:
        """Say whether a source may change an article: from its own site, or the first to show it.

        Whose site shows it becomes the first: see `takes_over`.
        """
        return source_id == first_id or self.is_home(link, source_id)

    def takes_over(self, link: str | None, source_id: int, first_id: int) -> bool:
        """Say whether an article that a stranger showed first is shown by its own site now."""
        return self.is_home(link, source_id) and not self.is_home(link, first_id)

    def is_home(self, link: str | None, source_id: int) -> bool:
        """Say whether an article stands on the site of a source."""
        if self._known is None:
            rows = db.session.execute(select(Source.id, Source.url))
            self._known = {number: _site(url) for number, url in rows}
        return bool(link) and self._known.get(source_id) == _site(link or "")


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").rstrip(".")
    site = site_of(host)
    return host.removeprefix("www.") if site in _OF_MANY else site
