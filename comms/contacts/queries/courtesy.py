"""Reads what courtesy asks before a sending: whom we wrote to lately, who works side by side."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select

from comms.contacts.models import Contact, Exchange
from comms.contacts.queries.lists import recipients
from comms.contacts.queries.people import newsrooms, seen_by, sort_keys
from comms.contacts.rules.courtesy import LATELY, Reader, Remark, remarks
from comms.contacts.rules.kinds import Spoken
from comms.core.db import db
from comms.core.languages import association_zone


def courtesy(
    list_ids: Iterable[int], at: datetime, written: Mapping[int, datetime], *, member_id: int
) -> list[Remark]:
    """Return what to think of before writing to some lists `at` an hour, as a member may see it.

    `written`: when a room that sends last wrote to whom; mails noted by hand are known here.
    """
    names = {each.contact_id: each.name for each in recipients(list_ids)}
    seen = select(Contact.id).where(Contact.id.in_(names), seen_by(member_id))
    order = sort_keys(db.session.scalars(seen))
    rooms, wrote = newsrooms(order), _mailed(order, at)
    for contact_id, when in written.items():
        wrote[contact_id] = max(when, wrote.get(contact_id, when))
    readers = [
        Reader(each, names[each], rooms.get(each, ()), wrote.get(each))
        for each in sorted(order, key=lambda contact_id: (order[contact_id], contact_id))
    ]
    return remarks(readers, at.astimezone(association_zone()))


def _mailed(ids: Iterable[int], at: datetime) -> dict[int, datetime]:
    mails = select(Exchange.contact_id, func.max(Exchange.at)).where(
        Exchange.contact_id.in_(list(ids)),
        Exchange.kind == Spoken.MAIL,
        Exchange.at > at - LATELY,
        Exchange.at <= at,
    )
    return dict(db.session.execute(mails.group_by(Exchange.contact_id)).all())
