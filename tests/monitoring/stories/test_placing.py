"""Copies of one article stand together as they arrive; people and mails are asked once."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from comms.core import clock
from comms.core.db import db
from comms.monitoring.alerts.models import Alert
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import sorting
from comms.monitoring.stories import service
from comms.monitoring.stories.models import Story, StoryShingle, StorySketch
from comms.monitoring.stories.rules import KEPT
from tests.conftest import NOW
from tests.monitoring.articles import arrives, tell, watch
from tests.monitoring.stories.wire import Wire

DISPATCH = Wire(5).sentences(240)
_houses = count()


@pytest.fixture
def me(here, cast):
    ines = cast.actor("ines")
    watch("Nom", "HRO", told=(ines.id,))
    return ines


def _copy(*sentences: str, title: str = "Reprise"):
    text = " ".join(["HRO.", *sentences])
    return arrives(title, text, outlet=f"Maison {next(_houses)}")


def _stories() -> list[int]:
    db.session.expire_all()
    return list(db.session.scalars(select(Mention.story_id).order_by(Mention.id)))


def _count(kind) -> int:
    return db.session.scalar(select(func.count()).select_from(kind))


def test_copies_are_one_story_and_tell_once(me):
    _copy(*DISPATCH)
    _copy(*DISPATCH[:4], title="Autre titre")
    _copy(*Wire(9).sentences(200))

    first, second, third = _stories()
    assert first == second != third
    assert _count(Alert) == 2


def test_a_later_copy_stands_where_people_put_the_story(me):
    _copy(*DISPATCH)
    mention = db.session.scalars(select(Mention)).one()
    sorting.sort(mention, "dismissed", actor=me)
    db.session.commit()

    _copy(*DISPATCH[2:])

    assert set(db.session.scalars(select(Mention.state))) == {"dismissed"}


def test_a_later_copy_joins_two_stories_and_nobody_is_told_again(me):
    apart = ["Plus tard"] + [f"mot{number}" for number in range(45)]
    _copy(*DISPATCH[:5])
    _copy(*DISPATCH[2:5], *apart * 2)
    assert len(set(_stories())) == 2
    with clock.fixed(NOW + timedelta(hours=3)):
        _copy(*DISPATCH[:5], *apart * 2)

    assert len(set(_stories())) == 1
    assert (_count(Story), _count(Alert)) == (1, 1)


def test_who_prints_two_articles_in_one_hides_neither(me):
    ours, other = " ".join(DISPATCH), " ".join(Wire(11).sentences(200))
    _copy(other)
    sorting.sort(db.session.scalars(select(Mention)).one(), "dismissed", actor=me)
    _copy(other, ours)  # told, and dismissed like what it began with
    _copy(ours)
    _copy(ours, other)

    assert _stories() == [1, 1, 2, 1]
    assert list(db.session.scalars(select(Mention.state).order_by(Mention.id))) == [
        *("dismissed", "dismissed", "new", "dismissed")
    ]
    assert _count(Alert) == 2


def test_an_article_that_changes_stays_in_its_story(me):
    entry = _copy(*DISPATCH)
    _copy(*DISPATCH)
    entry.summary = " ".join(["HRO.", *DISPATCH[:4], *Wire(11).sentences(100)])
    tell(entry, changed=True)

    assert len(set(_stories())) == 1
    assert _count(StorySketch) == 2


def test_an_article_rewritten_as_another_leaves_its_story_and_is_looked_at_again(me):
    entry = _copy(*DISPATCH)
    sorting.sort(db.session.scalars(select(Mention)).one(), "dismissed", actor=me)
    ours = " ".join(Wire(11).sentences(200))
    entry.summary = f"HRO. {ours}"
    tell(entry, changed=True)
    _copy(ours)

    assert _stories() == [2, 2]
    assert set(db.session.scalars(select(Mention.state))) == {"new"}
    assert _count(Alert) == 2


def test_sketches_are_forgotten_when_no_copy_can_come(me):
    _copy(*DISPATCH)
    with clock.fixed(NOW + KEPT * 2):
        gone = service.forget_old()
        db.session.commit()

    assert (gone, _count(StorySketch), _count(StoryShingle)) == (1, 0, 0)
    assert len(_stories()) == 1
