"""Plays the press events of the demonstration: planned, invited, answered, one of them over."""

from datetime import date, timedelta

from sqlalchemy import select

from comms.contacts.lists.models import ContactList
from comms.core import clock, hours
from comms.core.db import db
from comms.events import queries
from comms.events.models import Event, Guest
from comms.events.service import answering, inviting, planning
from comms.events.service.answering import Said
from comms.events.service.planning import Draft
from comms.portability.rules import gatherings
from comms.portability.rules.gatherings import Gathering
from comms.portability.service.staging import Stage

PLANNED = timedelta(days=14)  # so long before the day


def gather(stage: Stage) -> None:
    """Plan each event, invite the first list, let its first guests answer, count who came."""
    for each in gatherings.GATHERINGS:
        _gather(each, stage)


def _gather(each: Gathering, stage: Stage) -> None:
    day = stage.now.astimezone(stage.zone).date() + timedelta(days=each.day)
    actor = stage.members[each.owner]
    with clock.fixed(stage.now + timedelta(days=min(0, each.day)) - PLANNED):
        event = planning.plan(_draft(each, day, stage), actor=actor)
        if each.approved_by:
            shown = queries.to_approve(event)
            planning.approve_place(event, shown=shown, actor=stage.members[each.approved_by])
        _invite(event, each, stage)
    with clock.fixed(event.starts_at + timedelta(minutes=5)):
        for guest in _said_yes(event)[: each.came]:
            answering.check_in(guest, came=True, actor=actor)


def _draft(each: Gathering, day: date, stage: Stage) -> Draft:
    return Draft(
        kind=each.kind,
        title=each.title,
        starts=hours.read(f"{day.isoformat()}T{each.hour}", str(stage.zone), 0),
        place=each.place,
        campaign_id=stage.campaigns[each.campaign].id,
        owner_id=stage.members[each.owner].id,
    )


def _invite(event: Event, each: Gathering, stage: Stage) -> None:
    actor = stage.members[each.owner]
    first = db.session.get_one(ContactList, min(stage.lists.values()))
    inviting.invite_list(event, first, actor=actor)
    guests = db.session.scalars(select(Guest).where(Guest.event_id == event.id)).all()
    for guest, (answer, people) in zip(guests, each.answers, strict=False):
        answering.answer(guest, Said(answer, people), actor=None)
    if each.is_invited:
        for piece in queries.invitations()[:1]:
            planning.invite_with(event, piece, actor=actor)


def _said_yes(event: Event) -> list[Guest]:
    yes = select(Guest).where(Guest.event_id == event.id, Guest.answer == "yes")
    return list(db.session.scalars(yes.order_by(Guest.id)))
