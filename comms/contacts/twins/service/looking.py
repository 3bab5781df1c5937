"""Looks for people who are in the book twice, when a card is written."""

from sqlalchemy import delete, select

from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.twins.models import Distinct, Twin
from comms.contacts.twins.queries import facing
from comms.contacts.twins.rules.judging import NAMESAKES, are_namesakes, judge
from comms.core.db import db
from comms.core.events import CardWritten


def find(written: CardWritten) -> None:
    """Write down who may be the same person; who was told apart is not asked about again."""
    contact_id = written.contact_id
    mine = (Twin.first_id == contact_id) | (Twin.second_id == contact_id)
    db.session.execute(delete(Twin).where(mine))
    [face] = facing.faces([contact_id])
    keys = [(AddressKind.EMAIL, key) for key in face.emails]
    keys += [(AddressKind.PHONE, key) for key in face.phones]
    words = [word for word in (*face.words, face.run) if len(word) > 1]
    near = facing.near(keys, words) - {contact_id} - _told_apart(contact_id)
    for other in facing.faces(near):
        assert other.contact_id is not None, "it comes from the book"
        found = judge(face, other)
        if found or are_namesakes(face, other):
            first, second = sorted((contact_id, other.contact_id))
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
