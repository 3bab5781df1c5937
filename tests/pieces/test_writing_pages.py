"""Writing on the page: begun, saved, merged, refused without losing a word."""

import re
from datetime import timedelta

import pytest

from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from tests.conftest import NOW
from tests.writing import LATER, channel, post_form, press_list, release_form, written

SCRIPT = {"X-Requested-With": "fetch"}


@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [("release", release_form(), "des opérations"), ("post", post_form(), "Loon-Plage")],
)
def test_what_was_typed_stands_on_the_page_again(cast, kind, form, words):
    ines = cast.browser("ines")

    number = written(ines, kind, form)

    assert words in ines.get(f"/{kind}s/{number}").text
    assert words in ines.get(f"/review/{number}").text


def test_a_script_saves_and_hears_the_number_it_saves_from_next(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    answer = ines.post(
        f"/posts/{number}", data=post_form(text="Plus d’eau.", base="1"), headers=SCRIPT
    )

    assert 'data-number="2"' in answer.text
    assert f'data-address="/posts/{number}"' in answer.text


def test_a_script_begins_a_piece_once(app, cast):
    ines = cast.browser("ines")

    answer = ines.post("/posts/new", data=post_form(), headers=SCRIPT)

    address = re.search(r'data-address="(/posts/\d+)"', answer.text)
    assert answer.status_code == 200
    assert address
    assert "Loon-Plage" in ines.get(address[1]).text


def test_two_people_in_two_places_are_merged(cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER)
    form = release_form()
    number = written(ines, "release", form)

    ines.post(f"/releases/{number}", data=form | {"title": "Calais : 99 expulsions", "base": "1"})
    lea.post(f"/releases/{number}", data=form | {"place": "Grande-Synthe", "base": "1"})

    page = ines.get(f"/releases/{number}").text
    assert "99 expulsions" in page
    assert "Grande-Synthe" in page


def test_two_people_in_one_place_are_both_kept(cast):
    ines, lea = cast.browser("ines"), cast.browser("lea", Role.APPROVER)
    number = written(ines, "post", post_form(text="un deux trois"))

    ines.post(f"/posts/{number}", data=post_form(text="un 2 trois", base="1"))
    answer = lea.post(
        f"/posts/{number}", data=post_form(text="un DEUX trois", base="1"), headers=SCRIPT
    )

    assert "gardée à part" in answer.text
    history = lea.get(f"/pieces/{number}/history").text
    assert "DEUX" in history
    assert "un 2 trois" in ines.get(f"/posts/{number}").text


def test_a_refused_request_for_approval_keeps_what_was_typed_with_it(app, cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    ines.post(f"/posts/{number}", data=post_form(text="Mot nouveau.", base="1", then="ask"))

    page = ines.get(f"/posts/{number}").text
    assert "Mot nouveau." in page
    assert "Choisissez l’heure de diffusion." in page
    with app.app_context():
        assert db.session.get(Piece, number).state == "draft"


def test_an_hour_that_does_not_exist_is_refused_and_the_text_comes_back(cast):
    ines = cast.browser("ines")

    answer = ines.post("/posts/new", data=post_form(at="2030-03-31T02:30"))

    assert answer.status_code == 422
    assert "n’existe pas" in answer.text
    assert "Loon-Plage" in answer.text


@pytest.mark.parametrize(("hour", "zone"), [("0001-01-01T00:00", "Asia/Tokyo"),
                                            ("2030-03-31T06:00", "Europe")])  # fmt: skip
def test_an_hour_no_clock_shows_is_refused_and_the_text_comes_back(cast, hour, zone):
    answer = cast.browser("ines").post("/posts/new", data=post_form(at=hour, at_zone=zone))

    assert answer.status_code == 422
    assert "Loon-Plage" in answer.text


@pytest.mark.parametrize("kind", ["post", "release"])
def test_a_save_that_is_refused_comes_back_where_it_was_typed(app, cast, kind):
    ines = cast.browser("ines")
    form = post_form() if kind == "post" else release_form()
    number, chosen = written(ines, kind, form), press_list(app, "Littoral", "ada@e.org")
    assert channel(app) == chosen  # the first of each: where either goes has one number
    ines.post(f"/{kind}s/{number}", data={**form, "base": "1", "link": "https://a.example"})

    whither = {"lists": chosen, "channels": chosen}
    typed = {**form, **whither, "base": "1", "at": "2030-03-31T02:30", "at_said": "demain"}
    page = ines.post(f"/{kind}s/{number}", data=typed)

    assert page.status_code == 422
    assert f'action="/{kind}s/{number}"' in page.text
    assert f'data-autosave="/{kind}s/{number}"' in page.text
    assert "data-begins" not in page.text
    assert re.search(r'name="base"\s+value="1"', page.text)
    assert re.search(rf'value="{chosen}"\s+checked', page.text)
    assert "2030-03-31T02:30" in page.text
    assert 'value="demain"' in page.text


def test_an_hour_a_script_cannot_read_keeps_the_words_and_says_which_hour_stays(cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form(at="2030-03-13T09:00"))
    form = post_form(text="D’autres mots.", at="2030-03-13T09:00", base="1")
    said = form | {"at_said": "mardi 18h30 pétantes"}

    saved = ines.post(f"/posts/{number}", data=said, headers={"X-Requested-With": "fetch"})
    asked = ines.get("/calendar/hour?said=bientôt&stands=2030-03-13T09:00")

    assert "sauf l’heure" in saved.text
    assert "pétantes\xa0» n’est pas une heure" in saved.text
    assert "L’heure reste\xa0: mercredi 13 mars, 9\u202fh" in saved.text.replace("\xa0h", "\u202fh")
    assert "Rien ne manque" not in saved.text
    assert "D’autres mots." in ines.get(f"/posts/{number}").text
    assert "L’heure reste" in asked.json["told"]
    assert asked.status_code == 422


def test_a_new_post_waits_for_its_first_letter_and_a_written_one_is_read(cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    fields = [
        re.findall(r'<textarea id="f-text"[^>]*>', ines.get(page).text)[0]
        for page in ("/posts/new", f"/posts/{number}")
    ]

    assert ["autofocus" in each for each in fields] == [True, False]


def test_a_base_that_never_was_loses_nothing(cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    answer = ines.post(f"/posts/{number}", data=post_form(text="Mot nouveau.", base="999"))

    assert answer.location == f"/pieces/{number}/history"
    assert "nouveau" in ines.get(answer.location).text


@pytest.mark.parametrize("path", ["/pieces", "/posts/new", "/releases/new", "/review/1"])
def test_a_guest_and_a_stranger_write_nothing(app, cast, path):
    written(cast.browser("ines"), "post", post_form(at=LATER))

    assert cast.browser("omar", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303


@pytest.mark.parametrize("path", ["/posts/99", "/releases/99", "/review/99", "/pieces/99/history"])
def test_what_does_not_exist_is_not_found(cast, path):
    assert cast.browser("ines").get(path).status_code == 404


def test_a_post_is_not_opened_as_a_release(cast):
    ines = cast.browser("ines")
    number = written(ines, "post", post_form())

    assert ines.get(f"/releases/{number}").status_code == 404
    assert ines.post(f"/releases/{number}", data=release_form(base="1")).status_code == 404


def test_after_a_clash_saving_on_does_not_win_and_is_kept_once(app, cast):
    ines, omar = cast.browser("ines"), cast.browser("omar")
    number = written(ines, "post", post_form(text="L’eau est coupée."))
    omar.post(f"/posts/{number}", data=post_form(text="L’eau est revenue.", base="1"))
    mine = post_form(text="L’eau est rare.", base="1")

    line = ines.post(f"/posts/{number}", data=mine, headers={"X-Requested-With": "fetch"}).text
    answer = ines.post(f"/posts/{number}", data=mine)

    assert "data-clash" in line
    assert "data-number" not in line
    assert answer.location.endswith(f"/pieces/{number}/history")
    with app.app_context():
        kept = db.session.get_one(Piece, number).revisions
        assert [each.is_aside for each in kept] == [False, False, True]
        assert kept[1].content["words"]["text"] == "L’eau est revenue."


def test_who_writes_here_too_is_said_on_the_page_and_with_each_save(app, cast):
    ines, omar = cast.browser("ines"), cast.browser("omar")
    number = written(ines, "post", post_form(text="L’eau est coupée."))
    form = post_form(text="L’eau est coupée. Encore.", base="1")
    omar.post(f"/posts/{number}", data=form)

    page = ines.get(f"/posts/{number}").text
    line = ines.post(f"/posts/{number}", data={**form, "base": "2"}, headers=SCRIPT).text
    with clock.fixed(NOW + timedelta(minutes=11)):
        later = ines.get(f"/posts/{number}").text

    assert "Omar écrit ici aussi" in page
    assert "Omar écrit ici aussi" in line
    assert "Ines écrit ici aussi" in omar.get(f"/posts/{number}").text
    assert "écrit ici aussi" not in later
