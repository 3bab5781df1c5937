"""Talking points: written, worded in a language, ordered, dropped; where they are shown."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit.models import AuditLine
from comms.contacts.book.models import Contact
from comms.contacts.files.service import exporting
from comms.contacts.law.forms.access import told
from comms.contacts.law.service import giving
from comms.core.db import db
from comms.core.rights import College, Role
from comms.figures import queries as bank
from comms.figures import service as figures
from comms.pieces.models import Piece
from comms.releases import service as releases
from comms.talking.models import Point, Wording
from tests.cast import Cast
from tests.contacts.bringing import in_book
from tests.figures.bank import kept
from tests.writing import press_list, release_form, written

KEY = "expulsions-2030-02"
ASKED = "D’où viennent vos chiffres ?"
ANSWER = f"Nous étions là pour [1 226](figure:{KEY}) expulsions, chaque matin."
PLANTED = "zarzuela"


@pytest.fixture
def campaign(app: Flask, cast: Cast) -> int:
    answer = cast.browser("ines").post("/campaigns/new", data={"name": "Droit à l’eau"})
    return int(answer.location.rsplit("/", 1)[1])


@pytest.fixture
def point(app: Flask, cast: Cast, campaign: int) -> int:
    kept(app, cast)
    return _add(app, cast, campaign, ASKED, ANSWER)


def _add(app: Flask, cast: Cast, campaign: int, question: str, answer: str, lang="fr") -> int:
    form = {"lang": lang, "question": question, "answer": answer}
    assert cast.browser("ines").post(f"/campaigns/{campaign}/points", data=form).status_code == 303
    with app.app_context():
        return db.session.scalars(select(Point.id).order_by(Point.id.desc())).first()


def _plain(page: str) -> str:
    bare = re.sub(r"<[^>]+>", "", page)
    return " ".join(bare.replace("\u202f", " ").replace("\xa0", " ").split())


def _word(cast: Cast, point: int, answer: str, version: int, lang="fr", name="ines"):
    form = {"lang": lang, "question": ASKED, "answer": answer, "version": version}
    return cast.browser(name).post(f"/campaigns/points/{point}", data=form)


def _correct(app: Flask, cast: Cast, value: str) -> None:
    actor = cast.actor("ines")
    with app.app_context():
        figures.correct(bank.by_key(KEY), value, "recompté", actor=actor)
        db.session.commit()


def test_a_point_is_on_its_page_with_the_figure_of_now(app, cast, campaign, point) -> None:
    _correct(app, cast, "1 231")

    page = _plain(cast.browser("ines").get(f"/campaigns/{campaign}/points").text)

    assert "Nous étions là pour 1 231" in page
    assert "1 226" in page  # what the text said stands beside it
    with app.app_context():
        assert "point.added" in db.session.scalars(select(AuditLine.act)).all()


def test_a_point_is_found_from_everywhere_with_the_figure_of_now(app, cast, point) -> None:
    _correct(app, cast, "1 231")

    found = _plain(cast.browser("ines").get("/search?q=viennent+chiffres").text)

    assert ASKED in found
    assert "1 231 expulsions" in found


def test_a_card_and_a_call_show_it_first_in_the_language_of_the_person(app, cast, point) -> None:
    _word(cast, point, "We were there [](figure:expulsions-2030-02) times.", 0, "en")
    amy = in_book(app, cast, languages=("en",), phones="+44 7911 123456")
    anne = in_book(app, cast, given="Anne", emails="anne@e.org")
    ines = cast.browser("ines")

    assert "We were there 1,226 times." in _plain(ines.get(f"/contacts/{amy}").text)
    assert "Nous étions là" in _plain(ines.get(f"/contacts/{anne}").text)

    listed = press_list(app, "Littoral")
    ines.post(f"/contacts/lists/{listed}/members", data={"contact": amy})
    ines.post("/contacts/calls", data={"list": listed, "name": "Conférence"})
    ines.post("/contacts/calls/1/next")
    assert "We were there 1,226 times." in _plain(ines.get("/contacts/calls/1").text)


def test_a_closed_campaign_falls_silent(app, cast, campaign, point) -> None:
    number, ines = in_book(app, cast), cast.browser("ines")
    ines.post(f"/campaigns/{campaign}/close")

    assert ASKED not in ines.get(f"/contacts/{number}").text
    assert ASKED not in ines.get("/search?q=viennent").text
    assert ASKED in ines.get(f"/campaigns/{campaign}/points").text
    assert _word(cast, point, "Autre chose.", 1).status_code == 422


def test_two_people_who_change_one_answer_lose_nothing(app, cast, point) -> None:
    assert _word(cast, point, "La première.", 1).status_code == 303

    answer = _word(cast, point, "La seconde.", 1, name="lea")

    assert answer.status_code == 422
    assert "La première." in answer.text
    assert "La seconde." in answer.text
    version = re.search(r'name="version" value="(\d)"', answer.text)[1]
    assert _word(cast, point, "Les deux.", int(version), name="lea").status_code == 303


def test_a_figure_is_put_into_an_answer_without_script_and_nothing_typed_is_lost(
    app, cast, campaign, point
) -> None:
    form = {"lang": "fr", "question": "Combien ?", "answer": "Au moins", "insert": KEY}

    page = cast.browser("ines").post(f"/campaigns/{campaign}/points", data=form).text

    assert f"Au moins [](figure:{KEY})" in page
    assert 'value="Combien ?"' in page
    with app.app_context():
        assert db.session.scalars(select(Wording.question)).all() == [ASKED]


def test_what_is_refused_says_why_and_keeps_the_words(app, cast, campaign) -> None:
    form = {"lang": "ar", "question": "", "answer": "نعم"}

    answer = cast.browser("ines").post(f"/campaigns/{campaign}/points", data=form)

    assert answer.status_code == 422
    assert "comme on nous la pose" in answer.text
    assert "نعم" in answer.text


def test_points_are_ordered_and_dropped(app, cast, campaign, point) -> None:
    second, ines = _add(app, cast, campaign, "Et après ?", "On continue."), cast.browser("ines")

    ines.post(f"/campaigns/points/{second}/up")
    page = ines.get(f"/campaigns/{campaign}/points").text
    assert page.index("Et après ?") < page.index(ASKED)

    ines.post(f"/campaigns/points/{second}/drop")
    assert "Et après ?" not in ines.get(f"/campaigns/{campaign}/points").text


def test_a_figure_says_which_points_name_it(app, cast, point) -> None:
    page = cast.browser("ines").get("/figures/1").text

    assert ASKED in page


def test_no_export_holds_a_talking_point(app, cast, campaign, point) -> None:
    _add(app, cast, campaign, f"Question {PLANTED}", f"Réponse {PLANTED}")
    in_book(app, cast)
    piece = written(cast.browser("ines"), "release", release_form(campaign=campaign))
    lea = cast.actor("lea", Role.APPROVER, College.STAFF)

    with app.test_request_context():
        book = [exporting.export(form, actor=lea) for form in ("csv", "xlsx", "vcf")]
        someone = db.session.get_one(Contact, 1)
        access = giving.access_file(someone, told(someone, lea), "fr", actor=lea)
        found = [
            releases.export(db.session.get_one(Piece, piece), form)
            for form in ("md", "html", "txt", "docx")
        ]

    assert not [each for each in (*book, access, *found) if PLANTED.encode() in each]
    assert "Réponse" not in cast.browser("gus", Role.GUEST).get("/search?q=zarzuela").text


@pytest.mark.parametrize("path", ["/campaigns/1/points", "/campaigns/points/1"])
def test_who_may_read_a_point(app, cast, point, path: str) -> None:
    assert cast.browser("ines").get(path).status_code == 200
    assert cast.browser("gus", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303
    assert cast.browser("ines").get(path.replace("1", "99")).status_code == 404
    assert cast.browser("ines").put(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/campaigns/1/points",
        "/campaigns/points/1",
        "/campaigns/points/1/up",
        "/campaigns/points/1/drop",
    ],
)
def test_who_may_change_a_point(app, cast, point, path: str) -> None:
    assert cast.browser("gus", Role.GUEST).post(path).status_code == 403
    assert app.test_client().post(path).status_code == 401
    assert cast.browser("ines").post(path.replace("1", "99")).status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Wording.answer)).all() == [ANSWER]
