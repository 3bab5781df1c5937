"""Reads what journalists ask, who may answer, what is to be done again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from comms.contacts.book.models import Contact
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.requests.models import CampaignVoice, FollowUp, Request, Spokesperson
from comms.contacts.requests.rules.asking import may_speak, urgency
from comms.contacts.requests.rules.kinds import RequestState
from comms.core import clock, languages
from comms.core.db import db


@dataclass(frozen=True)
class Asked:
    """A request with who asks, and how near its deadline is."""

    request: Request
    card: Card
    tone: str


def _asked(rows: Select[Request]) -> list[Asked]:
    found = list(db.session.scalars(rows))
    people = cards({each.contact_id for each in found})
    now = clock.now()
    return [Asked(each, people[each.contact_id], urgency(each.due_at, now)) for each in found]


def open_ones(reader_id: int) -> list[Asked]:
    """Return what waits for an answer, the nearest deadline first, none last."""
    rows = select(Request).join(Contact, Contact.id == Request.contact_id)
    waiting = rows.where(Request.state == RequestState.OPEN, seen_by(reader_id))
    return _asked(waiting.order_by(Request.due_at.is_(None), Request.due_at, Request.id))


def closed_ones(reader_id: int, limit: int = 30) -> list[Asked]:
    """Return what was closed last."""
    rows = select(Request).join(Contact, Contact.id == Request.contact_id)
    done = rows.where(Request.state != RequestState.OPEN, seen_by(reader_id))
    return _asked(done.order_by(Request.closed_at.desc(), Request.id.desc()).limit(limit))


def of_contact(contact_id: int) -> Sequence[Request]:
    """Return what a person asked, the newest first."""
    rows = select(Request).where(Request.contact_id == contact_id)
    return db.session.scalars(rows.order_by(Request.id.desc())).all()


def spokespeople() -> Sequence[Spokesperson]:
    """Return who speaks for us, by name."""
    here = select(Spokesperson).where(Spokesperson.closed_at.is_(None))
    return db.session.scalars(here.order_by(Spokesperson.name)).all()


def voices(campaign_id: int) -> Sequence[Spokesperson]:
    """Return who speaks for us in a campaign, by name."""
    here = select(Spokesperson).where(Spokesperson.closed_at.is_(None))
    chosen = here.join(CampaignVoice, CampaignVoice.spokesperson_id == Spokesperson.id)
    theirs = chosen.where(CampaignVoice.campaign_id == campaign_id)
    return db.session.scalars(theirs.order_by(Spokesperson.name)).all()


def ended(spokesperson: Spokesperson) -> bool:
    """Say whether what someone agreed to has ended."""
    return not may_speak(spokesperson.agreed_until, clock.today(languages.association_zone()))


def follow_ups(contact_id: int) -> Sequence[FollowUp]:
    """Return what is to be done again with a person, the nearest first."""
    rows = select(FollowUp).where(FollowUp.contact_id == contact_id, FollowUp.done_at.is_(None))
    return db.session.scalars(rows.order_by(FollowUp.due_at, FollowUp.id)).all()


def follow_ups_due(member_id: int, until: datetime) -> list[tuple[FollowUp, Card]]:
    """Return what a member has to do again by an instant."""
    rows = select(FollowUp).join(Contact, Contact.id == FollowUp.contact_id)
    due = rows.where(
        FollowUp.for_id == member_id,
        FollowUp.done_at.is_(None),
        FollowUp.due_at <= until,
        seen_by(member_id),
    )
    found = list(db.session.scalars(due.order_by(FollowUp.due_at, FollowUp.id)))
    people = cards({each.contact_id for each in found})
    return [(each, people[each.contact_id]) for each in found]


def requests_of(member_id: int, reader_id: int) -> list[tuple[Request, Card]]:
    """Return the open requests a member follows, those a reader may see, by deadline."""
    rows = select(Request).join(Contact, Contact.id == Request.contact_id)
    theirs = rows.where(
        Request.for_id == member_id, Request.state == RequestState.OPEN, seen_by(reader_id)
    )
    nearest = (Request.due_at.is_(None), Request.due_at, Request.id)
    found = list(db.session.scalars(theirs.order_by(*nearest)))
    people = cards({each.contact_id for each in found})
    return [(each, people[each.contact_id]) for each in found]


def follow_ups_of(member_id: int, reader_id: int) -> list[tuple[FollowUp, Card]]:
    """Return all that a member has to do again with people, those a reader may see."""
    rows = select(FollowUp).join(Contact, Contact.id == FollowUp.contact_id)
    theirs = rows.where(
        FollowUp.for_id == member_id, FollowUp.done_at.is_(None), seen_by(reader_id)
    )
    found = list(db.session.scalars(theirs.order_by(FollowUp.due_at, FollowUp.id)))
    people = cards({each.contact_id for each in found})
    return [(each, people[each.contact_id]) for each in found]
