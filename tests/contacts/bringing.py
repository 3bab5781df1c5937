"""What the tests of the contact book begin with: a file brought in, a person written down."""

from flask import Flask
from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.contacts.book.rules.words import PersonWords, RoleWords
from comms.contacts.book.service import keeping
from comms.contacts.files.models import Import
from comms.contacts.files.rules.importing import Report
from comms.contacts.files.service import exporting, importing, reading
from comms.core.db import db
from comms.core.rights import Actor
from tests.cast import Cast

HEADER = "Nom;Prénom;Média;Fonction;E-mail;Téléphone;Ville;Listes"
CAMILLE = (
    "ROUSSEL;Camille;La Voix du Littoral;journaliste;c.roussel@exemple.org;06 39 98 00 11;"
    "Calais;Littoral"
)
ELODIE = "Lefèvre;Élodie;Radio Phare;rédactrice;elodie@exemple.org;06 39 98 00 12;Lille;"


def bring(*rows: str, header: str = HEADER, encoding: str = "cp1252") -> Report:
    """Take rows in, as French Excel writes them. Commits."""
    text = "\r\n".join((header, *rows))
    report = importing.take_in(
        reading.understand(text.encode(encoding)), name="presse.csv", origin="salon", actor=None
    )
    db.session.commit()
    return report


def foresee(*rows: str, header: str = HEADER) -> Report:
    """Say what would become of rows."""
    return importing.foresee(reading.understand("\r\n".join((header, *rows)).encode("cp1252")))


def export() -> bytes:
    """Return the book as a file."""
    return exporting.export("csv", actor=None)


def names() -> list[str]:
    """Return who is in the book."""
    return list(db.session.scalars(select(Contact.name).order_by(Contact.id)))


def only() -> Contact:
    """Return the one person in the book."""
    return db.session.scalars(select(Contact)).one()


def the_import(number: int | None) -> Import:
    """Return an import by number."""
    return db.session.get_one(Import, number)


def person(actor: Actor, **words: object) -> Contact:
    """Write a person down. Commits."""
    said = {"given": "Camille", "family": "Roussel", "origin": "salon", **words}
    contact = keeping.write_down(PersonWords(**said), actor=actor)
    db.session.commit()
    return contact


def in_book(app: Flask, cast: Cast, **words: object) -> int:
    """Write a person down from outside; return their number."""
    actor = cast.actor("nour")
    with app.test_request_context():
        return person(actor, **words).id


def role(outlet: str, title: str = "journaliste", beat: str = "") -> tuple[RoleWords, ...]:
    """Return one role as typed."""
    return (RoleWords(outlet, title, beat),)
