"""From the field: a link that takes words and pictures, shows nothing, ends when it is said to."""

import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.ideas import service
from comms.ideas.models import DropLink, Idea, IdeaPicture
from comms.ideas.routes.dropping import SENDS
from comms.ideas.rules import DAYS, MOST_AN_HOUR, DropWrong, in_short, obstacles_to_drop
from comms.media import queries as media
from comms.media.models import Asset
from tests.cast import Cast
from tests.conftest import NOW
from tests.pictures import SECRETS, heic, jpeg

WORDS = "Deux camions sont arrivés.\nIls ont pris les tentes."


def test_what_is_given_is_short_enough_and_something() -> None:
    assert obstacles_to_drop(" ", "", "", 0, 0) == [DropWrong.NOTHING]
    assert obstacles_to_drop("", "", "", 1, 0) == []
    assert obstacles_to_drop("x" * 4001, "", "", 7, MOST_AN_HOUR) == [
        DropWrong.TOO_LONG,
        DropWrong.TOO_MANY,
        DropWrong.TOO_OFTEN,
    ]


def test_a_change_of_language_asks_nothing_of_the_line(app: Flask, path: str) -> None:
    page = app.test_client().get(path).text
    wrong = _give(app, path, b"no picture", lang="ar").text

    for said in ("Ce qui se passe", "What is happening", "ماذا يحدث؟"):
        assert said in page
    assert f'href="{path}' not in page
    assert all(f'for="in-{code}"' in page for code in ("fr", "en", "ar"))
    assert 'lang="ar" dir="rtl"' in wrong.split("<head>")[0].replace("\n     ", "")
    assert "Ils ont pris les tentes." in wrong


def test_the_board_shows_the_first_line_and_loses_none() -> None:
    assert in_short("Trois mots ici") == ("Trois mots ici", "")
    assert in_short(WORDS) == ("Deux camions sont arrivés.", "Ils ont pris les tentes.")
    words, detail = in_short("mot " * 100)
    assert words.endswith("…")
    assert detail == ("mot " * 100).strip()


@pytest.fixture
def path(app: Flask, cast: Cast) -> str:
    """Return the address of a link of Inès's, of seven days."""
    page = cast.browser("ines").post("/ideas/links", data={"name": "équipe de nuit", "days": "7"})
    found = re.search(r"/ideas/drop/[\w-]+", page.text)
    assert found
    return found[0]


def _give(app: Flask, path: str, *pictures: bytes, **fields: str) -> TestResponse:
    files = [(io.BytesIO(each), f"IMG_{n}.HEIC") for n, each in enumerate(pictures)]
    form = {"text": WORDS, **fields, "pictures": files or [(io.BytesIO(b""), "")]}
    return app.test_client().post(path, data=form, content_type="multipart/form-data")


def test_the_page_leaves_nothing_and_tells_nothing(app, cast, path):
    stranger = app.test_client()
    answers = [stranger.get(path), stranger.get(f"{path}?lang=ar"), _give(app, path)]
    answers += [_give(app, path, text=""), _give(app, path, b"x" * 27_000_000)]

    assert [each.status_code for each in answers] == [200, 200, 200, 422, 413]
    for each in answers:
        assert "Set-Cookie" not in each.headers
        assert each.headers["Cache-Control"] == "no-store"
        assert each.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in each.headers["X-Robots-Tag"]
        assert "<script" not in each.text
        assert "csrf" not in each.text
        assert "équipe de nuit" not in each.text
    assert 'autocomplete="off"' in answers[0].text
    assert 'dir="rtl"' in answers[1].text
    assert "Reçu. Merci." in answers[2].text
    assert "camions" not in answers[2].text
    assert "ni le texte ni les images" in answers[4].text
    assert "camions" not in stranger.get(path).text


def test_what_came_is_an_idea_with_its_clean_pictures(app, cast, path):
    answer = _give(
        app, path, heic(), jpeg(), name="M.", not_before="jeudi 6 h", text=f"{WORDS} <b>"
    )

    assert answer.status_code == 200, answer.text
    with app.app_context():
        idea = db.session.scalars(select(Idea)).one()
        assets = [db.session.get_one(Asset, each.asset_id) for each in _pictures()]
        files = [media.path_of(each).read_bytes() for each in assets]
    assert (idea.made_by, idea.said_by, idea.not_before) == (None, "M.", "jeudi 6 h")
    assert idea.not_before_at.isoformat() == "2030-03-14T05:00:00+00:00"
    assert {each.look for each in assets} == {"waiting"}
    assert [secret for data in files for secret in SECRETS if secret in data] == []
    board = cast.browser("jonas").get("/ideas").text
    assert "du terrain, par «\xa0équipe de nuit\xa0»" in board
    assert "pas avant\xa0: jeudi 14 mars, 6\xa0h" in board
    assert "écrit «\xa0jeudi 6 h\xa0»" in board
    assert board.count("/media/") == 4
    assert board.count("visages à vérifier") == 2
    assert "Reçu du terrain" in cast.browser("ines").get("/").text
    assert "Reçu du terrain" not in cast.browser("jonas").get("/").text
    ines = cast.browser("ines")
    piece = ines.post("/ideas/1/write", data={"kind": "post"})
    assert "pas avant" in ines.get(piece.location, follow_redirects=True).text
    assert "pas avant" in ines.get("/review/1").text


def test_what_is_written_from_it_takes_its_pictures_along_and_they_are_still_looked_at(
    app, cast, path
):
    _give(app, path, jpeg(), heic())
    ines = cast.browser("ines")
    ines.post("/media/2/look", data={"found": "refused"})
    today = ines.get("/").text

    answer = ines.post("/ideas/1/write", data={"kind": "post"})
    post = ines.get(answer.location, follow_redirects=True).text

    assert today.count('/small"') == 2
    assert re.findall(r'name="visuals" value="(\d+)"', post) == ["1"]
    assert "L’image de l’idée est dans le contenu" in post
    assert "visages à vérifier" in post
    assert "Un visuel n’a pas été vérifié" in ines.get("/review/1").text


def test_a_release_takes_no_picture_and_says_where_they_are(app, cast, path):
    _give(app, path, jpeg())
    ines = cast.browser("ines")

    answer = ines.post("/ideas/1/write", data={"kind": "release"})

    assert "ne porte pas d’image" in ines.get(answer.location, follow_redirects=True).text
    assert "/media/1/small" in ines.get("/review/1").text


def _pictures() -> list[IdeaPicture]:
    return list(db.session.scalars(select(IdeaPicture)))


def test_one_file_that_is_no_picture_keeps_all_out_and_no_word_is_lost(app, cast, path):
    answer = _give(app, path, jpeg(), b"%PDF-1.7 rien d'une image", not_before="ce soir")

    assert answer.status_code == 422
    assert "pas une image" in answer.text
    assert "Ils ont pris les tentes." in answer.text
    assert 'value="ce soir"' in answer.text
    with app.app_context():
        assert db.session.scalars(select(Idea.id)).all() == []
        assert db.session.scalars(select(Asset.id)).all() == []


def _closed(cast: Cast) -> None:
    assert cast.browser("ines").post("/ideas/links/1/close").status_code == 303


def test_a_link_that_has_ended_says_so_and_gives_the_words_back(app, cast, path):
    with clock.fixed(NOW + timedelta(days=7)):
        expired = [app.test_client().get(path), _give(app, path)]
    _closed(cast)
    closed = [app.test_client().get(path), _give(app, path)]

    for shown, given in (expired, closed):
        assert (shown.status_code, given.status_code) == (410, 410)
        assert "plus ouvert" in shown.text
        assert "Ils ont pris les tentes." in given.text
    assert app.test_client().get("/ideas/drop/inconnu").status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Idea.id)).all() == []


def test_a_link_takes_so_much_an_hour_and_then_asks_to_wait(app, cast, path):
    for _ in range(MOST_AN_HOUR):
        assert _give(app, path).status_code == 200
    often = _give(app, path)

    assert often.status_code == 429
    assert "Ils ont pris les tentes." in often.text
    with clock.fixed(NOW + timedelta(minutes=61)):
        assert _give(app, path).status_code == 200


def test_what_is_refused_counts_too_so_that_nobody_keeps_the_machine_busy(app, cast, path):
    for _ in range(SENDS.tries):
        assert _give(app, path, b"GIF89a").status_code == 422

    again = _give(app, path, jpeg())

    assert again.status_code == 429
    assert "Ils ont pris les tentes." in again.text
    with clock.fixed(NOW + timedelta(minutes=61)):
        assert _give(app, path, jpeg()).status_code == 200


def test_a_piece_begun_from_the_field_opens_in_word(app, cast, path):
    _give(app, path, text="Deux\x01 camions\x1b\x0bsont là")
    ines = cast.browser("ines")
    ines.post("/ideas/1/write", data={"kind": "release"})

    assert ines.get("/releases/1/export/docx").status_code == 200
    with app.app_context():
        idea = db.session.scalars(select(Idea)).one()
        assert (idea.words, idea.detail) == ("Deux camions", "sont là")


def _listed(browser: FlaskClient) -> str:
    return browser.get("/ideas/links").text


def test_the_address_is_shown_once_and_kept_as_a_hash(app, cast, path):
    secret = path.rpartition("/")[2]
    _give(app, path)

    page = _listed(cast.browser("ines"))

    assert secret not in page
    assert "un envoi" in page
    assert "le dernier mardi 12 mars" in page
    with app.app_context():
        link = db.session.scalars(select(DropLink)).one()
        assert secret not in link.secret
        assert len(link.secret) == 64


@pytest.mark.parametrize("form", [{"name": "", "days": "7"}, {"name": "x", "days": str(DAYS.stop)}])
def test_a_link_has_a_name_and_an_end(app, cast, form):
    answer = cast.browser("ines").post("/ideas/links", data=form)

    assert answer.status_code == 422
    assert "/ideas/drop/" not in answer.text


def test_who_leaves_hands_the_open_links_over(app, cast, path):
    ines, lea = cast.actor("ines"), cast.actor("lea", Role.APPROVER)
    with app.app_context():
        assert service.hand_over(ines.id, lea.id) == 1
        db.session.commit()
        assert db.session.scalars(select(DropLink.owner_id)).one() == lea.id
        with clock.fixed(NOW + timedelta(days=800)):
            assert service.forget_old() == 1
