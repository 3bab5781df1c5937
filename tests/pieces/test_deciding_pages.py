"""Asking and approving on the page: nobody lets their own text out, nothing leaves unseen."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from comms.core.db import db
from comms.core.rights import College, Role
from comms.mailings.models import Mailing
from comms.pieces.models import Approval, Piece
from comms.publishing.models import Dispatch
from tests.cast import Cast
from tests.writing import LATER, SOON, channel, post_form, press_list, release_form, written


def _hash(browser: FlaskClient, number: int) -> str:
    found = re.search(r'name="hash" value="([0-9a-f]{64})"', browser.get(f"/review/{number}").text)
    return found[1] if found else ""


def _approve(browser: FlaskClient, number: int, shown: str | None = None) -> str:
    fields = {"hash": _hash(browser, number) if shown is None else shown}
    browser.post(f"/review/{number}/approve", data=fields)
    return browser.get(f"/review/{number}").text


def _standing_hash(app: Flask, number: int) -> str:
    """Return the hash of what stands, as a page would show it to someone else."""
    with app.app_context():
        return str(db.session.get_one(Piece, number).revisions[-1].hash)


def _state(app: Flask, number: int) -> str:
    with app.app_context():
        return str(db.session.get_one(Piece, number).state)


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """Return a post by Inès that waits for approval."""
    form = post_form(at=SOON, channels=channel(app))
    ines = cast.browser("ines")
    number = written(ines, "post", form)
    ines.post(f"/review/{number}/ask")
    return number


@pytest.fixture
def release(app: Flask, cast: Cast) -> int:
    """Return a release by Inès that waits for approval by staff and board."""
    form = release_form(at=LATER, lists=press_list(app, "Littoral", "ada@exemple.org"))
    ines = cast.browser("ines")
    number = written(ines, "release", form)
    ines.post(f"/review/{number}/ask")
    return number


def test_a_colleague_lets_a_post_out_and_it_is_planned(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    page = _approve(lea, post)

    assert "prêt" in page
    with app.app_context():
        assert [each.state for each in db.session.scalars(select(Dispatch))] == ["due"]


def test_an_author_with_the_right_role_does_not_approve_their_own_text(app, cast):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    number = written(lea, "post", post_form(at=SOON, channels=channel(app)))
    lea.post(f"/review/{number}/ask")

    page = _approve(lea, number, _standing_hash(app, number))

    assert "Vous l’avez écrit" in page
    assert _state(app, number) == "review"


def test_a_last_editor_does_not_approve(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    form = post_form(at=SOON, channels="1", base="1", text="Une virgule, changée.")
    lea.post(f"/posts/{post}", data=form)

    page = _approve(lea, post, _standing_hash(app, post))

    assert "Vous avez fait la dernière modification" in page
    assert _state(app, post) == "review"


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"at": ""}, "l’heure de diffusion"),
        ({"text": ""}, "Il manque le texte"),
        ({"channels": []}, "au moins un canal"),
        ({"visuals": "1"}, "le texte alternatif"),
    ],
)
def test_what_lacks_something_since_it_was_asked_for_is_not_approved(
    app, cast, post, changes, lacks
):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    form = post_form(at=SOON, channels="1", base="1") | changes
    cast.browser("ines").post(f"/posts/{post}", data=form)

    page = _approve(lea, post, _standing_hash(app, post))

    assert lacks in page
    assert f"/review/{post}/approve" not in page
    assert _state(app, post) == "review"


def test_a_stale_page_does_not_approve_what_it_did_not_show(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    shown = _hash(lea, post)
    form = post_form(at=SOON, channels="1", base="1", text="Tout autre chose.")
    cast.browser("ines").post(f"/posts/{post}", data=form)

    page = _approve(lea, post, shown)

    assert "Relisez-le, puis validez" in page
    assert _state(app, post) == "review"


def test_ones_own_words_stay_ones_own_when_the_author_brings_them_back_in_a_merge(
    app, cast, release
):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    form = release_form(at=LATER, lists="1", base="1")
    lea.post(f"/releases/{release}", data={**form, "overline": "Calais"})

    cast.browser("ines").post(f"/releases/{release}", data={**form, "subtitle": "Une nuit"})
    page = _approve(lea, release, _standing_hash(app, release))

    with app.app_context():
        last = db.session.get_one(Piece, release).revisions[-1]
        assert last.content["words"]["overline"] == "Calais"
        assert last.content["words"]["subtitle"] == "Une nuit"
        assert db.session.scalars(select(Approval)).all() == []
    assert "Vous avez fait la dernière modification" in page


def test_a_release_needs_one_of_each_college(app, cast, release):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    tom = cast.browser("tom", Role.APPROVER, College.STAFF)
    anne = cast.browser("anne", Role.APPROVER, College.BOARD)

    after_lea = _approve(lea, release)
    after_tom = _approve(tom, release, _standing_hash(app, release))
    after_anne = _approve(anne, release)

    assert "Il manque la validation d’une personne du CA." in after_lea
    assert "La place de votre collège est déjà prise" in after_tom
    assert "prêt" in after_anne
    with app.app_context():
        assert [each.state for each in db.session.scalars(select(Mailing))] == ["due"]


def test_a_changed_comma_takes_back_what_was_planned(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    _approve(lea, post)
    form = post_form(at=SOON, channels="1", base="1", text="L’eau est coupée, à Loon-Plage.")

    cast.browser("ines").post(f"/posts/{post}", data=form)

    assert _state(app, post) == "review"
    with app.app_context():
        assert [each.state for each in db.session.scalars(select(Dispatch))] == ["dropped"]
        assert db.session.scalars(select(Approval)).one().voided_at is not None
    assert "Ce qui a changé depuis votre validation" in lea.get(f"/review/{post}").text


@pytest.mark.parametrize(
    ("at", "state"),
    [("2030-03-12T17:00", "scheduled"), ("2030-03-12T10:15", "review"), (LATER, "review")],
    ids=["later the same day", "earlier", "another day"],
)
def test_only_a_later_hour_of_the_same_day_keeps_an_approval(app, cast, post, at, state):
    _approve(cast.browser("lea", Role.APPROVER, College.STAFF), post)

    cast.browser("ines").post(f"/posts/{post}", data=post_form(at=at, channels="1", base="1"))

    assert _state(app, post) == state


def test_held_and_resumed(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    _approve(lea, post)

    cast.browser("ines").post(f"/review/{post}/hold")
    held = _state(app, post)
    lea.post(f"/review/{post}/resume")

    assert (held, _state(app, post)) == ("held", "scheduled")


def test_corrections_are_asked_with_a_remark_and_an_empty_one_is_refused(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    refused = lea.post(f"/review/{post}/changes", data={"text": " "})
    asked = lea.post(f"/review/{post}/changes", data={"text": "La date ?"})

    assert refused.status_code == 422
    assert asked.status_code == 303
    assert _state(app, post) == "changes"
    assert "La date ?" in cast.browser("ines").get(f"/review/{post}").text


def test_a_remark_that_comes_too_late_is_not_lost(app, cast, post):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)
    _approve(lea, post)

    answer = lea.post(f"/review/{post}/changes", data={"text": "La date est fausse."})

    assert answer.status_code == 422
    assert "La date est fausse." in answer.text


@pytest.mark.parametrize("verb", ["approve", "resume"])
def test_an_author_has_no_button_that_lets_things_out(app, cast, post, verb):
    answer = cast.browser("nadia").post(f"/review/{post}/{verb}", data={"hash": "0" * 64})

    assert answer.status_code == 403
    assert _state(app, post) == "review"


@pytest.mark.parametrize("verb", ["ask", "approve", "changes", "comment", "hold", "resume", "drop"])
def test_a_stranger_a_wrong_number_and_a_wrong_method_decide_nothing(app, cast, post, verb):
    lea = cast.browser("lea", Role.APPROVER, College.STAFF)

    assert app.test_client().post(f"/review/{post}/{verb}").status_code == 401
    assert lea.post(f"/review/999/{verb}").status_code == 404
    assert lea.get(f"/review/{post}/{verb}").status_code == 405


def test_an_hour_that_passed_without_approval_is_expired_and_can_be_asked_again(app, cast, post):
    with app.app_context():
        piece = db.session.get_one(Piece, post)
        piece.state = "expired"
        db.session.commit()
    ines = cast.browser("ines")

    shown = ines.get("/pieces?state=expired").text
    ines.post(f"/posts/{post}", data=post_form(at=LATER, channels="1", base="1", then="ask"))

    assert "Loon-Plage" in shown
    assert _state(app, post) == "review"


def test_everything_written_is_listed_by_what_was_touched_or_by_its_hour(app, cast):
    ines = cast.browser("ines")
    late = written(ines, "post", post_form(text="Plus tard", at=LATER, channels=channel(app)))
    written(ines, "post", post_form(text="Bientôt", at=SOON, channels="1"))
    written(ines, "post", post_form(text="Un jour", at="", channels=""))

    def order(page: str) -> list[str]:
        return re.findall(r"Plus tard|Bientôt|Un jour", page)

    assert late == 1
    assert order(ines.get("/pieces").text) == ["Un jour", "Bientôt", "Plus tard"]
    assert order(ines.get("/pieces?order=hour").text) == ["Plus tard", "Bientôt", "Un jour"]
    assert order(ines.get("/pieces?q=TARD+plus").text) == ["Plus tard"]
    assert "Aucun titre" in ines.get("/pieces?q=%25").text


def test_to_give_a_piece_up_says_first_what_is_lost(cast):
    number = written(cast.browser("ines"), "post", post_form(at=SOON))

    before, _, button = cast.browser("ines").get(f"/review/{number}").text.partition("/drop")

    assert button
    assert "C’est pour de bon" in before
    assert before.rindex("<details>") > before.rindex("</details>")  # folded away
