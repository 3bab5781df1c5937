"""Reads who may be in the book twice, and who was made one lately."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import Card, cards, may_see
from comms.contacts.twins.models import Merge, Twin
from comms.contacts.twins.rules.merging import UNDO_FOR
from comms.core import clock
from comms.core.db import db
from comms.core.rights import Actor


@dataclass(frozen=True)
class Pair:
    """Two people who may be one; `score` from 0 to 100."""

    one: Card
    other: Card
    score: int


def of_contact(contact_id: int, actor: Actor) -> list[Pair]:
    """Return whom a person may be the same as, the likeliest first; the person is `one`."""
    mine = (Twin.first_id == contact_id) | (Twin.second_id == contact_id)
    rows = db.session.execute(
        select(Twin.first_id, Twin.second_id, Twin.score).where(mine).order_by(Twin.score.desc())
    )
    turned = [(contact_id, b if a == contact_id else a, score) for a, b, score in rows]
    return _pairs(turned, actor)


def likeliest(actor: Actor, limit: int = 50) -> list[Pair]:
    """Return the likeliest pairs of the book."""
    rows = select(Twin.first_id, Twin.second_id, Twin.score).order_by(Twin.score.desc())
    return _pairs([(a, b, score) for a, b, score in db.session.execute(rows.limit(limit))], actor)


def _pairs(rows: Sequence[tuple[int, int, int]], actor: Actor) -> list[Pair]:
    ids = {each for one, other, _ in rows for each in (one, other)}
    people = select(Contact).where(Contact.id.in_(ids))
    seen = [each.id for each in db.session.scalars(people) if may_see(each, actor)]
    shown = cards(seen)
    return [
        Pair(shown[one], shown[other], score)
        for one, other, score in rows
        if one in shown and other in shown
    ]


def merges_of(contact_id: int) -> Sequence[Merge]:
    """Return the merges of a card that can still be undone, the newest first."""
    lately = select(Merge).where(
        Merge.kept_id == contact_id,
        Merge.undone_at.is_(None),
        Merge.at >= clock.now() - UNDO_FOR,
    )
    return db.session.scalars(lately.order_by(Merge.id.desc())).all()
