"""Each kind of release begins with its template, whose questions are answered before review."""

import pytest
from flask import Flask

from comms.core import options
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from comms.releases.rules import KINDS, Lack, ReleaseWords, lacks
from tests.cast import Cast
from tests.writing import LATER, approved, press_list, release_form, written

WHOLE = ReleaseWords(title="Titre", place="Calais", body="Texte.", contacts=("Ada",))
ASKED = {"question_0": "Les proches sont-ils prévenus ?", "answer_0": ""}


def test_a_question_without_an_answer_is_missing() -> None:
    asked = ReleaseWords(**{**WHOLE.plain(), "contacts": ("Ada",), "answers": (("Quoi ?", " "),)})

    assert lacks(WHOLE) == []
    assert lacks(asked) == [Lack.ANSWER]


def test_a_release_without_questions_is_kept_as_before_there_were_any() -> None:
    assert "answers" not in WHOLE.plain()
    assert ReleaseWords.of(WHOLE.plain()) == WHOLE


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_begins_with_its_template(cast: Cast, kind: str) -> None:
    page = cast.browser("ines").get(f"/releases/new?kind={kind}").text

    assert f'<option value="{kind}" selected>' in page
    for question in str(options.DEFAULTS[f"questions.{kind}"]).splitlines():
        assert question in page.replace("\u202f", " ")


def test_the_answer_is_asked_for_before_review_and_shown_there(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    form = release_form(at=LATER, lists=press_list(app, "Est", "a@b.org"), **ASKED)
    number = written(ines, "release", form)

    assert ines.post(f"/review/{number}/ask").location.endswith(f"/releases/{number}")
    assert "attend sa réponse" in ines.get(f"/releases/{number}").text
    answered = {**form, "base": "1", "answer_0": "Oui, hier, par Omar.", "then": "ask"}
    assert ines.post(f"/releases/{number}", data=answered).location.endswith(f"/review/{number}")
    assert "Oui, hier, par Omar." in ines.get(f"/review/{number}").text


def test_an_answer_changed_after_the_approval_is_approved_again(app: Flask, cast: Cast) -> None:
    form = release_form(at=LATER, lists=press_list(app, "Est", "a@b.org"), **ASKED)
    form["answer_0"] = "Oui."
    number = approved(cast, "release", form)

    cast.browser("ines").post(f"/releases/{number}", data={**form, "base": "1", "answer_0": "Non."})

    with app.app_context():
        assert db.session.get_one(Piece, number).state == "review"


def test_answers_never_leave(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(**{**ASKED, "answer_0": "SECRET"}))

    for form in ("html", "txt", "md"):
        assert "SECRET" not in ines.get(f"/releases/{number}/export/{form}").text


def test_the_house_writes_its_own_templates_words_and_letterhead(app: Flask, cast: Cast) -> None:
    admin, ines = cast.browser("admin", Role.ADMIN), cast.browser("ines")
    admin.post(
        "/settings/writing",
        data={
            "template.tribune": "Nous, signataires,",
            "questions.tribune": "Qui signe ?\r\n\r\nPour quel média ?",
            "letterhead": "Observatoire\r\n12 quai Inventé",
            "boilerplate.ar": "من نحن",
        },
    )

    page = ines.get("/releases/new?kind=tribune").text
    number = written(ines, "release", release_form(lang="ar"))

    assert "Nous, signataires," in page
    assert 'value="Pour quel média ?"' in page.replace("\u202f", " ")
    assert "من نحن" in ines.get(f"/releases/{number}").text
    out = ines.get(f"/releases/{number}/export/html").text
    assert out.index("12 quai Inventé") < out.index("<h1")
    assert "12 quai Inventé" not in ines.get(f"/releases/{number}/export/md").text


def test_who_may_not_keep_settings_keeps_none(app: Flask, cast: Cast) -> None:
    ines, admin = cast.browser("ines"), cast.browser("admin", Role.ADMIN)

    assert ines.post("/settings/writing", data={"letterhead": "x"}).status_code == 403
    assert app.test_client().post("/settings/writing").status_code == 401
    assert admin.get("/settings/writing").status_code == 405
    too_long = admin.post("/settings/writing", data={"letterhead": "x" * 5000})
    assert too_long.status_code == 422
    with app.app_context():
        assert options.get("letterhead") == ""


@pytest.mark.parametrize("kind", ["post", "release"])
@pytest.mark.parametrize("then", ["", "ask"])
def test_a_form_with_nothing_in_it_begins_nothing(
    app: Flask, cast: Cast, kind: str, then: str
) -> None:
    answer = cast.browser("ines").post(f"/{kind}s/new", data={"lang": "fr", "then": then})

    assert answer.status_code == 422
    assert "Écrivez quelque chose" in answer.text
    with app.app_context():
        assert db.session.query(Piece).count() == 0
