"""What the association says of itself leaves with a release, so it is approved with it."""

from flask import Flask
from sqlalchemy import select

from comms.core import options
from comms.core.db import db
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.pieces.rules.leaving import MAIN
from tests.cast import Cast
from tests.writing import SOON, approved, press_list, release_form


def _say(app: Flask, about: str) -> None:
    with app.app_context():
        options.put("boilerplate.fr", about)
        db.session.commit()


def _mail(app: Flask, number: int) -> str:
    with app.test_request_context():
        piece = db.session.get_one(Piece, number)
        letter = kind_of(piece.kind).letter
        assert letter is not None
        return letter(queries.content(piece), MAIN).text


def test_what_was_approved_leaves_even_when_the_association_says_otherwise_since(
    app: Flask, cast: Cast
) -> None:
    _say(app, "Nous observons depuis 2017.")
    lists = press_list(app, "Littoral", "ada@exemple.org")
    number = approved(cast, "release", release_form(at=SOON, lists=lists))

    _say(app, "Nous observons et nous attaquons.")

    assert "Nous observons depuis 2017." in _mail(app, number)
    assert "attaquons" not in _mail(app, number)


def test_the_next_save_takes_the_new_words_and_asks_for_approval_again(
    app: Flask, cast: Cast
) -> None:
    _say(app, "Nous observons depuis 2017.")
    lists = press_list(app, "Littoral", "ada@exemple.org")
    form = release_form(at=SOON, lists=lists)
    number = approved(cast, "release", form)
    _say(app, "Nous observons et soignons.")

    cast.browser("ines").post(f"/releases/{number}", data={**form, "base": "1"})

    assert "Nous observons et soignons." in _mail(app, number)
    with app.app_context():
        assert db.session.scalars(select(Piece.state)).all() == ["review"]
