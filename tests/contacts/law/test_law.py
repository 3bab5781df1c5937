"""What the law asks: who was silent is asked, who asks sees everything, the register counts."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service import keeping
from comms.contacts.law.queries import keeping as law
from comms.contacts.law.rules import limit
from comms.contacts.law.service import giving, refusing
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Role
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import bring, in_book, person

LATER = NOW + timedelta(days=3 * 365 + 2)


def test_three_years_end_on_a_day_that_exists() -> None:
    assert limit(datetime(2032, 2, 29, 9, tzinfo=UTC)) == datetime(2029, 2, 28, 9, tzinfo=UTC)
    assert limit(NOW).year == NOW.year - 3


def test_three_years_run_from_the_last_word_of_the_person(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    mute, heard = person(nour), person(nour, given="Sami", family="Haddad")
    desk = person(nour, given="", family="Rédaction Nord", is_desk=True)
    keeping.note(heard, Spoken.CALL, "rappelle", NOW + timedelta(days=30), actor=nour)
    db.session.commit()

    assert law.count_silent(nour.id) == 0
    with clock.fixed(LATER):
        [silent] = law.silent(nour.id)
        assert (silent.card.id, silent.last, silent.was_heard) == (mute.id, NOW, False)
        assert desk.id != mute.id
        giving.agreed_to_stay(mute, "a dit oui", actor=nour)
        assert law.silent(nour.id) == []


def test_who_was_silent_stands_on_today_and_is_asked(app: Flask, cast: Cast) -> None:
    in_book(app, cast, emails="c@exemple.org")
    with clock.fixed(LATER):
        ines = cast.browser("ines")
        assert "trois ans" in ines.get("/").text
        page = ines.get("/contacts/silent").text
        assert "mailto:c@exemple.org?subject=" in page
        assert "jamais un mot" in page
        ines.post("/contacts/1/stays")
        assert "Personne :" in ines.get("/contacts/silent").text.replace("\xa0", " ")


def test_the_register_counts_what_is_there(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        bring("Roussel;Camille;;;c@exemple.org;;;", "Haddad;Sami;;;s@exemple.org;;;")
        refusing.object_person(db.session.scalars(select(Contact)).first(), actor=None)
        db.session.commit()
    ines = cast.browser("ines")

    page = ines.get("/contacts/register").text
    document = ines.get("/contacts/register?document=1")

    for text in (page, document.text):
        said = " ".join(text.replace("\xa0", " ").split())
        for each in ("2 personnes", "2 adresses mail", "1 opposition", "(2)"):
            assert each in said
    assert "attachment" in document.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["/contacts/silent", "/contacts/register"])
def test_who_may_look(app: Flask, cast: Cast, path: str) -> None:
    assert cast.browser("ines").get(path).status_code == 200
    assert cast.browser("gus", Role.GUEST).get(path).status_code == 403
    assert app.test_client().get(path).status_code == 303
    assert cast.browser("ines").post(path).status_code == 405
    assert cast.browser("ines").post("/contacts/99/access").status_code == 404
    assert cast.browser("gus", Role.GUEST).post("/contacts/1/access").status_code == 403
