"""Reads what courtesy asks before a sending: whom we wrote to lately, who works side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, func, select

from comms.contacts.book.models import Address, Contact, Exchange, Outlet, Role
from comms.contacts.book.queries.people import Card, seen_by, sort_keys
from comms.contacts.book.rules.kinds import AddressKind, Spoken
from comms.contacts.courtesy.rules.remarks import LATELY, Care, Reader, Remark, Workplace, remarks
from comms.contacts.courtesy.rules.whereabouts import zone_of
from comms.contacts.lists.queries import on, recipients
from comms.core import clock
from comms.core.db import db
from comms.core.languages import association_zone


def courtesy(
    list_ids: Iterable[int], at: datetime, written: Mapping[int, datetime], *, reader_id: int
) -> tuple[int, list[Remark]]:
    """Return how many receive it, and what to think of before writing to them `at` an hour.

    People whom the member may not see are counted, and nothing is said of them.
    `written`: when a room that sends last wrote to whom; mails noted by hand are known here.
    """
    names = {each.contact_id: each.name for each in recipients(list_ids)}
    who = select(Contact.id).where(on(list_ids), seen_by(reader_id))
    order = {n: key for n, key in sort_keys(who).items() if n in names}
    wrote = _mailed(who, at)
    for contact_id, when in written.items():
        wrote[contact_id] = max(when, wrote.get(contact_id, when))
    by_name = sorted(order, key=lambda contact_id: (order[contact_id], contact_id))
    readers = _readers({each: names[each] for each in by_name}, wrote, who)
    return len(names), remarks(readers, at.astimezone(association_zone()))


def disturbs(card: Card) -> tuple[list[Remark], datetime | None]:
    """Return why one had better not call a person just now, and what their own clock shows."""
    now = clock.now().astimezone(association_zone())
    reader = _readers({card.id: card.name}, {}, _alone(card.id))[0]
    theirs = reader.local(now)
    found = [each for each in remarks([reader], now) if each.care in (Care.NIGHT, Care.CLOSING)]
    return found, theirs if theirs.utcoffset() != now.utcoffset() else None


def clock_of(contact_id: int) -> str:
    """Return the zone a person lives in, as far as their card tells; else the association's."""
    return _zones(_alone(contact_id))[contact_id] or str(association_zone())


def _alone(contact_id: int) -> Select[int]:
    return select(Contact.id).where(Contact.id == contact_id)


def _readers(
    names: Mapping[int, str], wrote: Mapping[int, datetime], who: Select[int]
) -> list[Reader]:
    places, zones = _workplaces(who), _zones(who)
    return [Reader(n, name, places[n], wrote.get(n), zones[n]) for n, name in names.items()]


def _workplaces(who: Select[int]) -> Mapping[int, tuple[Workplace, ...]]:
    found: dict[int, tuple[Workplace, ...]] = defaultdict(tuple)
    rows = select(Role.contact_id, Outlet.name, Outlet.deadline).join(Role.outlet)
    now = rows.where(Role.contact_id.in_(who), Role.until.is_(None)).order_by(Role.id)
    for contact_id, name, deadline in db.session.execute(now):
        found[contact_id] += (Workplace(name, deadline),)
    return found


def _zones(who: Select[int]) -> dict[int, str | None]:
    phones: dict[int, list[str]] = defaultdict(list)
    numbers = select(Address.contact_id, Address.value).order_by(Address.place, Address.id)
    theirs = numbers.where(Address.contact_id.in_(who), Address.kind == AddressKind.PHONE)
    for contact_id, number in db.session.execute(theirs):
        phones[contact_id].append(number)
    rows = select(Contact.id, Contact.country).where(Contact.id.in_(who))
    return {n: zone_of(country, phones[n]) for n, country in db.session.execute(rows)}


def _mailed(who: Select[int], at: datetime) -> dict[int, datetime]:
    mails = select(Exchange.contact_id, func.max(Exchange.at)).where(
        Exchange.contact_id.in_(who),
        Exchange.kind == Spoken.MAIL,
        Exchange.at > at - LATELY,
        Exchange.at <= at,
    )
    return dict(db.session.execute(mails.group_by(Exchange.contact_id)).all())
