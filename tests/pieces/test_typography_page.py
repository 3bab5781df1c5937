"""Typography offered: what it would change is shown, one button does it, the history keeps all."""

import pytest
from flask import Flask

from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.writing import SOON, approved, channel, post_form, release_form, written

TYPED = release_form(title="Calais : 98 expulsions ?", body='Il dit "partez" à 14h30 !')


def _words(app: Flask, number: int) -> dict[str, str]:
    with app.app_context():
        return db.session.get_one(Piece, number).revisions[-1].content["words"]


def test_the_page_shows_the_difference_and_the_button_makes_it(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", TYPED)

    page = ines.get(f"/pieces/{number}/typography").text
    assert "<ins>«⍽partez⍽»</ins>" in page
    ines.post(f"/pieces/{number}/typography", data={"base": "1"})

    assert _words(app, number)["body"] == "Il dit «\u00a0partez\u00a0» à 14\u00a0h\u00a030\u202f!"
    assert _words(app, number)["title"] == "Calais\u00a0: 98 expulsions\u202f?"
    assert "déjà faite" in ines.get(f"/pieces/{number}/typography").text


def test_the_difference_is_read_without_signs_and_in_the_history_too(app, cast):
    ines = cast.browser("ines")
    form = {**TYPED, "body": "## Ce **matin** !\n\nVoir [le rapport](https://u.fr/a)."}
    number = written(ines, "release", form)
    offered = ines.get(f"/pieces/{number}/typography").text

    ines.post(f"/releases/{number}", data={**form, "body": form["body"][:-1] + " :", "base": "1"})

    kept = ines.get(f"/pieces/{number}/history").text
    assert "Ce matin<del>" in offered
    for page in (offered, kept):
        assert "**" not in page.partition("<main")[2]
        assert "](" not in page


def test_the_button_among_the_fields_saves_what_was_typed_first(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", TYPED)
    form = {**TYPED, "base": "1", "body": "Et l'eau ?", "then": "typography"}

    answer = ines.post(f"/releases/{number}", data=form)

    assert answer.location.endswith(f"/pieces/{number}/typography")
    assert _words(app, number)["body"] == "Et l'eau ?"


def test_what_a_colleague_wrote_meanwhile_stays(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(title="Calais ?", body="Un.\n\nDeux."))
    theirs = release_form(title="Calais ?", body="Un.\n\nDeux, puis trois.", base="1")
    cast.browser("omar", Role.AUTHOR).post(f"/releases/{number}", data=theirs)

    ines.post(f"/pieces/{number}/typography", data={"base": "1"})

    assert _words(app, number)["body"] == "Un.\n\nDeux, puis trois."
    assert _words(app, number)["title"] == "Calais\u202f?"


def test_a_post_spends_no_double_weight_on_its_spaces(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "post", post_form(text="Et l'eau ?"))

    ines.post(f"/pieces/{number}/typography", data={"base": "1"})

    assert _words(app, number)["text"] == "Et l’eau\u00a0?"


def test_what_was_approved_is_approved_again(app: Flask, cast: Cast) -> None:
    number = approved(cast, "post", post_form(at=SOON, channels=channel(app), text="L'eau ?"))

    cast.browser("ines").post(f"/pieces/{number}/typography", data={"base": "1"})

    with app.app_context():
        assert db.session.get_one(Piece, number).state == "review"


@pytest.mark.parametrize("base", ["", "abc", "99", "99999999999"])
def test_a_base_that_never_was_is_the_text_of_now(app: Flask, cast: Cast, base: str) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", TYPED)

    ines.post(f"/pieces/{number}/typography", data={"base": base})

    assert "\u202f?" in _words(app, number)["title"]


def test_an_english_text_has_nothing_to_set(cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(lang="en", title="Why ?"))

    page = ines.get(f"/pieces/{number}/typography").text

    assert "qu’aux textes en français" in page
    assert "Appliquer" not in page


def test_a_reader_a_stranger_a_wrong_number_and_a_wrong_method(app: Flask, cast: Cast) -> None:
    number = written(cast.browser("ines"), "release", TYPED)
    guest, stranger = cast.browser("guest", Role.GUEST), app.test_client()
    path = f"/pieces/{number}/typography"

    assert guest.post(path).status_code == 403
    assert stranger.get(path).status_code == 303
    assert stranger.post(path).status_code == 401
    assert cast.browser("ines").get("/pieces/999/typography").status_code == 404
    assert cast.browser("ines").post("/pieces/999/typography").status_code == 404
    assert cast.browser("ines").put(path).status_code == 405
    assert _words(app, number)["title"] == TYPED["title"]
