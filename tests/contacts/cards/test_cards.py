"""The card: how to reach a person, writing it, what was said, what the person may ask."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from comms.audit import queries as audit
from comms.contacts.book.forms.people import words_of
from comms.contacts.book.models import Contact, Exchange
from comms.contacts.book.queries import people
from comms.contacts.book.rules.words import PersonWords, PersonWrong, obstacles_to_keeping
from comms.contacts.book.service import keeping
from comms.contacts.law.service import refusing
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.rights import Role
from tests.cast import Cast
from tests.contacts.bringing import in_book, person, role

TYPED = {
    "given": "Camille",
    "family": "Roussel",
    "emails": "c.roussel@exemple.org",
    "phones": "06 39 98 00 11 (le matin)",
    "origin": "carte de visite, procès du 3 mai",
    "role": "new",
    "outlet-new": "La Voix du Littoral",
    "title-new": "journaliste",
}


def test_a_card_needs_a_name_and_an_origin() -> None:
    assert obstacles_to_keeping(PersonWords()) == [PersonWrong.NO_NAME, PersonWrong.NO_ORIGIN]
    assert obstacles_to_keeping(PersonWords(family="Roussel", origin="salon")) == []


def test_a_new_person_is_written_down_and_shown(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")

    made = ines.post("/contacts/new", data=TYPED)
    page = ines.get(made.location).get_data(as_text=True)

    assert made.status_code == 303
    assert 'href="tel:+33639980011"' in page
    assert 'href="mailto:c.roussel@exemple.org"' in page
    assert "journaliste, La Voix du Littoral" in page
    assert "le matin" in page
    assert "procès du 3 mai" in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("emails", "camille chez exemple", "n’est pas une adresse mail"),
        ("phones", "bientôt", "n’est pas un numéro"),
        ("origin", "", "Dites d’où vient ce contact"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, field: str, typed: str, said: str
) -> None:
    answer = cast.browser("ines").post("/contacts/new", data={**TYPED, field: typed})
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert said in page
    assert "La Voix du Littoral" in page
    assert typed in page
    with app.app_context():
        assert db.session.scalars(select(Contact)).all() == []


def test_a_field_too_long_to_be_read_is_refused_with_everything_typed(
    app: Flask, cast: Cast
) -> None:
    typed = {**TYPED, "phones": "1 " * 20_000 + "2"}
    ines = cast.browser("ines")

    answer = ines.post("/contacts/new", data=typed)
    many = ines.post("/contacts/new", data={**TYPED, "role": [str(at) for at in range(51)]})

    assert (answer.status_code, many.status_code) == (422, 422)
    assert "Un des champs est trop long" in answer.text
    assert typed["phones"] in answer.text
    assert "La Voix du Littoral" in answer.text
    assert "trop de fonctions" in many.text
    with app.app_context():
        assert db.session.scalars(select(Contact)).all() == []


def test_blanks_between_addresses_say_nothing() -> None:
    blanks = " " * 2_000
    typed = PersonWords(
        phones=f"06 39 98 00 11{blanks}\n\n{blanks}ou{blanks}06 39 98 00 12{blanks}x",
        emails=f"ada{blanks}(at){blanks}exemple.org",
    )

    found = [each.value for each in typed.reached()]
    assert found == ["ada@exemple.org", "+33639980011", "+33639980012"]


def test_a_card_changed_by_someone_else_is_not_overwritten(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines, lea = cast.browser("ines"), cast.browser("lea")
    typed = {**TYPED, "version": "1"}

    first = ines.post(f"/contacts/{contact_id}/edit", data={**typed, "town": "Calais"})
    second = lea.post(f"/contacts/{contact_id}/edit", data={**typed, "town": "Lille"})

    assert first.status_code == 303
    assert second.status_code == 422
    assert "entre-temps" in second.get_data(as_text=True)
    assert "Lille" in second.get_data(as_text=True)
    with app.app_context():
        assert db.session.get_one(Contact, contact_id).town == "Calais"


def test_saving_a_card_as_it_stands_changes_nothing(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    contact = person(
        nour,
        emails="C@exemple.org\nd@exemple.org",
        phones="06 39 98 00 11 (le soir)\n+44 20 7946 0958",
        handles="mastodon : @c@exemple.social",
        sites="https://exemple.org/c",
        roles=role("La Voix", "journaliste", "société"),
        languages=("fr", "ar"),
    )
    before, ids = words_of(contact), [each.id for each in contact.addresses]

    keeping.change(contact, before, version=contact.version, actor=nour)

    assert words_of(contact) == before
    assert [each.id for each in contact.addresses] == ids


def test_a_role_that_ended_stays_in_the_history(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast, roles=role("La Voix"))
    ines = cast.browser("ines")
    with app.app_context():
        [known] = db.session.get_one(Contact, contact_id).roles
        line = str(known.id)

    ines.post(
        f"/contacts/{contact_id}/edit",
        data={
            **TYPED,
            "version": "1",
            "role": [line, "new"],
            f"outlet-{line}": "La Voix",
            f"title-{line}": "journaliste",
            f"ended-{line}": "1",
            "outlet-new": "Radio Phare",
            "title-new": "",
        },
    )
    page = ines.get(f"/contacts/{contact_id}").get_data(as_text=True)

    assert "Radio Phare" in page
    assert "journaliste, La Voix (2030)" in page


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("2030-01-01", "2030-03-01", ""), ("2030-03-01", "2030-01-01", "finit après"),
     ("", "2031-01-01", "finit après"), ("un de ces jours", "", "finit après")],
)  # fmt: skip
def test_a_role_has_its_two_days(app: Flask, cast: Cast, since: str, until: str, said: str) -> None:
    contact_id, ines = in_book(app, cast), cast.browser("ines")
    days = {"role": "new", "outlet-new": "La Voix", "since-new": since, "until-new": until}

    answer = ines.post(f"/contacts/{contact_id}/edit", data={**TYPED, "version": "1", **days})

    assert answer.status_code == (422 if said else 303)
    assert said in answer.text
    with app.app_context():
        roles = db.session.get_one(Contact, contact_id).roles
        assert [str(each.since) for each in roles] == ([] if said else [since])


def test_a_card_says_at_once_who_of_us_spoke_last(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast), cast.browser("ines")
    ines.post(f"/contacts/{contact_id}/exchanges", data={"kind": "call", "text": "rappelle"})

    page = ines.get(f"/contacts/{contact_id}").text.replace("\xa0", " ")

    assert "Dernier échange : appel avec Ines, 12 mars 2030" in page


def test_an_exchange_is_noted_and_counts_as_a_word_from_them(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")

    noted = ines.post(
        f"/contacts/{contact_id}/exchanges", data={"kind": "call", "text": "rappelle jeudi"}
    )
    page = ines.get(f"/contacts/{contact_id}").get_data(as_text=True)

    assert noted.status_code == 303
    assert "rappelle jeudi" in page
    with app.app_context():
        contact = db.session.get_one(Contact, contact_id)
        assert contact.heard_at == clock.now()
        assert [line.act for line in audit.history("contact", contact_id)] == [
            "contact.noted_call",
            "contact.added",
        ]


def test_a_note_is_no_word_from_them_and_nothing_said_is_refused(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")

    ines.post(f"/contacts/{contact_id}/exchanges", data={"kind": "note", "text": "sérieux"})
    ines.post(f"/contacts/{contact_id}/exchanges", data={"kind": "call", "text": "  "})

    with app.app_context():
        assert db.session.get_one(Contact, contact_id).heard_at is None
        assert len(db.session.scalars(select(Exchange)).all()) == 1


def test_an_exchange_has_the_hour_it_had_in_calais(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)

    cast.browser("ines").post(
        f"/contacts/{contact_id}/exchanges",
        data={"kind": "call", "text": "bonjour", "at": "2030-03-11T18:30"},
    )

    with app.app_context():
        [made] = db.session.scalars(select(Exchange))
        assert f"{made.at:%d %H:%M}" == "11 17:30"


def test_an_objection_is_noted_from_the_card(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast, emails="c@exemple.org")
    ines = cast.browser("ines")

    ines.post(f"/contacts/{contact_id}/object")
    page = ines.get(f"/contacts/{contact_id}").get_data(as_text=True)

    assert "Opposition notée" in page
    assert "Écrire un mail" not in page


def test_a_card_written_by_hand_for_someone_who_objected_is_marked(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    refusing.object_address("c@exemple.org", actor=None)

    contact = person(nour, emails="c@exemple.org")

    assert contact.objected_at is not None
    assert contact.addresses[0].state == "objected"


def test_data_are_frozen_and_taken_up_again(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    ines = cast.browser("ines")

    ines.post(f"/contacts/{contact_id}/freeze", data={"frozen": "1"})
    assert "Données gelées" in ines.get(f"/contacts/{contact_id}").get_data(as_text=True)
    ines.post(f"/contacts/{contact_id}/freeze", data={"frozen": "0"})

    assert "Données gelées" not in ines.get(f"/contacts/{contact_id}").get_data(as_text=True)


def test_a_discreet_card_exists_for_its_confidant_alone(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast, is_discreet=True)
    address = f"/contacts/{contact_id}"

    assert cast.browser("nour").get(address).status_code == 200
    for stranger in (cast.browser("ines"), cast.browser("ada", Role.ADMIN)):
        assert stranger.get(address).status_code == 404
        assert stranger.post(f"{address}/object").status_code == 404
        assert "Roussel" not in stranger.get("/contacts").get_data(as_text=True)


def test_a_volunteer_sees_no_contact(app: Flask, cast: Cast) -> None:
    contact_id = in_book(app, cast)
    guest = cast.browser("gus", Role.GUEST)

    for address in ("/contacts", f"/contacts/{contact_id}", "/contacts/lists", "/contacts/import"):
        assert guest.get(address).status_code == 403


def test_a_stranger_is_led_to_the_door(app: Flask) -> None:
    assert app.test_client().get("/contacts").status_code == 303
    assert app.test_client().post("/contacts/new").status_code == 401


def test_only_who_may_export_takes_the_book_out(app: Flask, cast: Cast) -> None:
    in_book(app, cast)

    refused = cast.browser("ines").post("/contacts/export")
    given = cast.browser("lea", Role.APPROVER).post("/contacts/export")

    assert refused.status_code == 403
    assert given.status_code == 200
    assert "Roussel" in given.get_data(as_text=True)
    with app.app_context():
        assert [line.act for line in audit.history("contacts", 0)] == []
        assert audit.walk().broken is None


def test_a_form_of_nothing_is_refused_kindly(here: Flask, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        keeping.write_down(PersonWords(), actor=cast.actor("nour"))

    assert all(refused.value.sentences())


def test_an_hour_the_clock_shows_twice_is_asked_about_and_nothing_is_lost(
    app: Flask, cast: Cast
) -> None:
    place, ines = f"/contacts/{in_book(app, cast)}", cast.browser("ines")
    said = {"kind": "meeting", "text": "au tribunal", "at": "2030-10-27T02:30"}

    asked = ines.post(f"{place}/exchanges", data=said)
    noted = ines.post(f"{place}/exchanges", data={**said, "at_fold": "1"})

    assert asked.status_code == 422
    assert "existe deux fois" in asked.text
    assert "au tribunal" in asked.text
    assert 'name="at_fold"' in asked.text
    assert noted.status_code == 303
    with app.app_context():
        [exchange] = people.exchanges(1)
        assert exchange.at == datetime(2030, 10, 27, 1, 30, tzinfo=UTC)
