"""Remarks on a passage, and a reader's correction that the author takes in one tap."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from comms.core.db import db
from comms.core.rights import College, Role
from comms.pieces.models import Comment, Piece
from tests.cast import Cast
from tests.writing import LATER, channel, press_list, release_form, written

PROPOSED = {"passage": "des opérations", "proposal": "des expulsions", "text": "Nos mots."}


@pytest.fixture
def lea(cast: Cast) -> FlaskClient:
    return cast.browser("lea", Role.APPROVER, College.STAFF)


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return a release by Inès that waits for staff and board."""
    ines = cast.browser("ines")
    form = release_form(at=LATER, lists=press_list(app, "Littoral", "ada@a.example"))
    number = written(ines, "release", form)
    ines.post(f"/review/{number}/ask")
    return number


def _body(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get_one(Piece, number).revisions[-1].content["words"]["body"]


def test_a_proposal_is_shown_as_what_it_changes_and_taken_in_one_tap(
    app: Flask, cast: Cast, lea: FlaskClient, release: int
) -> None:
    ines = cast.browser("ines")
    lea.post(f"/review/{release}/comment", data=PROPOSED)
    page = ines.get(f"/releases/{release}").text
    assert "<del>opérations</del><ins>expulsions</ins>" in page
    assert "/comments/1/take" in page

    ines.post("/comments/1/take")

    author = cast.actor("ines").id
    assert "des expulsions." in _body(app, release)
    with app.app_context():
        piece = db.session.get_one(Piece, release)
        assert piece.revisions[-1].member_id == author
        assert piece.comments[0].resolved_at is not None
    assert "pris" in ines.get(f"/review/{release}").text


def test_a_remark_without_words_comes_back_to_its_page_with_the_rest(
    app: Flask, lea: FlaskClient, release: int
) -> None:
    came = {"Referer": f"http://localhost/review/{release}"}
    for act, typed, said in (
        ("changes", {"text": " "}, "Écrivez quelque chose d’abord."),
        ("comment", {"text": "Mieux", "proposal": "des expulsions"}, "Ce passage n’est pas"),
    ):
        page = lea.post(f"/review/{release}/{act}", data=typed, headers=came)

        assert page.status_code == 422
        assert said in page.text
        assert f'action="/review/{release}/comment"' in page.text
        assert all(f">\n{words}</textarea>" in page.text for words in typed.values())
        assert "Set-Cookie" not in page.headers or "_flashes" not in page.headers["Set-Cookie"]
    assert "Écrivez" not in lea.get(f"/review/{release}").text
    elsewhere = lea.post(
        f"/review/{release}/comment", data={"text": " "}, headers={"Referer": "http://e.org/"}
    )
    assert "Cela n’a pas marché" in elsewhere.text


def test_who_proposed_may_still_approve(
    app: Flask, cast: Cast, lea: FlaskClient, release: int
) -> None:
    lea.post(f"/review/{release}/comment", data=PROPOSED)
    cast.browser("ines").post("/comments/1/take")

    page = lea.get(f"/review/{release}").text
    shown = re.search(r'"hash" value="(\w{64})"', page)
    assert shown
    lea.post(f"/review/{release}/approve", data={"hash": shown[1]})

    with app.app_context():
        assert len(db.session.get_one(Piece, release).approvals) == 1


def test_an_approver_who_takes_it_is_its_editor(cast: Cast, lea: FlaskClient, release: int) -> None:
    lea.post(f"/review/{release}/comment", data=PROPOSED)

    lea.post("/comments/1/take")

    assert "Vous avez fait la dernière modification" in lea.get(f"/review/{release}").text


def test_a_proposal_for_a_passage_rewritten_since_is_not_put_anywhere(
    app: Flask, cast: Cast, lea: FlaskClient, release: int
) -> None:
    ines = cast.browser("ines")
    lea.post(f"/review/{release}/comment", data=PROPOSED)
    body = "Les équipes ont vu des longues opérations de trop."
    ines.post(f"/releases/{release}", data=release_form(at=LATER, lists="1", base="1", body=body))

    assert "passage réécrit depuis" in ines.get(f"/review/{release}").text
    ines.post("/comments/1/take")

    assert _body(app, release) == body


def test_a_proposal_is_taken_once(app: Flask, cast: Cast, lea: FlaskClient, release: int) -> None:
    ines = cast.browser("ines")
    lea.post(f"/review/{release}/comment", data={**PROPOSED, "proposal": "des opérations (des)"})

    ines.post("/comments/1/take")
    ines.post("/comments/1/take", follow_redirects=True)

    assert _body(app, release).count("(des)") == 1


def test_a_remark_follows_its_passage(cast: Cast, lea: FlaskClient, release: int) -> None:
    ines = cast.browser("ines")
    lea.post(f"/review/{release}/comment", data={"passage": "des opérations", "text": "Source ?"})
    body = "Depuis janvier, les équipes ont observé des opérations."
    ines.post(f"/releases/{release}", data=release_form(at=LATER, lists="1", base="1", body=body))

    page = ines.get(f"/review/{release}").text

    assert 'data-passage="des opérations"' in page
    assert "réécrit" not in page


@pytest.mark.parametrize("passage", ["", "un passage qui n’y est pas"])
def test_a_proposal_needs_its_passage_and_what_was_typed_is_kept(
    app: Flask, lea: FlaskClient, release: int, passage: str
) -> None:
    answer = lea.post(f"/review/{release}/comment", data={**PROPOSED, "passage": passage})

    assert answer.status_code == 422
    assert "des expulsions" in answer.text
    with app.app_context():
        assert db.session.query(Comment).count() == 0


def test_what_is_published_takes_no_proposal(
    app: Flask, cast: Cast, lea: FlaskClient, release: int
) -> None:
    lea.post(f"/review/{release}/comment", data=PROPOSED)
    lea.post(f"/review/{release}/drop")

    cast.browser("ines").post("/comments/1/take")

    assert "des opérations" in _body(app, release)


def test_a_guest_a_stranger_a_wrong_number_and_a_wrong_method_take_nothing(
    app: Flask, cast: Cast, lea: FlaskClient, release: int
) -> None:
    lea.post(f"/review/{release}/comment", data=PROPOSED)

    assert cast.browser("guest", Role.GUEST).post("/comments/1/take").status_code == 403
    assert app.test_client().post("/comments/1/take").status_code == 401
    assert lea.post("/comments/99/take").status_code == 404
    assert lea.get("/comments/1/take").status_code == 405
    assert "des opérations" in _body(app, release)


def test_a_comment_on_a_post_is_answered_without_a_passage(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "post", {"lang": "fr", "text": "L’eau.", "channels": channel(app)})

    ines.post(f"/review/{number}/comment", data={"text": "Bien."})

    assert "Bien." in ines.get(f"/review/{number}").text
