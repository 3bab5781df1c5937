"""What pieces announce reaches those it concerns."""

import pytest
from sqlalchemy import select

from comms.core.db import db
from comms.core.rights import College, Role
from comms.notices.models import Notice
from tests.writing import LATER, SOON, channel, post_form


@pytest.fixture
def browsers(cast):
    return {
        "ines": cast.browser("ines"),
        "lea": cast.browser("lea", Role.APPROVER, College.STAFF),
        "odile": cast.browser("odile", Role.APPROVER, College.BOARD),
    }


@pytest.fixture
def asked(app, browsers) -> int:
    """Have Inès ask for approval of a post; return the piece's number."""
    form = post_form(at=SOON, channels=[channel(app)], then="ask")
    answer = browsers["ines"].post("/posts/new", data=form)
    return int(answer.location.rstrip("/").rsplit("/", 1)[1])


def _open(app) -> list[tuple[str, int]]:
    with app.app_context():
        rows = db.session.scalars(select(Notice).where(Notice.read_at.is_(None)))
        return sorted((each.kind, each.member_id) for each in rows)


def _approve(browser, piece: int) -> None:
    page = browser.get(f"/review/{piece}").text
    shown = page.partition('name="hash" value="')[2].partition('"')[0]
    assert browser.post(f"/review/{piece}/approve", data={"hash": shown}).status_code == 303


def test_asking_tells_who_may_approve_and_leads_to_the_page_that_approves(app, browsers, asked):
    ids = [path for path in (f"/review/{asked}",) if path in browsers["lea"].get("/notices").text]

    assert len(_open(app)) == 2
    assert ids == [f"/review/{asked}"]
    assert "Valider" in browsers["lea"].get(f"/review/{asked}").text


def test_the_last_approval_tells_the_author_and_nobody_waits_any_more(app, browsers, cast, asked):
    _approve(browsers["lea"], asked)

    assert _open(app) == [("approved", cast.actor("ines").id)]


def test_a_remark_sends_the_question_back_to_the_author(app, browsers, cast, asked):
    browsers["lea"].post(f"/review/{asked}/changes", data={"text": "La source manque."})

    assert _open(app) == [("changes_asked", cast.actor("ines").id)]


def test_a_comma_after_the_approval_asks_the_readers_again(app, browsers, asked):
    _approve(browsers["lea"], asked)
    form = post_form(at=SOON, channels=["1"], text="L’eau est coupée, à Loon-Plage.")
    browsers["ines"].post(f"/posts/{asked}", data=form)

    assert [kind for kind, _ in _open(app)] == ["approval_asked", "approval_asked"]


def test_a_later_hour_of_the_same_day_asks_nobody_again(app, browsers, asked):
    _approve(browsers["lea"], asked)
    form = post_form(at=SOON.replace("14:00", "15:00"), channels=["1"])
    browsers["ines"].post(f"/posts/{asked}", data=form)

    assert [kind for kind, _ in _open(app)] == ["approved"]


def test_a_piece_given_up_asks_nobody(app, browsers, asked):
    browsers["ines"].post(f"/review/{asked}/drop")

    assert _open(app) == []


def test_another_day_asks_again(app, browsers, asked):
    _approve(browsers["lea"], asked)
    browsers["ines"].post(f"/posts/{asked}", data=post_form(at=LATER, channels=["1"]))

    assert [kind for kind, _ in _open(app)] == ["approval_asked", "approval_asked"]
