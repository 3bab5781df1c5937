"""A campaign, the tasks and the ideas ask the database together, however much there is."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from comms.campaigns.models import Campaign
from comms.core.db import db
from comms.pieces.models import Piece
from tests.asked import asked_of
from tests.cast import Cast
from tests.writing import post_form, written


def _fill(app: Flask, ines: FlaskClient, campaign: int, more: int) -> None:
    for _ in range(more):
        piece = written(ines, "post", post_form(text="L’eau est coupée."))
        ines.post("/tasks", data={"words": "Relire", "owner": "1", "thing": f"piece:{piece}"})
        ines.post("/ideas", data={"words": "Une carte", "source": f"piece:{piece}"})
    with app.app_context():
        db.session.execute(update(Piece).values(campaign_id=campaign))
        db.session.commit()


@pytest.mark.anywhere
def test_a_page_of_ten_asks_no_more_than_one_of_two(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    ines.post("/campaigns/new", data={"name": "Droit à l’eau"})
    with app.app_context():
        campaign = db.session.scalars(select(Campaign.id)).one()
    pages = (f"/campaigns/{campaign}", "/tasks", "/ideas")
    asked = []

    for more in (2, 8):
        _fill(app, ines, campaign, more)
        for page in pages:
            ines.get(page)
            with asked_of(app) as now:
                assert "L’eau est coupée." in ines.get(page).text
            asked.append(len(now))

    assert asked[:3] == asked[3:]
