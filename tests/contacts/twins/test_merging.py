"""Two cards made one: a choice per field, nothing lost, and parted again as they stood."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from comms.contacts.book.forms.people import words_of
from comms.contacts.book.models import Contact, Exchange
from comms.contacts.book.queries import finding, people
from comms.contacts.book.rules.kinds import Spoken
from comms.contacts.book.service import keeping
from comms.contacts.law.service import refusing
from comms.contacts.lists import queries as lists
from comms.contacts.lists import service as listing
from comms.contacts.lists.models import Membership
from comms.contacts.twins.models import Twin
from comms.contacts.twins.queries import pairs as twins
from comms.contacts.twins.rules.merging import MergeWrong, merged
from comms.contacts.twins.service import merging
from comms.core import clock
from comms.core.db import db
from comms.core.refusal import Refused
from comms.core.register import No, Register
from tests.cast import Cast
from tests.conftest import NOW
from tests.contacts.bringing import bring, export, in_book, names, person, role

FIELDS = {
    "name": "",
    "given": "",
    "family": "",
    "is_desk": False,
    "town": "",
    "region": "",
    "country": "",
    "hours": "",
    "origin": "",
    "purpose": "",
    "notes": "",
    "languages": [],
    "is_discreet": False,
    "objected_at": None,
    "frozen_at": None,
    "informed_at": None,
    "made_at": NOW,
    "heard_at": None,
}


def test_blanks_are_filled_and_the_choice_is_taken() -> None:
    kept = {**FIELDS, "name": "C. Roussel", "town": "Calais"}
    gone = {**FIELDS, "name": "Camille Roussel", "town": "Lille", "hours": "le matin"}

    one = merged(kept, gone, frozenset({"name"}))

    assert (one["name"], one["town"], one["hours"]) == ("Camille Roussel", "Calais", "le matin")


def test_the_strictest_consent_wins() -> None:
    later = NOW + timedelta(days=1)

    one = merged({**FIELDS, "objected_at": later}, {**FIELDS, "is_discreet": True}, frozenset())
    two = merged(FIELDS, {**FIELDS, "objected_at": NOW, "frozen_at": NOW}, frozenset())

    assert (one["objected_at"], one["is_discreet"]) == (later, True)
    assert (two["objected_at"], two["frozen_at"]) == (NOW, NOW)


def two(cast: Cast) -> tuple[Contact, Contact]:
    """Write the same person down twice, with a history each. Commits."""
    nour = cast.actor("nour")
    littoral = listing.open_list("Littoral", actor=nour)
    shared = {"phones": "06 39 98 00 11", "emails": "c@exemple.org"}
    one = person(nour, **shared, roles=role("La Voix"), town="Calais")
    other = person(
        nour,
        **{**shared, "emails": "c@exemple.org\nc@perso.exemple"},
        roles=role("Radio Phare"),
        notes="parle arabe",
        family="Roussel-Diop",
    )
    for contact in (one, other):
        listing.put_on(littoral, [contact.id], reason=contact.family, actor=nour)
        keeping.note(contact, Spoken.CALL, f"appel {contact.id}", NOW, actor=nour)
    db.session.commit()
    return one, other


def test_one_card_holds_what_both_held(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    one, other = two(cast)

    merging.merge(one, other, frozenset({"name"}), actor=nour)

    assert names() == ["Camille Roussel-Diop"]
    assert [a.value for a in one.addresses if a.kind == "email"] == [
        "c@exemple.org",
        "c@perso.exemple",
    ]
    assert [r.outlet.name for r in one.roles] == ["La Voix", "Radio Phare"]
    assert len(people.exchanges(one.id)) == 2
    assert [name for _, name, _ in lists.of_contact(one.id)] == ["Littoral"]
    assert one.notes == "parle arabe"
    assert [hit.card.id for hit in finding.search("diop")] == [one.id]


def test_parted_again_each_is_as_it_stood(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    one, other = two(cast)
    before, reasons = export(), sorted(db.session.scalars(select(Membership.reason)))
    made = merging.merge(one, other, frozenset({"name", "town"}), actor=nour)

    merging.part(made, actor=nour)

    assert export() == before
    assert sorted(db.session.scalars(select(Membership.reason))) == reasons
    by_contact = select(Exchange.contact_id, Exchange.text).order_by(Exchange.id)
    assert [f"appel {n}" == text for n, text in db.session.execute(by_contact)] == [True, True]
    assert [hit.card.name for hit in finding.search("diop")] == ["Camille Roussel-Diop"]


def test_what_was_written_since_stays_in_its_place(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    one, other = two(cast)
    gone_id = other.id
    made = merging.merge(one, other, frozenset({"name"}), actor=nour)
    words = words_of(one)
    keeping.change(
        one, type(words)(**{**vars(words), "town": "Dunkerque"}), version=one.version, actor=nour
    )
    keeping.note(one, Spoken.CALL, "depuis", NOW, actor=nour)

    merging.part(made, actor=nour)

    assert db.session.get_one(Contact, one.id).town == "Dunkerque"
    assert db.session.get_one(Contact, one.id).family == "Roussel"
    assert [each.text for each in people.exchanges(one.id)] == ["depuis", f"appel {one.id}"]
    assert [each.text for each in people.exchanges(gone_id)] == [f"appel {gone_id}"]


def test_an_objection_said_of_the_one_card_holds_for_both(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    one, other = two(cast)
    gone_id = other.id
    made = merging.merge(one, other, frozenset(), actor=nour)
    refusing.object_person(one, actor=nour)

    merging.part(made, actor=nour)

    assert db.session.get_one(Contact, gone_id).objected_at is not None
    assert db.session.get_one(Contact, one.id).objected_at is not None
    assert Register().has(No.OBJECTION, "c@perso.exemple")


def test_they_part_once_and_for_thirty_days(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    one, other = two(cast)
    made = merging.merge(one, other, frozenset(), actor=nour)
    with clock.fixed(NOW + timedelta(days=31)), pytest.raises(Refused) as late:
        merging.part(made, actor=nour)
    merging.part(made, actor=nour)

    with pytest.raises(Refused) as twice:
        merging.part(made, actor=nour)

    assert late.value.obstacles == (MergeWrong.TOO_OLD,)
    assert twice.value.obstacles == (MergeWrong.UNDONE,)


def test_after_thirty_days_what_stood_before_is_forgotten(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    made = merging.merge(*two(cast), frozenset(), actor=nour)

    with clock.fixed(NOW + timedelta(days=31)):
        assert merging.forget_old_merges() == 1

    assert made.before == {}


def test_a_person_is_not_made_one_with_themselves(here: Flask, cast: Cast) -> None:
    nour = cast.actor("nour")
    contact = person(nour)

    with pytest.raises(Refused) as refused:
        merging.merge(contact, contact, frozenset(), actor=nour)

    assert refused.value.obstacles == (MergeWrong.SAME,)


def test_who_is_written_down_twice_is_noticed(app: Flask, cast: Cast) -> None:
    first = in_book(app, cast, phones="06 39 98 00 11")
    second = in_book(app, cast, phones="06 39 98 00 11")
    ines = cast.browser("ines")

    page = ines.get(f"/contacts/{second}").get_data(as_text=True)
    compared = ines.get(f"/contacts/{first}/merge/{second}").get_data(as_text=True)
    made = ines.post(f"/contacts/{first}/merge/{second}", follow_redirects=True)

    assert "Une seule personne" in page
    assert "il n’y a rien à choisir" in compared
    assert "Les deux fiches n’en font qu’une" in made.get_data(as_text=True)
    assert ines.get(f"/contacts/{second}").status_code == 404
    parted = ines.post("/contacts/merges/1/undo", follow_redirects=True).get_data(as_text=True)
    assert "a de nouveau sa fiche" in parted
    assert ines.get(f"/contacts/{second}").status_code == 200


def test_who_was_told_apart_is_not_asked_about_again(app: Flask, cast: Cast) -> None:
    first, second = in_book(app, cast), in_book(app, cast)
    ines, nour = cast.browser("ines"), cast.actor("nour")
    assert "Camille Roussel" in ines.get("/contacts/duplicates").get_data(as_text=True)

    ines.post(f"/contacts/{first}/apart/{second}", data={"from": "duplicates"})
    with app.test_request_context():
        contact = db.session.get_one(Contact, second)
        keeping.change(contact, words_of(contact), version=contact.version, actor=nour)
        db.session.commit()
        assert db.session.scalars(select(Twin)).all() == []


def test_a_discreet_twin_is_shown_to_nobody_else(here: Flask, cast: Cast) -> None:
    nour, ines = cast.actor("nour"), cast.actor("ines")
    person(nour, is_discreet=True)
    shown = person(nour)

    assert twins.of_contact(shown.id, ines) == []
    assert len(twins.of_contact(shown.id, nour)) == 1


cards = st.fixed_dictionaries(
    {
        "Nom": st.sampled_from(["Roussel", "Benali"]),
        "Prénom": st.sampled_from(["Camille", "C.", ""]),
        "Média": st.sampled_from(["La Voix", "Radio Phare ; AFP", ""]),
        "Fonction": st.sampled_from(["journaliste", ""]),
        "E-mail": st.sampled_from(["a@e.org", "b@e.org ; c@e.org", ""]),
        "Téléphone": st.sampled_from(["06 39 98 00 11", ""]),
        "Ville": st.sampled_from(["Calais", "Lille", ""]),
        "Listes": st.sampled_from(["Littoral", "Littoral ; Nationale", ""]),
    }
).map(lambda row: ";".join(row.values()))
choices = st.frozensets(st.sampled_from(["name", "town", "origin", "hours"]))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cards, cards, choices)
def test_any_merge_can_be_undone(
    here: Flask, cast: Cast, one: str, other: str, chosen: frozenset[str]
) -> None:
    db.session.commit()
    nour = cast.actor("nour")
    bring(one)
    bring(other)
    before = export()
    cards = db.session.scalars(select(Contact).order_by(Contact.id)).all()
    if len(cards) == 2:
        made = merging.merge(cards[0], cards[1], chosen, actor=nour)
        assert len(names()) == 1

        merging.part(made, actor=nour)

    assert export() == before
    for contact in db.session.scalars(select(Contact)).all():
        db.session.delete(contact)
    db.session.commit()
