"""What the tests write: a release and a post as their forms send them, and whom they go to."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from comms.channels import service as channels
from comms.channels.rules.naming import Draft
from comms.contacts.book.models import Address, Contact
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.lists.models import ContactList, Membership
from comms.core import clock, options
from comms.core.db import db
from comms.core.rights import College, Role
from comms.pieces import queries, service
from comms.pieces.models import Piece
from tests.cast import Cast

SOON = "2030-03-12T10:30"  # Paris; the tests' clock says 10 h
LATER = "2030-03-13T06:00"


def release_form(**changes: Any) -> dict[str, Any]:
    """Return the fields of a whole release without a plan."""
    return {
        "kind": "communique",
        "lang": "fr",
        "title": "Calais : des expulsions en février",
        "place": "Calais",
        "body": "Les équipes ont observé des opérations.\n\n## Ce que nous demandons\n\nL’eau.",
        "contacts": "Ada Exemple, porte-parole, +33 1 99 00 12 34",
        **changes,
    }


def post_form(**changes: Any) -> dict[str, Any]:
    """Return the fields of a whole post without a plan."""
    return {"lang": "fr", "text": "L’eau est coupée à Loon-Plage.", "link": "", **changes}


def channel(app: Flask, name: str = "Story Instagram", **facts: Any) -> int:
    """Return a channel by hand, made now."""
    with app.app_context():
        made = channels.add("hand", Draft(name, **facts), actor=None)
        db.session.commit()
        return made.id


def press_list(app: Flask, name: str, *emails: str) -> int:
    """Return a list with one invented person an address."""
    with app.app_context():
        now = clock.now()
        made = ContactList(name=name, key=name.casefold(), made_at=now)
        db.session.add(made)
        for email in emails:
            person = Contact(name=email.split("@")[0].title(), origin="tests", made_at=now)
            person.touched_at = now
            person.addresses.append(
                Address(
                    kind=AddressKind.EMAIL,
                    value=email,
                    key=email,
                    state=AddressState.OK,
                    added_at=now,
                )
            )
            db.session.add(person)
            db.session.flush()
            db.session.add(Membership(list_id=made.id, contact_id=person.id, added_at=now))
        db.session.commit()
        return made.id


def named(app: Flask) -> None:
    """Give the association its name: no release leaves without."""
    with app.app_context():
        options.put("association", "Veille Littoral")
        db.session.commit()


def written(browser: FlaskClient, kind: str, form: dict[str, Any]) -> int:
    """Write a piece through its form, in an association that has a name; return its number."""
    named(browser.application)
    answer = browser.post(f"/{kind}s/new", data=form)
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def approved(cast: Cast, kind: str, form: dict[str, Any]) -> int:
    """Write a piece as Inès; Léa (staff) and Anne (board) approve it by verb; return its number."""
    number, ines = written(cast.browser("ines"), kind, form), cast.actor("ines")
    colleges = {"post": ["staff"], "release": ["staff", "board"]}[kind]
    people = [
        cast.actor({"staff": "lea", "board": "anne"}[each], Role.APPROVER, College(each))
        for each in colleges
    ]
    with cast.app.test_request_context():
        piece = db.session.get_one(Piece, number)
        service.ask_approval(piece, actor=ines)
        for each in people:
            shown = queries.revision(piece)
            service.approve(piece, actor=each, shown_hash=shown.hash, shown_number=shown.number)
        db.session.commit()
    return number
