"""From a month of figures: a note and posts, each number bound."""

import pytest
from sqlalchemy import select

from comms.core.db import db
from comms.core.rights import Role
from comms.figures.models import Figure
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from comms.pieces.rules.kinds import kind_of
from comms.sourcing.rules.drafting import Line, note
from tests.figures.bank import kept

LINES = (Line("a-2030", "expulsions", "Calais"), Line("b-2030", "tentes saisies"))


def test_a_note_gives_each_figure_bound():
    title, body = note("fr", "Février 2030", LINES)

    assert title == "Février 2030 : les chiffres"
    assert "ont compté [](figure:a-2030) expulsions (Calais)." in body
    assert "- [](figure:b-2030) tentes saisies" in body


def test_a_note_is_begun_from_the_figures_that_are_ticked(app, cast):
    ticked = [kept(app, cast, "a-2030"), kept(app, cast, "b-2030", value="421")]
    ines = cast.browser("ines")
    offered = ines.get("/figures?period=2030-02").text

    answer = ines.post("/figures/draft", data={"figures": ticked, "then": "note"})

    assert offered.count('formaction="/figures/draft"') == 2
    page = ines.get(answer.location).text.replace("\u202f", " ")
    assert "1 226 expulsions observées" in page
    assert "421 expulsions observées" in page
    assert "n’est lié à aucune fiche" not in page


def test_a_post_is_begun_for_each(app, cast):
    ticked = [kept(app, cast, "a-2030"), kept(app, cast, "b-2030", value="421")]

    cast.browser("ines").post("/figures/draft", data={"figures": ticked, "then": "posts"})

    with app.app_context():
        made = db.session.scalars(select(Piece).order_by(Piece.id)).all()
        texts = [kind_of("post").kit(pieces.content(each)).text for each in made]
    assert [text.replace("\u202f", " ") for text in texts] == [
        "Février 2030 : 1 226 expulsions observées.",
        "Février 2030 : 421 expulsions observées.",
    ]


@pytest.mark.parametrize(
    ("lang", "said", "number"),
    [
        ("fr", "nos équipes ont compté", "1\u202f226 expulsions"),
        ("en", "our teams counted", "1,226 evictions"),
        ("de", "Unsere Teams haben", "1.226 Räumungen"),
        ("ar", "أحصت فرقنا", "١٬٢٢٦ عملية إخلاء"),
        ("fa", "تیم‌های ما", "۱٬۲۲۶ تخلیه"),
    ],
)
def test_a_note_is_begun_in_the_language_one_chooses(app, cast, lang, said, number):
    ticked = [kept(app, cast, "a-2030")]
    labels = {"fr": "expulsions", "en": "evictions", "de": "Räumungen", "ar": "عملية إخلاء"}
    with app.app_context():
        db.session.get_one(Figure, ticked[0]).labels = {**labels, "fa": "تخلیه"}
        db.session.commit()
    ines = cast.browser("ines")

    answer = ines.post("/figures/draft", data={"figures": ticked, "lang": lang, "then": "note"})

    page = ines.get(answer.location).text
    assert said in page
    assert number in page
    assert f'dir="{"rtl" if lang in ("ar", "fa") else "ltr"}"' in page
    assert "pas de libellé" not in page


def test_who_drafts_in_a_language_a_figure_has_no_label_in_is_told(app, cast):
    ines = cast.browser("ines")
    data = {"figures": kept(app, cast, "a-2030"), "lang": "ar", "then": "note"}

    answer = ines.post("/figures/draft", data=data)

    assert "1 chiffre n’a pas de libellé dans cette langue" in ines.get(answer.location).text


def test_figures_without_a_period_are_our_observations():
    title, _body = note("en", "", LINES)

    assert title == "Our observations: the figures"


def test_without_a_figure_nothing_is_begun(app, cast):
    kept(app, cast)

    answer = cast.browser("ines").post("/figures/draft", data={"then": "note"})
    guest = cast.browser("gus", Role.GUEST).post("/figures/draft", data={"figures": 1})
    stranger = app.test_client().post("/figures/draft", data={"figures": 1})
    wrong = cast.browser("ines").get("/figures/draft")

    assert answer.location == "/figures"
    assert (guest.status_code, stranger.status_code) == (403, 401)
    assert wrong.status_code in (404, 405)
    with app.app_context():
        assert db.session.scalars(select(Piece)).all() == []
