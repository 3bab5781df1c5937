"""A list that follows the book: who answers its search is on it, from the moment they do."""

import pytest
from flask import Flask

from comms.contacts.book.forms.people import words_of
from comms.contacts.book.service import keeping
from comms.contacts.law.service import refusing
from comms.contacts.lists import queries as lists
from comms.contacts.lists import service as listing
from comms.contacts.lists.rules import ListWrong
from comms.core.db import db
from comms.core.refusal import Refused
from tests.cast import Cast
from tests.contacts.bringing import person, role


def test_who_answers_the_search_is_on_the_list_and_leaves_it_again(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    listed = listing.open_list("Calais", "calais frontière", actor=nour)
    roles = role("La Voix", beat="frontière")
    amel = person(nour, given="Amel", family="A", emails="a@e.org", town="Calais", roles=roles)
    person(nour, given="Basile", family="B", emails="b@e.org", town="Calais")

    assert [each.name for each in lists.recipients([listed.id])] == ["Amel A"]
    assert [each.count for each in lists.overview()] == [1]
    assert lists.found_in(amel.id) == [(listed.id, "Calais")]

    words = words_of(amel)
    keeping.change(
        amel, words.__class__(**{**vars(words), "town": "Lille"}), version=amel.version, actor=nour
    )
    assert lists.recipients([listed.id]) == []


def test_people_put_on_by_hand_stay_beside_those_found(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    listed = listing.open_list("Calais", "calais", actor=nour)
    person(nour, given="Amel", family="A", town="Calais")
    basile = person(nour, given="Basile", family="B", town="Lille")
    listing.put_on(listed, [basile.id], reason="a demandé", actor=nour)

    found = [(each.card.name, each.reason, each.by_hand) for each in lists.members(listed.id, 1)]
    assert found == [("Amel A", "", False), ("Basile B", "a demandé", True)]


def test_who_objected_or_is_discreet_is_never_reached(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    listed = listing.open_list("Calais", "calais", actor=nour)
    amel = person(nour, given="Amel", family="A", emails="a@e.org", town="Calais")
    person(nour, given="Zoé", family="Z", emails="z@e.org", town="Calais", is_discreet=True)
    refusing.object_person(amel, actor=nour)

    assert lists.recipients([listed.id]) == []


def test_a_search_without_words_is_refused(here: Flask, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        listing.open_list("Tout", "!!!", actor=cast.actor("nour"))
    assert refused.value.obstacles == (ListWrong.NO_WORDS,)


def test_two_lists_are_compared(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    by_hand = listing.open_list("Nationale", actor=nour)
    living = listing.open_list("Calais", "calais", actor=nour)
    amel = person(nour, given="Amel", family="A", town="Calais")
    basile = person(nour, given="Basile", family="B", town="Lille")
    listing.put_on(by_hand, [amel.id, basile.id], actor=nour)

    assert [each.name for each in lists.overlap(by_hand.id, living.id, nour.id)] == ["Amel A"]


def test_a_search_becomes_a_list_from_its_hits(app: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    with app.test_request_context():
        for given in ("Amel", "Basile"):
            person(nour, given=given, family="A", emails=f"{given}@e.org", town="Calais")
        listing.open_list("Nationale", actor=nour)
        db.session.commit()
    ines = cast.browser("ines")

    hits = ines.get("/contacts?q=calais&part=1").text
    form = ines.get("/contacts/lists?q=calais").text
    made = ines.post("/contacts/lists", data={"name": "Calais", "query": "calais"}).location
    page = ines.get(f"{made}?with=1").text

    assert "/contacts/lists?q=calais" in hits
    assert 'value="calais"' in form
    assert "suit le carnet" in page
    assert "Basile A" in page
    assert "Personne n’est sur les deux" in page
    assert "par sa recherche" in ines.get("/contacts/1").text
