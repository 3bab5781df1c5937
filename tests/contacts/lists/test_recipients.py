"""Whom a release leaves to: once each, and never to who said no."""

from flask import Flask

from comms.contacts.book.models import Address, Contact
from comms.contacts.law.service import refusing
from comms.contacts.lists import queries
from comms.contacts.lists.models import ContactList, Membership
from comms.core import clock, events
from comms.core.db import db
from comms.core.register import No, Register
from tests.hearing import hearing


def person(name: str, *emails: str, lists: tuple[int, ...] = ()) -> Contact:
    now = clock.now()
    contact = Contact(name=name, origin="salon", made_at=now, touched_at=now)
    contact.addresses = [
        Address(kind="email", value=email, key=email.casefold(), place=place, added_at=now)
        for place, email in enumerate(emails)
    ]
    db.session.add(contact)
    db.session.flush()
    db.session.add_all(
        Membership(list_id=each, contact_id=contact.id, added_at=now) for each in lists
    )
    db.session.flush()
    return contact


def a_list(name: str) -> int:
    made = ContactList(name=name, key=name.casefold(), made_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made.id


def emails(*lists: int) -> list[str]:
    return [each.email for each in queries.recipients(lists)]


def test_a_person_on_two_lists_is_written_to_once(here: Flask) -> None:
    littoral, national = a_list("Littoral"), a_list("Nationale")
    person("Camille Roussel", "c.roussel@exemple.org", lists=(littoral, national))

    assert emails(littoral, national) == ["c.roussel@exemple.org"]


def test_an_address_two_people_share_is_used_once(here: Flask) -> None:
    littoral = a_list("Littoral")
    person("Camille Roussel", "redaction@exemple.org", lists=(littoral,))
    person("Karim Le Roux", "Redaction@exemple.org", lists=(littoral,))

    assert emails(littoral) == ["redaction@exemple.org"]


def test_the_first_address_that_works_is_used(here: Flask) -> None:
    littoral = a_list("Littoral")
    camille = person("Camille Roussel", "c@exemple.org", "camille@exemple.net", lists=(littoral,))

    camille.addresses[0].state = "bounced"

    assert emails(littoral) == ["camille@exemple.net"]


def test_who_objected_is_written_to_at_no_address(here: Flask) -> None:
    littoral = a_list("Littoral")
    camille = person("Camille Roussel", "c@exemple.org", "camille@exemple.net", lists=(littoral,))

    with hearing(events.PersonObjected) as heard:
        refusing.object_address("C@Exemple.org", actor=None)

    assert emails(littoral) == []
    assert camille.objected_at == clock.now()
    told = {(each.contact_id, each.address) for each in heard}
    assert told == {(camille.id, "c@exemple.org"), (camille.id, "camille@exemple.net")}


def test_an_objection_at_a_shared_address_leaves_each_their_own(here: Flask) -> None:
    littoral = a_list("Littoral")
    person("Camille Roussel", "redaction@exemple.org", "c@exemple.org", lists=(littoral,))
    person("Karim Le Roux", "redaction@exemple.org", lists=(littoral,))

    refusing.object_address("redaction@exemple.org", actor=None)

    assert emails(littoral) == ["c@exemple.org"]


def test_an_objection_holds_for_an_address_nobody_knew(here: Flask) -> None:
    refusing.object_address("nouveau@exemple.org", actor=None)
    refusing.object_address("nouveau@exemple.org", actor=None)
    littoral = a_list("Littoral")

    person("Nouveau Venu", "nouveau@exemple.org", lists=(littoral,))

    assert emails(littoral) == []


def test_the_register_keeps_no_address(here: Flask) -> None:
    register = Register()

    register.add(No.OBJECTION, ["c@exemple.org"])
    register.add(No.OBJECTION, ["c@exemple.org"])

    written = (register._folder / "register").read_text()
    assert "exemple" not in written
    assert len(written.splitlines()) == 1
    assert Register().has(No.OBJECTION, "c@exemple.org")
    assert not Register().has(No.ERASURE, "c@exemple.org")


def test_a_halved_line_of_the_register_harms_no_other(here: Flask) -> None:
    register = Register()
    register.add(No.OBJECTION, ["un@exemple.org"])
    with (register._folder / "register").open("a") as file:
        file.write("objection 1234")

    register.add(No.ERASURE, ["deux@exemple.org"])

    assert Register().has(No.OBJECTION, "un@exemple.org")
    assert Register().has(No.ERASURE, "deux@exemple.org")


def test_a_frozen_person_is_not_written_to(here: Flask) -> None:
    littoral = a_list("Littoral")
    person("Camille Roussel", "c@exemple.org", lists=(littoral,)).frozen_at = clock.now()

    assert emails(littoral) == []


def test_lists_are_named_in_the_order_asked(here: Flask) -> None:
    littoral, national = a_list("Littoral"), a_list("Nationale")

    assert queries.list_names([national, 999, littoral]) == ["Nationale", "Littoral"]
    assert queries.list_choices() == [(littoral, "Littoral"), (national, "Nationale")]
