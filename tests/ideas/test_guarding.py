"""What came from the field does not leave before the hour its author named."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.channels.models import Channel
from comms.channels.rules.slots import Slot
from comms.channels.service import keep_slots
from comms.core import clock
from comms.core.db import db
from comms.core.rights import College, Role
from comms.core.ways import Way
from comms.cosigning.models import PartnerKit
from comms.cosigning.queries.kits import parts
from comms.cosigning.service.kits import open_kit
from comms.ideas.models import DropLink, Idea, IdeaPicture
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState
from comms.mailings.service import opening
from comms.media import service as media
from comms.pieces.models import Piece
from comms.pieces.rules.states import State
from comms.publishing.models import Dispatch
from comms.publishing.service import look_after_due
from tests.cast import Cast
from tests.pictures import jpeg
from tests.writing import channel, named, post_form, press_list, release_form, written

EARLY, LATE = "2030-03-13T18:30", "2030-03-14T08:30"
THURSDAY = datetime(2030, 3, 14, 7, tzinfo=UTC)  # 8 h in Calais
REFUSED = "À ne pas publier avant jeudi 14 mars, 8\xa0h"


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return a post begun from what came by a link, not to leave before the 14th at 8 h."""
    return _begun(app, cast.browser("ines"), "demain 8h", THURSDAY)


def _begun(
    app: Flask, ines: FlaskClient, words: str, at: datetime | None, kind: str = "post"
) -> int:
    named(app)
    ines.post("/ideas/links", data={"name": "équipe de nuit", "days": "7"})
    with app.app_context():
        link, now = db.session.query(DropLink).one(), clock.now()
        idea = Idea(words="Deux camions", made_at=now, touched_at=now, link_id=link.id)
        idea.not_before, idea.not_before_at = words, at
        db.session.add(idea)
        db.session.commit()
    return _write(ines, kind)


def _write(ines: FlaskClient, kind: str = "post") -> int:
    answer = ines.post("/ideas/1/write", data={"kind": kind})
    return int(answer.location.rpartition("/")[2])


def _approve(cast: Cast, number: int, *names: str) -> str:
    """Have a piece that was asked for approved; return its state."""
    for name in names:
        college = {"lea": College.STAFF, "anne": College.BOARD}[name]
        browser = cast.browser(name, Role.APPROVER, college)
        if shown := re.search(r'"hash" value="(\w{64})"', browser.get(f"/review/{number}").text):
            browser.post(f"/review/{number}/approve", data={"hash": shown[1]})
    return _state(cast.app, number)


def _state(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).state


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


def test_who_approves_sees_that_another_hour_was_asked_for(app, cast, post):
    ines, on = cast.browser("ines"), channel(app)
    ines.post("/ideas/1", data={"words": "Deux camions", "not_before": "mercredi 12 h"})

    _ask(ines, post, EARLY, on)

    page = cast.browser("lea", Role.APPROVER, College.STAFF).get(f"/review/{post}").text
    assert "pas avant demain 8h\xa0»\xa0: Ines a écrit «\xa0mercredi 12 h\xa0»" in page


@pytest.mark.parametrize("turn", ["again", "aside"])
def test_whatever_becomes_of_the_idea_each_piece_begun_from_it_waits(app, cast, post, turn):
    ines, on = cast.browser("ines"), channel(app)

    ines.post(f"/ideas/1/{turn}")
    second = _write(ines)

    assert REFUSED in _ask(ines, post, EARLY, on)
    assert REFUSED in _ask(ines, second, EARLY, on)


def test_an_hour_made_later_voids_what_was_approved_for_an_earlier_one(app, cast, post):
    ines, on = cast.browser("ines"), channel(app)
    _ask(ines, post, LATE, on)
    assert _approve(cast, post, "lea") == State.SCHEDULED

    ines.post("/ideas/1", data={"words": "Deux camions", "not_before": "vendredi 12 h"})

    assert _state(app, post) == State.REVIEW


def test_the_hour_is_asked_for_again_when_it_has_come(app, cast):
    ines, on = cast.browser("ines"), channel(app)
    release = _begun(app, ines, "demain 8h", THURSDAY, "release")
    plan = {"at": LATE, "lists": press_list(app, "Presse", "ada@exemple.org"), "channels": [on]}
    ines.post(f"/releases/{release}", data=release_form(**plan))
    ines.post(f"/review/{release}/ask")
    assert _approve(cast, release, "lea", "anne") == State.SCHEDULED
    lea = cast.actor("lea")
    with app.app_context():
        kit = open_kit(db.session.get_one(Piece, release), None, "", actor=lea)
        db.session.get_one(Idea, 1).not_before_at = THURSDAY + timedelta(days=1)
        db.session.commit()
        number = kit.id

    with app.app_context(), clock.fixed(THURSDAY + timedelta(minutes=31)):
        assert parts(db.session.get_one(PartnerKit, number)) == []
        opening.open_due(db.session.query(Mailing).one())
        look_after_due()
        states = db.session.query(Mailing).one().state, db.session.query(Dispatch).one().state

    assert states == (MailingState.BLOCKED, Way.BLOCKED)


def test_translations_and_posts_with_its_pictures_wait_too(app, cast):
    ines, on = cast.browser("ines"), channel(app)
    release = _begun(app, ines, "demain 8h", THURSDAY, "release")
    ines.post(f"/releases/{release}", data=release_form())
    ines.post(f"/releases/{release}/translate", data={"lang": "en"})
    english = release_form(lang="en", title="Two lorries", body="Two lorries came.", at=EARLY)
    ines.post(f"/releases/{release + 1}", data=english)
    with app.app_context():
        picture = media.add(jpeg(), "Camions", actor=cast.actor("ines"))
        db.session.add(IdeaPicture(idea_id=1, asset_id=picture.id))
        db.session.commit()
    shows = {"at": EARLY, "channels": [on], "visual": ["1"], "visuals": ["1"], "alt_1": "Camions"}
    other = written(ines, "post", post_form(text="Autre chose", **shows))

    said = [
        ines.post(f"/review/{number}/ask", follow_redirects=True).text
        for number in (release + 1, other)
    ]

    assert [REFUSED in each for each in said] == [True, True]
