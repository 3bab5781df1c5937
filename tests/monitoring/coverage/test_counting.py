"""The coverage: what is counted, what is drawn, what the tables say."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.core.rights import Role
from comms.monitoring.coverage.rules import (
    HIGH,
    LONG,
    WIDE,
    Count,
    columns,
    counted,
    lying,
    percent,
    shortened,
    volume,
)
from comms.monitoring.mentions.models import Mention, MentionPiece
from comms.pieces.models import Piece
from tests.conftest import NOW
from tests.monitoring.articles import arrives, watch

PARIS = ZoneInfo("Europe/Paris")


def test_every_day_is_there_and_late_evenings_belong_to_their_own() -> None:
    late = datetime(2030, 3, 10, 23, 30, tzinfo=UTC)  # the 11th in Paris

    found = volume([late, NOW], date(2030, 3, 10), date(2030, 3, 12), PARIS)

    assert [(each.first.day, each.count) for each in found] == [(10, 0), (11, 1), (12, 1)]


def test_a_long_period_is_counted_by_week_to_its_last_day() -> None:
    first, last = date(2030, 1, 1), date(2030, 3, 12)

    found = volume([NOW], first, last, PARIS)

    assert (found[0].first, found[-1].last, len(found)) == (first, last, 11)
    assert sum(each.count for each in found) == 1


def test_counts_have_an_order_and_an_end() -> None:
    found = counted(["b", "a", "a", None, "", "c"])
    many = [Count(str(number), 2) for number in range(14)]

    assert [(each.key, each.count) for each in found] == [("a", 2), ("b", 1), ("c", 1)]
    assert (len(shortened(many)[0]), shortened(many)[1]) == (12, 4)


def test_bars_stay_in_their_drawing() -> None:
    drawn, lain = columns([0, 5, 10]), lying([10, 1, 0])

    assert [each.height for each in drawn] == [0, HIGH / 2, HIGH]
    assert all(each.x + each.width <= WIDE and each.y >= 0 for each in drawn)
    assert (lain[0].width, lain[2].width) == (LONG, 1)
    assert columns([]) == []
    assert (percent(1, 3), percent(0, 0)) == (33, 0)


@pytest.fixture
def ines(app, cast):
    cast.actor("ines", Role.AUTHOR)
    with app.app_context():
        watch("Nom", "HRO")
        arrives("HRO 1", outlet="Le Jour <")
        arrives("HRO 2", outlet="Le Jour <", language="en-GB")
        arrives("HRO 3", outlet="La Nuit", at=NOW - timedelta(days=10))
        arrives("HRO 4", outlet="Le Vieux", at=NOW - timedelta(days=200))
    return cast.browser("ines")


def test_the_page_draws_and_says_the_same(ines) -> None:
    page = ines.get("/coverage").text

    assert "3 retombées" in page.replace("\xa0", " ").replace("\u202f", " ")
    assert "Le Jour &lt;" in page
    assert "Le Vieux" not in page
    assert "anglais" in page
    assert page.count("<rect") > 30


def test_a_period_and_only_what_was_kept(app, ines) -> None:
    ines.post("/mentions/sort", data={"ids": 1, "to": "kept"})
    ines.post("/mentions/sort", data={"ids": 2, "to": "dismissed"})

    assert "La Nuit" not in ines.get("/coverage?days=7").text
    assert "Le Vieux" in ines.get("/coverage?days=365").text
    kept = ines.get("/coverage?kept=1").text
    assert "Le Jour" in kept
    assert "La Nuit" not in kept
    assert ines.get("/coverage?days=999999999").status_code == 200


def test_what_was_taken_up_is_counted_by_release_and_campaign(app, ines) -> None:
    with app.app_context():
        campaign = Campaign(name="Trêve", made_at=NOW)
        db.session.add(campaign)
        db.session.flush()
        piece = Piece(
            kind="release", state="published", title="Calais : 99", lang="fr", folded="", number=1,
            campaign_id=campaign.id, made_at=NOW, touched_at=NOW,
        )  # fmt: skip
        db.session.add(piece)
        db.session.flush()
        first = db.session.get_one(Mention, 1)
        db.session.add(
            MentionPiece(mention_id=first.id, piece_id=piece.id, how="quote", sure=90, at=NOW)
        )
        db.session.commit()

    page = ines.get("/coverage").text

    assert "Trêve" in page
    assert "Calais : 99" in page.replace("\xa0", " ").replace("\u202f", " ")


def test_nothing_said_is_said(app, cast) -> None:
    cast.actor("lea", Role.AUTHOR)

    assert "Rien n’a été dit" in cast.browser("lea").get("/coverage").text


def test_strangers_and_guests_do_not_read_it(app, cast) -> None:
    cast.actor("max", Role.GUEST)

    assert app.test_client().get("/coverage").status_code in {302, 303}
    assert cast.browser("max").get("/coverage").status_code == 403
    assert cast.browser("max").post("/coverage").status_code == 405
    assert cast.browser("max").get("/coverage/1").status_code == 404
