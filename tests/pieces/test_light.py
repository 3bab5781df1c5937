"""Aujourd'hui asks the database together, however much waits."""

import pytest
from flask import Flask

from comms.core.rights import College, Role
from tests.asked import asked_of
from tests.cast import Cast
from tests.writing import SOON, channel, post_form, release_form, written


def _wait(app: Flask, cast: Cast, channels: int, more: int) -> None:
    ines = cast.browser("ines")
    for number in range(more):
        form = post_form(text=f"L’eau {number}", at=SOON, channels=channels)
        made = written(ines, "post", form)
        ines.post(f"/posts/{made}", data={**form, "base": "1", "text": f"L’eau, {number}"})
        ines.post(f"/review/{made}/ask")


def test_ten_pieces_in_review_ask_no_more_than_two(app: Flask, cast: Cast) -> None:
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    where = channel(app)
    _wait(app, cast, where, 2)
    lea.get("/")
    with asked_of(app) as of_two:
        assert "L’eau, 1" in lea.get("/").text

    _wait(app, cast, where, 8)
    with asked_of(app) as of_ten:
        assert "L’eau, 7" in lea.get("/").text

    assert len(of_ten) <= len(of_two) + 2


@pytest.mark.parametrize(
    ("path", "form"), [("/posts/preview", post_form()), ("/releases/preview", release_form())]
)
def test_a_preview_waits_for_nobody_who_writes(
    app: Flask, cast: Cast, path: str, form: dict[str, str]
) -> None:
    ines = cast.browser("ines")
    ines.get("/")
    with asked_of(app) as asked:
        answer = ines.post(path, data=form)

    assert answer.status_code == 200
    assert "BEGIN IMMEDIATE" not in asked
