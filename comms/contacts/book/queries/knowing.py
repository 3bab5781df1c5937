"""Reads whom a member knows, and whom they alone see."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from comms.accounts.models import Member
from comms.contacts.book.models import Confidant, Contact, Exchange
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.core.db import db

SPOKEN = timedelta(days=180)  # who was spoken to within this time is known to a member
MOST = 20


def of(member_id: int) -> ColumnElement[bool]:
    """Return the condition that a confidence is a member's."""
    return Confidant.member_id == member_id


def known_to(member_id: int, reader_id: int, now: datetime) -> list[tuple[Card, datetime]]:
    """Return whom a member spoke with lately, last first, those a reader may see."""
    last = func.max(Exchange.at)
    rows = select(Exchange.contact_id, last).join(Contact, Contact.id == Exchange.contact_id)
    theirs = rows.where(Exchange.by == member_id, Exchange.at > now - SPOKEN, seen_by(reader_id))
    found = db.session.execute(
        theirs.group_by(Exchange.contact_id).order_by(last.desc()).limit(MOST)
    ).all()
    people = cards([contact_id for contact_id, _ in found])
    return [(people[contact_id], at) for contact_id, at in found]


def count_discreet(member_id: int) -> int:
    """Return how many discreet contacts a member sees."""
    return db.session.scalar(select(func.count()).select_from(Confidant).where(of(member_id))) or 0


def count_seen_by_nobody_else(member_id: int) -> int:
    """Return how many discreet contacts nobody would see any more without this member."""
    other = aliased(Confidant)
    others = exists().where(
        other.contact_id == Confidant.contact_id,
        other.member_id == Member.id,
        Member.id != member_id,
        Member.closed_at.is_(None),
    )
    alone = select(func.count()).select_from(Confidant).where(of(member_id), ~others)
    return db.session.scalar(alone) or 0
