"""Lists: opened, named once, filled by hand and from the search, closed and taken up again."""

import pytest
from flask import Flask
from sqlalchemy import select

from comms.contacts.lists import queries as lists
from comms.contacts.lists import service as listing
from comms.contacts.lists.models import ContactList, Membership
from comms.contacts.lists.rules import ListWrong
from comms.core.db import db
from comms.core.refusal import Refused
from tests.cast import Cast
from tests.contacts.bringing import in_book, person


def test_a_list_is_opened_and_named_once(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")

    made = ines.post("/contacts/lists", data={"name": "Littoral"})
    again = ines.post("/contacts/lists", data={"name": " LITTORAL "}, follow_redirects=True)

    assert "Littoral" in ines.get(made.location).get_data(as_text=True)
    assert "existe déjà" in again.get_data(as_text=True)


def test_people_are_put_on_once_with_the_reason(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast, emails="c@exemple.org"), cast.browser("ines")
    address = ines.post("/contacts/lists", data={"name": "Littoral"}).location

    found = ines.get(f"{address}?q=rous").get_data(as_text=True)
    for _ in range(2):
        ines.post(f"{address}/members", data={"contact": contact_id, "reason": "suit la frontière"})
    page = ines.get(address).get_data(as_text=True)

    assert f'value="{contact_id}"' in found
    assert "suit la frontière" in page
    assert "1 reçoit les communiqués" in page.replace("\xa0", " ")
    with app.app_context():
        assert len(db.session.scalars(select(Membership)).all()) == 1


def test_a_person_is_put_on_and_taken_off_from_the_card(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast), cast.browser("ines")
    ines.post("/contacts/lists", data={"name": "Littoral"})

    put = ines.post(
        "/contacts/lists/put",
        data={"list": 1, "contact": contact_id, "card": contact_id, "reason": "suit la frontière"},
    )
    taken = ines.post(f"/contacts/lists/1/members/{contact_id}/remove", data={"card": contact_id})

    assert put.location == taken.location == f"/contacts/{contact_id}"
    with app.app_context():
        assert db.session.scalars(select(Membership)).all() == []
    undo = ines.get(taken.location).text.partition('class="done undo"')[2].partition("</form>")[0]
    assert 'action="/contacts/lists/1/members"' in undo
    assert 'value="suit la frontière"' in undo


def test_a_closed_list_is_chosen_no_more_but_still_reaches_whom_it_was_approved_for(
    here: Flask, cast: Cast
) -> None:
    nour = cast.actor("nour")
    littoral = listing.open_list("Littoral", actor=nour)
    listing.put_on(littoral, [person(nour, emails="c@exemple.org").id], actor=nour)

    listing.close(littoral, actor=nour)

    assert lists.list_choices() == []
    assert lists.list_names([littoral.id]) == ["Littoral"]
    assert [each.email for each in lists.recipients([littoral.id])] == ["c@exemple.org"]
    listing.reopen(littoral, actor=nour)
    assert lists.list_choices() == [(littoral.id, "Littoral")]


def test_a_list_shows_no_discreet_person_to_others(here: Flask, cast: Cast) -> None:
    nour, ines = cast.actor("nour"), cast.actor("ines")
    littoral = listing.open_list("Littoral", actor=nour)
    listing.put_on(littoral, [person(nour, is_discreet=True).id], actor=nour)

    assert lists.members(littoral.id, ines.id) == []
    assert len(lists.members(littoral.id, nour.id)) == 1


@pytest.mark.parametrize(("name", "wrong"), [("  ", ListWrong.NO_NAME), ("b", ListWrong.KNOWN)])
def test_a_list_keeps_its_name_when_the_new_one_is_refused(
    here: Flask, cast: Cast, name: str, wrong: ListWrong
) -> None:
    nour = cast.actor("nour")
    first = listing.open_list("A", actor=nour)
    listing.open_list("B", actor=nour)

    with pytest.raises(Refused) as refused:
        listing.rename(first, name, actor=nour)

    assert refused.value.obstacles == (wrong,)
    assert db.session.get_one(ContactList, first.id).name == "A"


def test_nobody_ticked_is_not_said_to_be_one_person_more(app: Flask, cast: Cast) -> None:
    contact_id, ines = in_book(app, cast, emails="c@exemple.org"), cast.browser("ines")
    address = ines.post("/contacts/lists", data={"name": "Littoral"}).location

    unticked = ines.post(f"{address}/members", data={"reason": "x"}, follow_redirects=True).text
    ines.post(f"{address}/members", data={"contact": contact_id})
    again = ines.post(
        f"{address}/members", data={"contact": contact_id}, follow_redirects=True
    ).text

    assert "cochez d’abord" in unticked
    assert "rien ne change" in again
    assert "Une personne de plus" not in unticked


def test_the_only_one_found_is_ticked(app: Flask, cast: Cast) -> None:
    in_book(app, cast)
    ines = cast.browser("ines")
    address = ines.post("/contacts/lists", data={"name": "Littoral"}).location

    found = ines.get(f"{address}?q=rous").text

    assert "checked" in found
