"""A source that changes guids, links, titles and formats at every poll: nothing lost, nor twice."""

import json

import pytest
from sqlalchemy import func, select

from comms.core import clock
from comms.core.db import db
from comms.monitoring.alerts.models import Alert
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry
from comms.monitoring.intake.service import polling
from comms.monitoring.mentions.models import Mention
from tests.conftest import NOW
from tests.monitoring.articles import watch
from tests.monitoring.intake.test_polling import OWN
from tests.monitoring.said import source
from tests.peers.web import Web

POLLS, STANDING, EVERY = 50, 6, 10  # one more article every poll, the title of one every tenth
POLICY = polling.Policy(allowed=OWN)
FORMS = ("rss", "atom", "json")


def _link(number: int, poll: int) -> str:
    """Return the link of an article as this poll writes it: one article, many writings."""
    ways = (
        f"http://www.exemple.org/a/{number}",
        f"https://exemple.org/a/{number}/?utm_source=rss&utm_campaign={poll}",
        f"https://m.exemple.org/a/{number}#commentaires",
        f"https://exemple.org/a/{number}/amp",
    )
    return ways[(number + poll) % len(ways)]


def _title(number: int, poll: int) -> str:
    return f"HRO, article {number}" + (f", version {poll // EVERY}" if number == 0 else "")


def _document(poll: int) -> str:
    """Return what the source shows: the first article always, and the newest of the others."""
    numbers = [0, *range(max(1, poll - STANDING), poll + 1)]
    items = [
        (each, _title(each, poll), _link(each, poll), f"guid-{poll}-{each}") for each in numbers
    ]
    form = FORMS[poll % len(FORMS)]
    if form == "json":
        said = [
            {"id": g, "url": u, "title": t, "content_text": "Un texte."} for _, t, u, g in items
        ]
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": said}
        )
    if form == "atom":
        inner = "".join(
            f'<entry><title>{t}</title><link href="{u.replace("&", "&amp;")}"/><id>{g}</id>'
            f"<summary>Un texte.</summary></entry>"
            for _, t, u, g in items
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>J</title>{inner}</feed>'
    inner = "".join(
        f"<item><title>{t}</title><link>{u.replace('&', '&amp;')}</link><guid>{g}</guid>"
        f"<description>Un texte.</description></item>"
        for _, t, u, g in items
    )
    return f'<rss version="2.0"><channel><title>J</title>{inner}</channel></rss>'


@pytest.mark.anywhere
@pytest.mark.slow
def test_fifty_polls_of_a_churning_source(here, cast, web: Web) -> None:
    watch("Nom", "HRO", told=(cast.actor("ines").id,))
    address = web.page("/rss", "")
    source(address)
    new = updated = 0

    for poll in range(POLLS):
        web.page("/rss", _document(poll))
        with clock.fixed(NOW + poll * polling.LEASE * 4):
            report = polling.poll(queries.take_all(clock.now(), polling.LEASE), POLICY)
        assert report.failed == 0
        new, updated = new + report.entries_new, updated + report.entries_updated

    counts = [
        db.session.scalar(select(func.count()).select_from(kind))
        for kind in (Entry, Mention, Alert)
    ]
    first = db.session.scalars(select(Entry).order_by(Entry.id)).first()
    assert first is not None
    titles = [each.title for each in queries.versions_of(first.id)]
    assert (new, updated) == (POLLS, POLLS // EVERY - 1)
    assert counts[:2] == [POLLS, POLLS]
    assert counts[2] == len(set(db.session.scalars(select(Mention.story_id))))
    assert [*titles, first.title] == [
        f"HRO, article 0, version {number}" for number in range(POLLS // EVERY)
    ]
