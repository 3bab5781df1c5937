"""Reads the lists: their names, and whom a release leaves to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from comms.contacts.book.models import Address, Contact
from comms.contacts.book.queries.finding import matching
from comms.contacts.book.queries.people import Card, cards, seen_by
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.lists.models import ContactList, Membership
from comms.contacts.lists.rules import set_apart
from comms.core.db import db
from comms.core.register import Register


@dataclass(frozen=True)
class Recipient:
    """A person a release may be written to, and the address to use."""

    contact_id: int
    name: str
    email: str


def recipients(list_ids: Iterable[int]) -> Sequence[Recipient]:
    """Return the people of some lists: each person and each address once.

    Who objected, was erased or is frozen is never among them; the register has the last word.
    """
    register = Register()
    found: dict[str, Recipient] = {}
    served: set[int] = set()
    for contact_id, name, email, key in db.session.execute(_reachable(list_ids)):
        if contact_id in served or register.refuses(key):
            continue
        served.add(contact_id)
        found.setdefault(key, Recipient(contact_id, name, email))
    return list(found.values())


def on(list_ids: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a person is on one of some lists: by hand, or by its search."""
    ids = list(list_ids)
    by_hand = select(Membership.contact_id).where(Membership.list_id.in_(ids))
    searches = select(ContactList.query).where(ContactList.id.in_(ids), ContactList.query != "")
    found = [Contact.id.in_(matching(each)) for each in db.session.scalars(searches)]
    return or_(Contact.id.in_(by_hand), *found)


def _reachable(list_ids: Iterable[int]) -> Select[int, str, str, str]:
    rows = select(Contact.id, Contact.name, Address.value, Address.key).join(Contact.addresses)
    return rows.where(
        on(list_ids),
        Contact.objected_at.is_(None),
        Contact.frozen_at.is_(None),
        Address.kind == AddressKind.EMAIL,
        Address.state == AddressState.OK,
    ).order_by(Contact.id, Address.place, Address.id)


def list_names(ids: Iterable[int]) -> list[str]:
    """Return the names of some lists, in the order given."""
    wanted = list(ids)
    named = select(ContactList.id, ContactList.name).where(ContactList.id.in_(wanted))
    names = dict(list(db.session.execute(named)))
    return [names[each] for each in wanted if each in names]


def made_at(ids: Iterable[int]) -> dict[int, datetime]:
    """Return when some lists were opened, by number; nothing of those there are not."""
    rows = select(ContactList.id, ContactList.made_at).where(ContactList.id.in_(list(ids)))
    return dict(list(db.session.execute(rows)))


def list_choices() -> list[tuple[int, str]]:
    """Return number and name of each open list, by name; see `offered` for those of a text."""
    open_ones = select(ContactList.id, ContactList.name).where(ContactList.closed_at.is_(None))
    return [(n, name) for n, name in db.session.execute(open_ones.order_by(ContactList.key))]


@dataclass(frozen=True)
class Listed:
    """A list with how many are on it; with a `query` it follows the book."""

    id: int
    name: str
    count: int
    query: str = ""


@dataclass(frozen=True)
class Member:
    """A person on a list, and why; not `by_hand`: the search of the list found them."""

    card: Card
    reason: str
    by_hand: bool = True


def overview(*, closed: bool = False) -> list[Listed]:
    """Return the lists by name, with how many are on each."""
    on_it = func.count(Membership.contact_id)
    columns = (ContactList.id, ContactList.name, ContactList.query, ContactList.key)
    rows = select(*columns[:3], on_it).outerjoin(Membership, Membership.list_id == ContactList.id)
    shut = ContactList.closed_at.is_not(None) if closed else ContactList.closed_at.is_(None)
    grouped = rows.where(shut).group_by(*columns).order_by(ContactList.key)
    return [
        Listed(n, name, _count(n) if query else count, query)
        for n, name, query, count in db.session.execute(grouped).all()
    ]


def offered(piece_id: int | None, chosen: Collection[int]) -> list[Listed]:
    """Return the lists a text may be sent to, by name; those it has already whatever they are."""
    apart = set_apart(piece_id)
    return [each for each in overview() if each.id in chosen or each.id not in apart]


def _count(list_id: int) -> int:
    return db.session.scalar(select(func.count(Contact.id)).where(on([list_id]))) or 0


def members(list_id: int, reader_id: int) -> list[Member]:
    """Return who is on a list, by name, of those a member may see."""
    said = select(Membership.contact_id, Membership.reason).where(Membership.list_id == list_id)
    reasons = dict(list(db.session.execute(said)))
    seen = select(Contact.id).where(on([list_id]), seen_by(reader_id))
    shown = _by_name(db.session.scalars(seen))
    return [Member(card, reasons.get(card.id, ""), card.id in reasons) for card in shown]


def overlap(list_id: int, other_id: int, reader_id: int) -> list[Card]:
    """Return who is on both of two lists, by name, of those a member may see."""
    both = select(Contact.id).where(on([list_id]), on([other_id]), seen_by(reader_id))
    return _by_name(db.session.scalars(both))


def _by_name(ids: Iterable[int]) -> list[Card]:
    return sorted(cards(ids).values(), key=lambda card: (card.sort_key, card.id))


def of_contact(contact_id: int) -> list[tuple[int, str, str]]:
    """Return number, name and reason of each list a person is on."""
    rows = select(ContactList.id, ContactList.name, Membership.reason).join(
        Membership, Membership.list_id == ContactList.id
    )
    theirs = rows.where(Membership.contact_id == contact_id, ContactList.closed_at.is_(None))
    by_hand = db.session.execute(theirs.order_by(ContactList.key)).all()
    return [(n, name, why) for n, name, why in by_hand]


def found_in(contact_id: int) -> list[tuple[int, str]]:
    """Return number and name of each list whose search finds a person."""
    rows = select(ContactList.id, ContactList.name, ContactList.query)
    living = rows.where(ContactList.query != "", ContactList.closed_at.is_(None))
    return [
        (n, name)
        for n, name, query in db.session.execute(living.order_by(ContactList.key)).all()
        if _finds(query, contact_id)
    ]


def _finds(query: str, contact_id: int) -> bool:
    found = select(Contact.id).where(Contact.id == contact_id, Contact.id.in_(matching(query)))
    return db.session.scalar(found) is not None
