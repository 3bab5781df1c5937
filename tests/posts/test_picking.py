"""Pictures on the page of a post: brought in, looked at, put in order, without leaving the text."""

import io
import re

import pytest

from comms.core.db import db
from comms.core.rights import Role
from comms.media.models import Asset
from comms.pieces import queries
from comms.pieces.models import Piece
from comms.posts.rules import PostWords, Visual
from tests.pictures import jpeg, saved, scene
from tests.writing import approved, channel, post_form, written

TWO = PostWords(visuals=(Visual(1, "Une tente."), Visual(2), Visual(3)))
SCRIPT = {"X-Requested-With": "fetch"}


def _file(data: bytes = b"", name: str = "Samira.jpg"):
    return (io.BytesIO(data or jpeg()), name)


def _send(browser, path: str, **fields):
    return browser.post(path, data=post_form(**fields), content_type="multipart/form-data")


def _visuals(app, number: int) -> list[dict]:
    with app.app_context():
        return queries.content(db.session.get_one(Piece, number)).words["visuals"]


def _order(words: PostWords) -> list[int]:
    return [each.asset for each in words.visuals]


def test_a_picture_goes_one_place_sooner_and_no_further():
    assert _order(TWO.with_sooner(3)) == [1, 3, 2]
    assert _order(TWO.with_sooner(1)) == [1, 2, 3]
    assert _order(TWO.with_sooner(9)) == [1, 2, 3]
    assert TWO.with_sooner(2).visuals[1] == Visual(1, "Une tente.")


def test_a_picture_comes_last_and_goes_away():
    assert _order(TWO.with_visual(4)) == [1, 2, 3, 4]
    assert _order(TWO.without_visual(2)) == [1, 3]


def test_a_new_post_begins_with_its_picture(app, cast):
    ines = cast.browser("ines")

    answer = _send(ines, "/posts/new", then="pictures", pictures=_file())

    assert (answer.status_code, answer.location) == (303, "/posts/1#pictures")
    page = ines.get("/posts/1").text
    assert "Métadonnées supprimées" in page
    assert "L’eau est coupée à Loon-Plage." in page
    assert "/media/1/small" in page
    assert "visages à vérifier" in page
    assert 'name="alt_1"' in page


def test_several_pictures_come_at_once_after_those_there_are(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file())

    _send(
        ines,
        "/posts/1",
        base="1",
        visuals="1",
        alt_1="Une tente.",
        text="Autre texte.",
        pictures=[_file(), _file(saved(scene(), "PNG"))],
    )

    assert [(each["asset"], each["alt"]) for each in _visuals(app, 1)] == [
        (1, "Une tente."),
        (2, ""),
        (3, ""),
    ]
    assert "Autre texte." in ines.get("/posts/1").text


def test_the_name_of_a_file_is_kept_nowhere(app, cast):
    _send(cast.browser("ines"), "/posts/new", pictures=_file())

    with app.app_context():
        assert "Samira" not in db.session.get_one(Asset, 1).title


def test_what_is_no_picture_is_refused_and_what_was_typed_is_saved(app, cast):
    ines = cast.browser("ines")

    answer = _send(ines, "/posts/new", then="pictures", pictures=[_file(b"%PDF-"), _file()])

    page = ines.get(answer.location).text
    assert "pas une image" in page
    assert "Loon-Plage" in page
    assert [each["asset"] for each in _visuals(app, 1)] == [1]


def test_faces_are_looked_for_in_place_and_the_text_is_saved_with_it(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file())

    answer = _send(ines, "/posts/1", base="1", visuals="1", text="Mot nouveau.", look="1:nobody")

    assert answer.location.endswith("#pictures")
    page = ines.get("/posts/1").text
    assert "Mot nouveau." in page
    assert "Regardez les visages" not in page
    by = cast.actor("ines").id
    with app.app_context():
        asset = db.session.get_one(Asset, 1)
        assert (asset.look, asset.looked_by) == ("nobody", by)


@pytest.mark.parametrize("look", ["1:everybody", "9:nobody", "x:nobody", "nobody", "1:"])
def test_a_look_nobody_has_changes_nothing(app, cast, look):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file())

    assert _send(ines, "/posts/1", base="1", visuals="1", look=look).status_code == 303

    with app.app_context():
        assert db.session.get_one(Asset, 1).look == "waiting"


def test_pictures_are_chosen_put_sooner_and_taken_away_by_their_buttons(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=[_file(), _file()])
    _send(ines, "/posts/new", text="Un autre.")

    _send(ines, "/posts/2", base="1", visuals=["1", "2"], then="pictures")
    assert [each["asset"] for each in _visuals(app, 2)] == [1, 2]
    _send(ines, "/posts/2", base="2", visuals=["1", "2"], alt_2="Deux.", sooner="2")
    assert [(each["asset"], each["alt"]) for each in _visuals(app, 2)] == [(2, "Deux."), (1, "")]
    _send(ines, "/posts/2", base="3", visuals=["2", "1"], remove="2")
    assert [each["asset"] for each in _visuals(app, 2)] == [1]


def test_a_picture_that_must_not_leave_is_not_offered(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=[_file(), _file()])
    _send(ines, "/posts/1", base="1", look="1:refused")

    page = ines.get("/posts/new").text

    assert re.findall(r'name="visuals"\s+value="(\d+)"', page) == ["2"]


def test_a_script_that_saves_as_one_types_brings_no_file(app, cast):
    ines = cast.browser("ines")
    written(ines, "post", post_form())

    data = post_form(base="1", look="1:nobody", pictures=_file())
    answer = ines.post("/posts/1", data=data, content_type="multipart/form-data", headers=SCRIPT)

    assert answer.status_code == 200
    assert _visuals(app, 1) == []


def test_what_cannot_be_saved_brings_no_picture_in(app, cast):
    ines = cast.browser("ines")

    answer = _send(ines, "/posts/new", at="2030-03-31T02:30", pictures=_file())

    assert answer.status_code == 422
    with app.app_context():
        assert db.session.query(Asset).count() == 0


def test_what_has_left_takes_no_picture_more(app, cast):
    number = approved(cast, "post", post_form(at="2030-03-12T10:30", channels=channel(app)))
    with app.app_context():
        db.session.get_one(Piece, number).state = "published"
        db.session.commit()

    _send(cast.browser("ines"), f"/posts/{number}", base="1", pictures=_file())

    with app.app_context():
        assert db.session.query(Asset).count() == 0


def test_the_preview_shows_the_pictures(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file())

    shown = ines.post(
        "/posts/preview",
        data=post_form(channels=channel(app), visuals=["1", "7"], alt_1="Une tente."),
    ).text

    assert "/media/1/small" in shown
    assert 'alt="Une tente."' in shown
    assert "/media/7/" not in shown


def test_a_small_picture_is_small_and_only_for_who_may_read(app, cast):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file(saved(scene((1200, 900)), "JPEG")))

    small = ines.get("/media/1/small")

    assert small.mimetype == "image/jpeg"
    assert len(small.data) < len(ines.get("/media/1/file").data)
    assert cast.browser("omar", Role.GUEST).get("/media/1/small").status_code == 403
    assert app.test_client().get("/media/1/small").status_code == 303
    assert ines.get("/media/9/small").status_code == 404
    assert ines.post("/media/1/small").status_code == 405


def test_where_no_small_one_was_made_the_whole_one_is_shown(app, cast, settings):
    ines = cast.browser("ines")
    _send(ines, "/posts/new", pictures=_file())
    for path in (settings.folder / "media" / "small").iterdir():
        path.unlink()

    assert ines.get("/media/1/small").data == ines.get("/media/1/file").data


def test_a_number_that_is_none_is_no_channel(app, cast):
    answer = cast.browser("ines").post("/posts/preview", data=post_form(channels=["9" * 30, "é"]))

    assert answer.status_code == 200
