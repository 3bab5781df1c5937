"""Looks for people who are in the book twice, when a card is written."""

from sqlalchemy import delete, select

from comms.contacts.models import Contact, Distinct, Twin
from comms.contacts.queries import book
from comms.contacts.rules.kinds import AddressKind
from comms.contacts.rules.matching import NAMESAKES, are_namesakes, judge
from comms.core.db import db


def find_twins(contact: Contact) -> None:
    """Write down who may be the same person; who was told apart is not asked about again."""
    db.session.flush()
    mine = (Twin.first_id == contact.id) | (Twin.second_id == contact.id)
    db.session.execute(delete(Twin).where(mine))
    [face] = book.faces([contact.id])
    keys = [(AddressKind.EMAIL, key) for key in face.emails]
    keys += [(AddressKind.PHONE, key) for key in face.phones]
    words = [word for word in (*face.words, face.run) if len(word) > 1]
    near = book.near(keys, words) - {contact.id} - _told_apart(contact.id)
    for other in book.faces(near):
        assert other.contact_id is not None, "it comes from the book"
        found = judge(face, other)
        if found or are_namesakes(face, other):
            first, second = sorted((contact.id, other.contact_id))
            score = found.score if found else NAMESAKES
            db.session.add(Twin(first_id=first, second_id=second, score=score))
    db.session.flush()


def _told_apart(contact_id: int) -> set[int]:
    mine = (Distinct.first_id == contact_id) | (Distinct.second_id == contact_id)
    rows = db.session.execute(select(Distinct.first_id, Distinct.second_id).where(mine))
    return {each for pair in rows for each in pair} - {contact_id}


def tell_apart(one: Contact, other: Contact) -> None:
    """Remember that two people are not the same."""
    first, second = sorted((one.id, other.id))
    if db.session.get(Distinct, (first, second)) is None:
        db.session.add(Distinct(first_id=first, second_id=second))
    if twin := db.session.get(Twin, (first, second)):
        db.session.delete(twin)
    db.session.flush()
