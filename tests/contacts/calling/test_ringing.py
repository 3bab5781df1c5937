"""A journalist calls: found in three letters, or written down in three words; nothing is lost."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact, Exchange
from comms.contacts.requests.models import Request
from comms.core.db import db
from comms.core.rights import Role
from tests.cast import Cast
from tests.contacts.bringing import in_book
from tests.figures.bank import kept


def test_who_calls_is_found_by_the_number_on_the_screen(app: Flask, cast: Cast) -> None:
    number = in_book(app, cast, phones="06 39 98 00 11")

    found = cast.browser("ines").get("/contacts/ringing?part=1&q=0639980011").text

    assert 'name="who"' in found
    assert f'value="{number}"' in found


def test_to_find_and_choose_who_calls_loses_no_word_of_the_call(app: Flask, cast: Cast) -> None:
    number, ines = in_book(app, cast), cast.browser("ines")
    form = {"text": "veut filmer", "subject": "tournage", "due": "2030-03-13T18:00", "name": ""}

    found = ines.post("/contacts/ringing", data={**form, "q": "Camille", "find": "1"})
    chosen = ines.post("/contacts/ringing", data={**form, "q": "Camille", "who": number})
    other = ines.post("/contacts/ringing", data={**form, "contact": number, "who": ""})

    for page in (found, chosen, other):
        assert page.status_code == 200
        for said in ("veut filmer", "tournage", "2030-03-13T18:00"):
            assert said in page.text
    assert f'value="{number}"' in found.text
    assert f'name="contact" value="{number}"' in chosen.text
    assert 'name="contact"' not in other.text
    with app.app_context():
        assert db.session.scalars(select(Exchange)).all() == []


def test_a_call_of_someone_known_is_noted_with_what_is_asked(app: Flask, cast: Cast) -> None:
    number, ines = in_book(app, cast, phones="+44 7911 123456"), cast.browser("ines")
    page = ines.get(f"/contacts/ringing?contact={number}").text
    assert "Camille Roussel" in page
    assert 'name="zone" value="Europe/London"' in page

    form = {
        "contact": number,
        "zone": "Europe/London",
        "text": "veut filmer",
        "subject": "tournage",
        "due_said": "demain 18 h",
        "terms": "citable",
    }
    answer = ines.post("/contacts/ringing", data=form)

    assert answer.location == "/contacts/requests/1"
    with app.app_context():
        assert db.session.scalars(select(Exchange.text)).all() == ["veut filmer"]
        asked = db.session.get_one(Request, 1)
        assert (asked.subject, asked.zone, asked.due_at.hour) == ("tournage", "Europe/London", 18)
        assert asked.said == "veut filmer"
    shown = ines.get("/contacts/requests/1").text
    assert shown.index('value="save"') < shown.index('value="answered"')  # what Enter presses


def test_someone_new_needs_a_name_and_the_origin_is_the_call(app: Flask, cast: Cast) -> None:
    form = {"name": "BENALI Karim", "number": "06 39 98 00 44", "outlet": "Radio Phare",
            "text": "se présente"}  # fmt: skip

    answer = cast.browser("ines").post("/contacts/ringing", data=form)

    with app.app_context():
        [made] = db.session.scalars(select(Contact))
        assert answer.location == f"/contacts/{made.id}"
        assert (made.name, made.origin) == ("Karim Benali", "appel du 12 mars 2030")
        assert [each.outlet.name for each in made.roles] == ["Radio Phare"]
        assert made.heard_at is not None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"text": "mots tapés"}, "Donnez au moins un nom"),
        ({"name": "Karim"}, "Écrivez ce qui a été dit"),
        ({"name": "Karim", "subject": "mots tapés", "due": "2030-03-31T02:30"}, "n’existe pas"),
    ],
)
def test_what_is_refused_keeps_every_word(app: Flask, cast: Cast, form: dict, said: str) -> None:
    answer = cast.browser("ines").post("/contacts/ringing", data=form)

    assert answer.status_code == 422
    assert said in answer.text
    for value in form.values():
        assert value in answer.text
    with app.app_context():
        assert db.session.scalars(select(Contact)).all() == []


def test_the_figures_of_today_are_at_hand(app: Flask, cast: Cast) -> None:
    kept(app, cast)
    kept(app, cast, "tentes-2030-02", value="421", label="tentes saisies", checked=False)

    page = cast.browser("ines").get("/contacts/ringing").text

    assert "expulsions observées" in page
    assert "tentes saisies" not in page


def test_who_may_note_a_call(app: Flask, cast: Cast) -> None:
    gus = cast.browser("gus", Role.GUEST)
    assert cast.browser("ines").get("/contacts/ringing").status_code == 200
    assert gus.get("/contacts/ringing").status_code == 403
    assert gus.post("/contacts/ringing").status_code == 403
    assert app.test_client().get("/contacts/ringing").status_code == 303
    assert cast.browser("ines").get("/contacts/ringing?contact=99").status_code == 404
    assert cast.browser("ines").put("/contacts/ringing").status_code == 405


def test_a_discreet_person_cannot_be_called_up_by_another(app: Flask, cast: Cast) -> None:
    number = in_book(app, cast, is_discreet=True)

    assert cast.browser("ines").get(f"/contacts/ringing?contact={number}").status_code == 404
    assert (
        cast.browser("ines")
        .post("/contacts/ringing", data={"contact": number, "text": "x"})
        .status_code
        == 404
    )
