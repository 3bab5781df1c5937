"""Articles are not kept for ever, and do not come back."""

from datetime import timedelta

from sqlalchemy import select

from comms.core import clock, events
from comms.core.db import db
from comms.monitoring.intake.models import Entry, EntryVersion
from comms.monitoring.intake.service import forgetting
from tests.conftest import NOW
from tests.hearing import listening
from tests.monitoring.intake.test_identity import article, count, show
from tests.monitoring.said import source


def test_an_article_past_its_time_is_emptied_and_does_not_come_back(here) -> None:
    number = source("https://un.example/rss")
    show(number, article("Avant"))
    show(number, article("Après"))

    with clock.fixed(NOW + timedelta(days=91)):
        assert forgetting.forget_old() == 1
        kept = show(number, article("Encore"))

    entry = db.session.scalars(select(Entry)).one()
    assert (entry.title, entry.summary, entry.authors, count(EntryVersion)) == (None, "", [], 0)
    assert (kept.new_ids, kept.changed_ids) == ([], [])


def test_an_article_within_its_time_stays(here) -> None:
    show(source("https://un.example/rss"), article())

    with clock.fixed(NOW + timedelta(days=89)):
        assert forgetting.forget_old() == 0


def test_an_article_somebody_needs_stays(here) -> None:
    show(source("https://un.example/rss"), article())

    def spare(event: events.EntriesAging) -> None:
        event.spared.update(event.entry_ids)

    with listening(events.EntriesAging, spare), clock.fixed(NOW + timedelta(days=91)):
        assert forgetting.forget_old() == 0
    assert db.session.scalars(select(Entry.title)).one() == "Titre"
