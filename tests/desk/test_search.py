"""The search everywhere: with and without script, only what one may read."""

import pytest

from comms.core.rights import Role
from tests.writing import post_form, release_form


@pytest.fixture
def written(cast) -> None:
    ines = cast.browser("ines")
    ines.post("/posts/new", data=post_form(text="Expulsion à Calais"))
    ines.post("/releases/new", data=release_form(title="Douze expulsions <b>de trop</b>"))


def test_hits_stand_by_kind_with_what_was_typed_marked(cast, written):
    page = cast.browser("ines").get("/search?q=EXPULSIÔN").text

    assert "<mark>Expulsion</mark> à Calais" in page
    assert "<h2" in page
    assert "Communiqué" in page


def test_a_script_gets_the_hits_alone(cast, written):
    part = cast.browser("ines").get("/search?q=expulsion&part=1").text

    assert "<mark>" in part
    assert "<html" not in part


def test_a_title_is_never_markup(cast, written):
    part = cast.browser("ines").get("/search?q=trop&part=1").text

    assert "&lt;b&gt;" in part
    assert "<b>" not in part


def test_a_guest_finds_no_piece(cast, written):
    guest = cast.browser("gus", Role.GUEST)

    answer = guest.get("/search?q=expulsion&part=1")

    assert answer.status_code == 200
    assert "Essayez une autre orthographe" in answer.text
    assert "Calais" not in answer.text


def test_a_stranger_finds_the_door(app, written):
    assert app.test_client().get("/search?q=expulsion").location.startswith("/login")


@pytest.mark.parametrize("words", ["", " ", "a", "%", "_", "é" * 5000, "\u202e", "'\"--"])
def test_odd_words_find_nothing_and_break_nothing(cast, written, words: str):
    answer = cast.browser("ines").get("/search", query_string={"q": words})

    assert answer.status_code == 200
    assert "<mark>" not in answer.text


def test_nothing_found_says_what_to_try(cast, written):
    assert "Essayez une autre orthographe" in cast.browser("ines").get("/search?q=xyz").text


def test_before_anything_is_looked_for_no_frame_stands_empty(cast):
    ines = cast.browser("ines")

    pages = [ines.get(f"/search?q={words}").text for words in ("", "introuvable")]

    assert ["card hits" in page for page in pages] == [False, True]
