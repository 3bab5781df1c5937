"""House words warn in the writer's own text, never in what is quoted, and never block."""

import pytest
from flask import Flask

from comms.core import options
from comms.core.db import db
from comms.pieces.rules.house import Advice, heard, places, read
from tests.cast import Cast
from tests.writing import LATER, press_list, release_form, written

EVICTION = Advice("évacuation", "expulsion")
SHELTER = Advice("mise à l’abri", "expulsion")
OURS = [EVICTION, SHELTER]


def test_advice_is_read_one_a_line() -> None:
    text = "évacuation → expulsion\n\nmise à l’abri -> expulsion\nsans flèche\n→ rien"

    assert read(text) == OURS


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Une évacuation à l’aube.", [EVICTION]),
        ("Des EVACUATIONS ce matin", [EVICTION]),
        ("une mise à l'abri", [SHELTER]),
        ("mise, puis à l’abri", []),
        ("Le préfet parle d’« évacuation ».", []),
        ('Le préfet parle d’"évacuation".', []),
        ("> une évacuation\n> — A., 19 ans", []),
        ("https://exemple.org/évacuation", []),
        ("une expulsion", []),
        ("L’évacuation, dit « évacuation »", [EVICTION]),
    ],
)
def test_words_are_heard_outside_quotations(said: str, found: list[Advice]) -> None:
    assert heard({"body": said, "contacts": ["évacuation"]}, "fr", OURS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une évacuation à l’aube.", [("évacuation", "expulsion")]),
        ("Évacuations ce matin", [("Évacuations", "Expulsions")]),
        ("L’évacuation, dit « évacuation »", [("évacuation", "expulsion")]),
        ("une mise à l'abri", [("mise à l'abri", "expulsion")]),
        ("> une évacuation", []),
    ],
)
def test_where_they_stand_and_what_would_stand_there(
    text: str, found: list[tuple[str, str]]
) -> None:
    heard_there = list(places(text, "fr", OURS))

    assert [(text[each.start : each.end], each.instead) for each in heard_there] == found
    assert list(places(text, "en", OURS)) == []


def test_two_fields_are_not_one_sentence() -> None:
    assert heard({"title": "mise à", "body": "l’abri"}, "fr", OURS) == []


def test_texts_of_other_languages_are_not_read() -> None:
    assert heard({"body": "évacuation"}, "en", OURS) == []


def test_the_writing_page_the_review_and_the_saved_line_say_it(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    form = release_form(body="Une évacuation.", at=LATER, lists=press_list(app, "Est", "a@b.org"))
    number = written(ines, "release", form)

    line = ines.post(
        f"/releases/{number}",
        data={**form, "base": "1", "body": "Encore une évacuation."},
        headers={"X-Requested-With": "fetch"},
    ).text
    pages = [line, ines.get(f"/releases/{number}").text, ines.get(f"/review/{number}").text]

    assert all("« évacuation » : plutôt « expulsion » ?" in _plain(each) for each in pages)
    assert ines.post(f"/review/{number}/ask").location.endswith(f"/review/{number}")


def test_the_association_has_its_own_words(app: Flask, cast: Cast) -> None:
    with app.app_context():
        options.put("house_words", "tente → abri")
        db.session.commit()
    ines = cast.browser("ines")

    number = written(ines, "release", release_form(body="Des tentes, une évacuation."))

    page = _plain(ines.get(f"/releases/{number}").text)
    assert "« tente » : plutôt « abri » ?" in page
    assert "plutôt « expulsion »" not in page


def _plain(page: str) -> str:
    return page.replace("\u00a0", " ").replace("\u202f", " ")
