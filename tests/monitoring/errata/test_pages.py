"""An erratum from the article that is caught to the draft of a reply, on its page."""

import re

import pytest
from sqlalchemy import select, update

from comms.audit.models import AuditLine
from comms.contacts.book.models import Outlet
from comms.core import options
from comms.core.db import db
from comms.core.rights import Role
from comms.figures.models import Figure
from comms.monitoring.errata.models import Erratum, ErratumStep
from comms.monitoring.mentions.models import Mention
from comms.monitoring.sources.models import Source
from comms.pieces.models import Piece
from tests.conftest import NOW
from tests.monitoring.articles import arrives, watch

WRONG = "Selon Veille Littoral, 1 226 personnes ont été expulsées."


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


@pytest.fixture
def flagged(app, cast):
    """A mention (1) with one erratum (1)."""
    me = cast.actor("ines").id
    with app.app_context():
        options.put("association", "Veille Littoral")
        db.session.add(
            Figure(
                key="expulsions-2029", labels={"fr": "expulsions observées"}, value="1226",
                period="2029", source="Registre des observations", folded="", said_by=me,
                said_at=NOW, touched_at=NOW,
            )
        )  # fmt: skip
        watch("Nom", '"Veille Littoral"')
        arrives("Un chiffre", WRONG, link="https://journal.example.fr/a")


def step(browser, **form):
    return browser.post("/mentions/errata/1/step", data=form)


def test_a_wrong_number_is_flagged_with_its_sentence_and_our_record(app, ines, flagged) -> None:
    page = ines.get("/mentions/1").text.replace("\xa0", " ").replace("\u202f", " ")

    assert WRONG in page
    assert "Nous comptons 1 226 expulsions observées" in page
    assert "Registre des observations" in page
    assert "12 juin 2030" in page
    assert "à vérifier" in page
    assert "chiffre</span>" in re.sub(r"\s+", "", ines.get("/mentions").text) or "chiffre" in page
    assert "1 chiffre à rectifier" in ines.get("/").text.replace("\xa0", " ")


def test_the_country_of_the_delay_is_said_with_who_told_it(app, ines, flagged) -> None:
    by_address = ines.get("/mentions/1").text
    with app.app_context():
        db.session.execute(update(Source).values(folder="Presse/Royaume-Uni"))
        db.session.commit()
    by_list = ines.get("/mentions/1").text
    with app.app_context():
        site, where = "journal.example.fr", "Bruxelles, Belgique"
        db.session.add(Outlet(name="J", key="j", domain=site, territory=where, made_at=NOW))
        db.session.commit()
    by_card = ines.get("/mentions/1").text

    assert "en France (d’après l’adresse du site)" in by_address
    assert "au Royaume-Uni (d’après la liste des sources)" in by_list
    assert "en Belgique (d’après la fiche de la rédaction)" in by_card


def test_the_ladder_is_climbed_step_by_step_and_each_is_written_down(app, ines, flagged) -> None:
    ines.post("/mentions/errata/1/step", data={"step": "reply"})
    step(ines, step="newsroom")
    with app.app_context():
        assert db.session.scalars(select(ErratumStep)).all() == []

    step(ines, step="called", note="Elle rappelle demain")
    step(ines, step="newsroom")
    answer = step(ines, step="reply")

    assert answer.location == "/releases/1"
    with app.app_context():
        steps = db.session.scalars(select(ErratumStep).order_by(ErratumStep.id)).all()
        assert [(each.step, each.piece_id) for each in steps] == [
            ("called", None), ("newsroom", None), ("reply", 1)
        ]  # fmt: skip
        assert db.session.get_one(Piece, 1).state == "draft"
        acts = select(AuditLine.act).where(AuditLine.act.like("erratum.%")).order_by(AuditLine.id)
        assert db.session.scalars(acts).all() == [
            "erratum.called",
            "erratum.newsroom",
            "erratum.reply",
        ]
    draft = ines.get("/releases/1").text
    assert "figure:expulsions-2029" in draft
    assert "personnes ont été" not in draft
    page = ines.get("/mentions/1").text
    assert "Elle rappelle demain" in page
    assert "/releases/1" in page


def test_a_letter_stands_ready_in_the_language_of_the_article(ines, flagged) -> None:
    page = ines.get("/mentions/1").text.replace("\xa0", " ").replace("\u202f", " ")

    (letter,) = re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert letter.strip().startswith("Bonjour,")
    assert "1 226 personnes ont été expulsées" in letter
    assert "Registre des observations" in letter


def test_it_is_settled_and_opened_again(app, ines, flagged) -> None:
    ines.post("/mentions/errata/1/settle", data={"to": "no_error"})
    with app.app_context():
        assert db.session.get_one(Erratum, 1).state == "no_error"
    step(ines, step="called")
    with app.app_context():
        assert db.session.scalars(select(ErratumStep)).all() == []

    ines.post("/mentions/errata/1/settle", data={"to": "open"})

    with app.app_context():
        assert db.session.get_one(Erratum, 1).state == "open"


def test_what_was_entered_by_hand_is_compared_when_somebody_asks(app, ines, flagged) -> None:
    form = {
        "title": "Au journal de midi", "outlet": "Radio Côte", "medium": "radio",
        "verbatim": "Veille Littoral parle de 1 226 personnes.",
    }  # fmt: skip
    number = int(ines.post("/mentions/new", data=form).location.rpartition("/")[2])

    for _ in range(2):
        ines.post(f"/mentions/{number}/errata")

    with app.app_context():
        found = select(Erratum.words).where(Erratum.mention_id == number)
        assert db.session.scalars(found).all() == ["1 226"]


def test_each_page_is_answered_to_those_it_is_for(app, cast, flagged) -> None:
    guest, stranger = cast.browser("noe", Role.GUEST), app.test_client()

    for path in ("/mentions/1/errata", "/mentions/errata/1/step", "/mentions/errata/1/settle"):
        assert guest.post(path).status_code == 403
        assert stranger.post(path).status_code == 401
        assert cast.browser("ines").post(path.replace("1", "999")).status_code == 404
        assert cast.browser("ines").get(path).status_code == 405


def test_an_article_without_our_record_has_none(app, flagged) -> None:
    with app.app_context():
        arrives("Autre", "Veille Littoral : 1 226 expulsions observées, et 30 bénévoles.")

        assert len(db.session.scalars(select(Erratum)).all()) == 1
        assert len(db.session.scalars(select(Mention)).all()) == 2
