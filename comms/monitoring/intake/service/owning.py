"""Whose an article is: the site it stands on has the last word of what it says.

Any source may list any link: who only lists it does not put words into the mouth of a newspaper.
"""

from sqlalchemy import select

from comms.core.db import db
from comms.core.houses import house_of
from comms.core.links import host_of, unwrapped
from comms.monitoring.sources.models import Source


class Sites:
    """The house each source is asked at, looked up once."""

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
            self._known = {number: _house(url) for number, url in rows}
        house = _house(unwrapped(link or ""))
        return bool(house) and self._known.get(source_id) == house


def _house(url: str) -> str:
    return house_of(host_of(url))
