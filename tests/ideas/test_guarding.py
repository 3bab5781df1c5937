"""What came from the field does not leave before the hour its author named."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.channels.models import Channel
from comms.channels.rules.slots import Slot
from comms.channels.service import keep_slots
from comms.core import clock
from comms.core.db import db
from comms.ideas.models import DropLink, Idea
from tests.cast import Cast
from tests.writing import channel, named, post_form

EARLY, LATE = "2030-03-13T18:30", "2030-03-14T08:30"
THURSDAY = datetime(2030, 3, 14, 7, tzinfo=UTC)  # 8 h in Calais
REFUSED = "À ne pas publier avant jeudi 14 mars, 8\xa0h"


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return a post begun from what came by a link, not to leave before the 14th at 8 h."""
    return _begun(app, cast.browser("ines"), "demain 8h", THURSDAY)


def _begun(app: Flask, ines: FlaskClient, words: str, at: datetime | None) -> int:
    named(app)
    ines.post("/ideas/links", data={"name": "équipe de nuit", "days": "7"})
    with app.app_context():
        link, now = db.session.query(DropLink).one(), clock.now()
        idea = Idea(words="Deux camions", made_at=now, touched_at=now, link_id=link.id)
        idea.not_before, idea.not_before_at = words, at
        db.session.add(idea)
        db.session.commit()
    answer = ines.post("/ideas/1/write", data={"kind": "post"})
    return int(answer.location.rpartition("/")[2])


def _ask(ines: FlaskClient, post: int, at: str, on: int) -> str:
    ines.post(f"/posts/{post}", data=post_form(at=at, channels=[on]))
    return str(ines.post(f"/review/{post}/ask", follow_redirects=True).text)


def test_it_is_not_asked_for_before_and_is_from_then_on(app, cast, post):
    ines, on = cast.browser("ines"), channel(app)

    early, late = _ask(ines, post, EARLY, on), _ask(ines, post, LATE, on)

    assert REFUSED in early
    assert "La validation est demandée" in late
    assert REFUSED not in late


def test_moved_before_it_after_it_was_asked_for_nobody_can_approve_it(app, cast, post):
    ines, on = cast.browser("ines"), channel(app)
    _ask(ines, post, LATE, on)

    ines.post(f"/posts/{post}", data=post_form(at=EARLY, channels=[on]))

    page = cast.browser("lea").get(f"/review/{post}").text
    assert REFUSED in page
    assert f"/review/{post}/approve" not in page


def test_the_hours_a_channel_offers_come_after_it(app, cast, post):
    ines = cast.browser("ines")
    number = channel(app, "Story")
    with app.app_context():
        slots = [Slot(2, "18:30"), Slot(3, "18:30")]
        keep_slots(db.session.get_one(Channel, number), slots)
        db.session.commit()

    page = ines.get(f"/posts/{post}").text

    assert "jeudi 14 mars, 18\xa0h\xa030" in page
    assert "mercredi 13 mars, 18\xa0h\xa030" not in page


def test_words_that_name_no_hour_are_shown_and_a_person_makes_sure(app, cast):
    ines = cast.browser("ines")
    post = _begun(app, ines, "quand ils sont partis", None)

    page = _ask(ines, post, EARLY, channel(app))

    assert "La validation est demandée" in page
    assert "à ne pas publier avant «\xa0quand ils sont partis\xa0»" in page


def test_who_writes_may_mend_the_hour_that_was_read(app, cast, post):
    ines, on = cast.browser("ines"), channel(app)

    ines.post("/ideas/1", data={"words": "Deux camions", "not_before": "mercredi 12 h"})

    assert "La validation est demandée" in _ask(ines, post, EARLY, on)
