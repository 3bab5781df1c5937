"""Entering by hand what no feed shows: a broadcast, a printed page."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from comms.core.db import db
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.rules import ByHand, MentionWrong, lacks
from tests.conftest import NOW

RADIO = {
    "title": "Reportage à la frontière",
    "outlet": "Radio du Littoral",
    "medium": "radio",
    "programme": "Journal de 8 h",
    "day": "2030-03-11",
    "hour": "08:05",
    "lang": "fr",
    "verbatim": "On compte cent expulsions.",
    "authors": "Camille R., Jo P.",
}


def test_everything_that_is_wrong_is_said_at_once():
    ahead = datetime(2030, 3, 13, tzinfo=UTC)
    given = ByHand("", "", url="javascript:alert(1)", published=ahead)

    assert lacks(given, NOW) == list(MentionWrong)[:4]


def test_a_broadcast_is_entered_and_kept(app, cast):
    ines = cast.browser()

    answer = ines.post("/mentions/new", data=RADIO)

    assert answer.status_code == 303
    with app.app_context():
        mention = db.session.scalars(select(Mention)).one()
        assert (mention.state, mention.medium, mention.entry_id) == ("kept", "radio", None)
        assert mention.published == datetime(2030, 3, 11, 7, 5, tzinfo=UTC)
        assert mention.authors == ["Camille R.", "Jo P."]
    page = ines.get(answer.location).text
    assert "On compte cent expulsions." in page
    assert "Journal de 8 h" in page


def test_a_day_without_its_hour_is_enough(app, cast):
    cast.browser().post("/mentions/new", data={**RADIO, "medium": "print", "hour": ""})

    with app.app_context():
        published = db.session.scalars(select(Mention)).one().published
        assert published == datetime(2030, 3, 10, 23, tzinfo=UTC)


def test_an_hour_without_its_day_is_of_today(app, cast):
    cast.browser().post("/mentions/new", data={**RADIO, "day": ""})

    with app.app_context():
        published = db.session.scalars(select(Mention)).one().published
        assert published == datetime(2030, 3, 12, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Il manque le titre"),
        ({"outlet": ""}, "Il manque le média"),
        ({"url": "exemple.org"}, "https://"),
        ({"day": "2031-01-01"}, "pas encore passée"),
        ({"day_said": "un de ces jours"}, "un de ces jours"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(app, cast, wrong, said):
    answer = cast.browser().post("/mentions/new", data={**RADIO, **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert "Journal de 8 h" in answer.text
    with app.app_context():
        assert db.session.scalars(select(Mention)).all() == []
