"""Reads articles where they stand, for sources whose feeds say little: one a site and turn."""

from datetime import timedelta

from comms.adapters import pages
from comms.adapters.http import Policy
from comms.adapters.pages import Page, Wanted
from comms.core import clock, events, settings
from comms.core.db import db
from comms.monitoring.intake import queries
from comms.monitoring.intake.models import Entry

MOST_A_TURN = 10
FRESH = timedelta(days=2)  # older articles are not asked for any more


def read_due() -> int:
    """Read the newest articles nobody has read whole; return how many gave a text.

    A job's verb; commits as it goes. One article a site and turn: its turns are the pause.
    """
    now = clock.now()
    wanted = queries.take_unread(now, now - FRESH, MOST_A_TURN)
    db.session.commit()  # taken: whatever happens now, each is asked for once
    if not wanted:
        return 0
    policy = Policy(allowed=settings.current().allow_nets)
    asked = [Wanted(each.id, each.link or "") for each in wanted]
    db.session.rollback()
    return sum(_keep(each) for each in pages.read(asked, policy, now))


def _keep(page: Page) -> bool:
    """Keep the text of a page when it says more than the feed; tell who listens.

    A page for subscribers gives its standfirst, which stands beside what the feed summed up; a
    text of the feed, or one read while everybody could, is more than it and stays.
    """
    entry = db.session.get(Entry, page.key, with_for_update=True)
    if entry is None or entry.removed_at:
        db.session.rollback()
        return False
    if is_more := _says_more(page, entry):
        entry.page = page.html
    if entry.is_paid != page.is_paid and page.is_paid is not None:
        entry.is_paid = page.is_paid
        events.announce(events.AccessTold(entry.id, page.is_paid))
    db.session.flush()
    if is_more:
        events.announce(events.EntriesArrived((entry.id,), (entry.id,), is_page=True))
    db.session.commit()
    return is_more


def _says_more(page: Page, entry: Entry) -> bool:
    has_text = bool(entry.page or entry.content)
    is_longer = len(page.html) > len(entry.content or entry.summary)
    return is_longer and not (page.is_paid and has_text)
