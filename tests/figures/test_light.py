"""The card of a figure and the settings ask the database together, however much there is."""

import pytest
from flask import Flask

from comms.core.db import db
from comms.core.rights import College, Role
from comms.publishing.models import Dispatch
from tests.asked import asked_of
from tests.cast import Cast
from tests.conftest import NOW
from tests.figures.bank import kept
from tests.writing import channel, post_form, written


def _named_and_out(app: Flask, cast: Cast, where: int, first: int, more: int) -> None:
    for number in range(first, first + more):
        text = f"Jour {number} : [1 226](figure:expulsions-2030-02) expulsions."
        piece = written(cast.browser("ines"), "post", post_form(text=text))
        with app.app_context():
            url = f"https://reseau.example/{number}"
            out = {"state": "published", "due_at": NOW, "hash": "", "url": url}
            db.session.add(Dispatch(piece_id=piece, channel_id=where, **out))
            db.session.commit()


@pytest.mark.anywhere
def test_a_figure_in_six_texts_asks_no_more_than_in_two(app: Flask, cast: Cast) -> None:
    page, where, asked = f"/figures/{kept(app, cast)}", channel(app), []
    ines = cast.browser("ines")

    for first, more in ((1, 2), (3, 4)):
        _named_and_out(app, cast, where, first, more)
        ines.get(page)
        with asked_of(app) as now:
            assert f"https://reseau.example/{first}" in ines.get(page).text
        asked.append(len(now))

    assert asked[0] == asked[1]


@pytest.mark.anywhere
def test_settings_of_six_channels_ask_no_more_than_of_two(app: Flask, cast: Cast) -> None:
    zoe, asked = cast.browser("zoe", Role.ADMIN, College.STAFF), []

    for first, more in ((1, 2), (3, 4)):
        for number in range(first, first + more):
            slots = f"/settings/channels/{channel(app, f'Boucle {number}')}/slots"
            zoe.post(slots, data={"slots": "jeudi 18 h 30"})
        with asked_of(app) as now:
            assert f"Boucle {first}" in zoe.get("/settings").text
        asked.append(len(now))

    assert asked[0] == asked[1]
