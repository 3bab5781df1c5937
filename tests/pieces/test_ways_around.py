"""Each way around an approval that somebody may try or stumble into: none leads out."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.accounts.models import Member
from comms.accounts.service import members
from comms.core.db import db
from comms.core.rights import College, Role
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.publishing.models import Dispatch
from tests.cast import Cast
from tests.writing import SOON, approved, channel, post_form, press_list, release_form, written

EARLIER = "2030-03-12T10:10"  # Paris, the day of SOON


@pytest.fixture
def lea(cast: Cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def planned(app: Flask, cast: Cast) -> int:
    """Return a post by Inès that Léa approved, planned for SOON on the first channel."""
    return approved(cast, "post", post_form(at=SOON, channels=channel(app)))


def _page(browser: FlaskClient, number: int) -> dict[str, str]:
    """Return what the form of approval on the review page would send."""
    page = browser.get(f"/review/{number}").text
    return {
        name: re.search(rf'name="{name}" value="(\w+)"', page)[1] for name in ("hash", "number")
    }


def _state(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).state


def _planned(app: Flask) -> list[str]:
    with app.app_context():
        return [each.state for each in db.session.query(Dispatch)]


def test_an_hour_made_earlier_since_the_page_was_opened_was_not_seen(
    app: Flask, cast: Cast, lea: FlaskClient
) -> None:
    ines = cast.browser("ines")
    form = post_form(at=SOON, channels=channel(app))
    number = written(ines, "post", form)
    ines.post(f"/review/{number}/ask")
    shown = _page(lea, number)

    ines.post(f"/posts/{number}", data={**form, "at": EARLIER, "base": "1"})
    lea.post(f"/review/{number}/approve", data=shown)

    assert "Relisez-le, puis validez" in lea.get(f"/review/{number}").text
    assert _state(app, number) == "review"
    lea.post(f"/review/{number}/approve", data=_page(lea, number))
    assert _state(app, number) == "scheduled"


@pytest.mark.parametrize(
    "change",
    [
        {"text": "L’eau est coupée à Loon-Plage"},
        {"lang": "en"},
        {"link": "https://exemple.org/eau"},
        {"warning": "violence"},
        {"channels": "2"},
        {"channels": ["1", "2"]},
        {"at": EARLIER},
        {"at": "2030-03-13T10:30"},
    ],
)
def test_whatever_would_leave_otherwise_is_approved_again(
    app: Flask, cast: Cast, planned: int, change: dict[str, Any]
) -> None:
    channel(app, "Mastodon, à la main")
    form = post_form(at=SOON, channels="1", base="1")

    cast.browser("ines").post(f"/posts/{planned}", data={**form, **change})

    assert _state(app, planned) == "review"
    assert _planned(app) == ["dropped"]


@pytest.mark.parametrize(
    "change", [{"kind": "invitation"}, {"lists": []}, {"embargo": "1"}, {"date": "2030-03-14"}]
)
def test_a_release_of_another_kind_or_for_others_is_approved_again(
    app: Flask, cast: Cast, change: dict[str, Any]
) -> None:
    lists = [press_list(app, "Littoral", "ada@a.example"), press_list(app, "Est", "tom@b.example")]
    form = release_form(at=SOON, lists=lists)
    number = approved(cast, "release", form)

    cast.browser("ines").post(f"/releases/{number}", data={**form, "base": "1", **change})

    assert _state(app, number) == "review"


def test_an_earlier_version_brought_back_is_a_change(
    app: Flask, cast: Cast, lea: FlaskClient
) -> None:
    ines = cast.browser("ines")
    form = post_form(at=SOON, channels=channel(app))
    number = written(ines, "post", form)
    ines.post(f"/posts/{number}", data={**form, "base": "1", "text": "Une autre version."})
    ines.post(f"/review/{number}/ask")
    lea.post(f"/review/{number}/approve", data=_page(lea, number))

    ines.post(f"/pieces/{number}/restore/1")

    assert _state(app, number) == "review"
    assert _planned(app) == ["dropped"]


def test_words_that_were_approved_once_are_approved_again_when_they_come_back(
    app: Flask, cast: Cast, planned: int
) -> None:
    ines = cast.browser("ines")
    form = post_form(at=SOON, channels="1")
    ines.post(f"/posts/{planned}", data={**form, "base": "1", "text": "Autre chose."})

    ines.post(f"/pieces/{planned}/restore/1")

    assert _state(app, planned) == "review"
    assert _planned(app) == ["dropped"]


def test_who_brings_a_version_back_is_its_last_editor(app: Flask, cast: Cast) -> None:
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER, College.STAFF)
    form = post_form(at=SOON, channels=channel(app))
    number = written(ines, "post", form)
    ines.post(f"/posts/{number}", data={**form, "base": "1", "text": "Une autre version."})
    ines.post(f"/review/{number}/ask")

    lea.post(f"/pieces/{number}/restore/1")
    lea.post(f"/review/{number}/approve", data={"hash": _hash(app, number)})

    assert _state(app, number) == "review"


def _hash(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).revisions[-1].hash


def test_a_tab_that_saves_by_itself_after_the_approval_is_a_change(
    app: Flask, cast: Cast, planned: int
) -> None:
    form = post_form(at=SOON, channels="1", base="1", text="L’eau est coupée à Loon-Plage. Encore.")

    cast.browser("ines").post(f"/posts/{planned}", data=form, headers={"X-Requested-With": "fetch"})

    assert _state(app, planned) == "review"


def test_an_author_made_approver_does_not_approve_what_they_wrote(
    app: Flask, cast: Cast, planned: int
) -> None:
    ines = cast.browser("ines")
    form = post_form(at=SOON, channels="1", base="1", text="Autre chose.")
    ines.post(f"/posts/{planned}", data=form)
    _promote(app, cast.actor("ines").id)

    ines.post(f"/review/{planned}/approve", data={"hash": _hash(app, planned)})

    assert _state(app, planned) == "review"


def _promote(app: Flask, member: int) -> None:
    with app.app_context():
        row = db.session.get_one(Member, member)
        row.role, row.college = Role.APPROVER, College.STAFF
        db.session.commit()


def test_what_waits_for_its_hour_is_not_sent_sooner_by_deciding_about_it(
    app: Flask, lea: FlaskClient, planned: int
) -> None:
    lea.post("/dispatches/1/resolve", data={"answer": "again"})
    lea.post("/dispatches/1/resolve", data={"answer": "there", "url": "https://reseau.example/1"})

    with app.app_context():
        row = db.session.query(Dispatch).one()
        assert (row.state, row.due_at.hour, row.due_at.minute) == ("due", 9, 30)


def test_who_began_a_text_does_not_approve_it_once_it_is_another_s(app: Flask, cast: Cast) -> None:
    sylvie = cast.browser("sylvie", Role.ADMIN, College.STAFF)
    form = post_form(at=SOON, channels=channel(app))
    number = written(sylvie, "post", form)
    ines = cast.actor("ines")
    sylvie.post(f"/handover/{cast.actor('sylvie').id}", data={"heir": ines.id})
    moved = {**form, "text": "L’eau est coupée à Loon-Plage !", "base": "1"}
    cast.browser("ines").post(f"/posts/{number}", data=moved)
    cast.browser("ines").post(f"/review/{number}/ask")

    sylvie.post(f"/review/{number}/approve", data=_page_of(app, number))

    assert _state(app, number) == "review"


def _page_of(app: Flask, number: int) -> dict[str, str]:
    with app.app_context():
        standing = pieces.standing(db.session.get_one(Piece, number))
        return {"hash": standing.hash, "number": str(db.session.get_one(Piece, number).number)}


def test_who_comes_back_under_a_new_account_is_the_same_person(
    app: Flask, cast: Cast, lea: FlaskClient
) -> None:
    form = release_form(at=SOON, lists=press_list(app, "Littoral", "ada@e.org"))
    number = written(cast.browser("ines"), "release", form)
    cast.browser("ines").post(f"/review/{number}/ask")
    lea.post(f"/review/{number}/approve", data=_page_of(app, number))
    with app.app_context():
        admin = cast.actor("sylvie", Role.ADMIN)
        members.close(db.session.get_one(Member, cast.actor("lea").id), actor=admin)
        db.session.commit()

    again = cast.browser("lea", Role.APPROVER, College.BOARD)
    again.post(f"/review/{number}/approve", data=_page_of(app, number))

    assert _state(app, number) == "review"
    with app.app_context():
        given = pieces.standing(db.session.get_one(Piece, number)).given
        assert [each.college for each in given] == [College.STAFF]
