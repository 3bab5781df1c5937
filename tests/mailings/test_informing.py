"""The first mail to a person says what we know of them and their rights (GDPR art. 14); once."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.contacts.law.rules import notice
from comms.core import clock, options
from comms.core.db import db
from comms.core.settings import Settings
from comms.mailings.models import Delivery
from comms.mailings.service import carrying, deciding
from tests.cast import Cast
from tests.conftest import NOW, posted
from tests.peers import Post
from tests.writing import SOON, approved, press_list, release_form

HOUR = NOW + timedelta(minutes=30)  # SOON, in UTC
CAMILLE, SAMI = "camille@redaction.example", "sami@redaction.example"


@pytest.fixture
def settings(settings: Settings, box: Post) -> Settings:
    """Have the application send through the mail server."""
    return posted(settings, box)


def send(app: Flask, cast: Cast, listed: int, at: datetime = HOUR, wall: str = SOON) -> None:
    """Have a release approved and sent to a list."""
    approved(cast, "release", release_form(at=wall, lists=listed))
    with clock.fixed(at), app.app_context():
        carrying.carry_due()


def informed(app: Flask) -> dict[str, datetime | None]:
    """Return since when each person knows."""
    with app.app_context():
        return {each.name: each.informed_at for each in db.session.scalars(select(Contact))}


def test_the_notice_says_who_from_where_what_for_and_the_way_out() -> None:
    said = notice("fr", "Observatoire", "salon du 3 mai.", "presse, frontière")

    for each in ("Observatoire", "salon du 3 mai.", "presse, frontière", "effacer", "CNIL"):
        assert each in said
    assert "mai.." not in said


def test_a_language_we_have_no_notice_in_gets_the_english_one() -> None:
    assert notice("ar", "", "a card", "").startswith("This is our first message")


@pytest.mark.peer
def test_the_first_mail_carries_the_notice_and_the_second_does_not(
    app: Flask, cast: Cast, box: Post
) -> None:
    listed = press_list(app, "Littoral", CAMILLE)
    with app.app_context():
        options.put("association", "Observatoire")
        db.session.commit()

    send(app, cast, listed)
    send(app, cast, listed, HOUR + timedelta(minutes=5), "2030-03-12T10:35")

    first, second = (taken.mail for taken in box.to(CAMILLE))
    for kind in ("plain", "html"):
        assert "Origine de vos coordonnées : tests" in first.get_body((kind,)).get_content()
        assert "Origine de vos coordonnées" not in second.get_body((kind,)).get_content()
    assert informed(app) == {"Camille": HOUR}


@pytest.mark.peer
def test_who_was_refused_by_the_server_is_not_informed(app: Flask, cast: Cast, box: Post) -> None:
    box.refuses[SAMI] = "550 5.1.1 no such mailbox"

    send(app, cast, press_list(app, "Littoral", CAMILLE, SAMI))

    assert informed(app) == {"Camille": HOUR, "Sami": None}


@pytest.mark.peer
def test_a_mail_in_doubt_informs_once_a_person_says_it_is_there(
    app: Flask, cast: Cast, box: Post
) -> None:
    box.cuts_after = {1}
    send(app, cast, press_list(app, "Littoral", CAMILLE))
    before, lea = informed(app), cast.actor("lea")

    with app.app_context():
        delivery = db.session.scalars(select(Delivery)).one()
        deciding.resolve(delivery, "there", actor=lea)
        db.session.commit()

    assert before == {"Camille": None}
    assert informed(app)["Camille"] is not None


@pytest.mark.peer
def test_the_card_shows_what_was_sent_and_since_when_the_person_knows(
    app: Flask, cast: Cast, box: Post
) -> None:
    ines = cast.browser("ines")
    listed = press_list(app, "Littoral", CAMILLE)
    assert "pas encore donnée" in ines.get("/contacts/1").text

    send(app, cast, listed)

    card = ines.get("/contacts/1").text
    assert "donnée le 12 mars 2030" in card
    assert "Calais : des expulsions en février" in card.replace("\xa0", " ")
    assert "Ce que nous lui avons envoyé" in card
