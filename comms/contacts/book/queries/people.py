"""Reads people as a line of a list shows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from comms.contacts.book.models import Address, Confidant, Contact, Exchange, Outlet, Role
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.core.db import db
from comms.core.rights import Actor
from comms.core.text import fold


@dataclass(frozen=True)
class Card:
    """A person in one line; roles as « title, newsroom »."""

    id: int
    name: str
    sort_key: str
    is_desk: bool
    outlets: tuple[str, ...]
    roles: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]  # E.164
    objected: bool
    frozen: bool


@dataclass(frozen=True)
class Named:
    """A person by name alone: enough to put many in order, before some are shown."""

    id: int
    name: str
    given: str
    family: str
    is_desk: bool
    objected_at: datetime | None
    frozen_at: datetime | None
    is_discreet: bool

    @property
    def sort_key(self) -> str:
        """Return by what people are put in order: the folded name, surname first."""
        return _sort_key(self.family, self.given, self.name)


_NAMED = (
    *(Contact.id, Contact.name, Contact.given, Contact.family, Contact.is_desk),
    *(Contact.objected_at, Contact.frozen_at, Contact.is_discreet),
)


def named(ids: Sequence[int], *also: ColumnElement[bool]) -> list[Named]:
    """Return some people by name, and those of whom any other condition holds."""
    if not ids and not also:
        return []
    rows = select(*_NAMED).where(or_(Contact.id.in_(ids), *also))
    return [Named(*row) for row in db.session.execute(rows)]


def cards(ids: Iterable[int]) -> dict[int, Card]:
    """Return some people, by number, with what stands now."""
    return cards_of(named(list(ids)))


def cards_of(people: Sequence[Named]) -> dict[int, Card]:
    """Return people as a line of a list shows them, in their order."""
    if not people:
        return {}
    ids = [each.id for each in people]
    reached, roles = _reached(ids), _roles(ids)
    return {each.id: _card(each, reached, roles[each.id]) for each in people}


def _card(
    who: Named, reached: Mapping[tuple[int, str], list[str]], roles: Sequence[tuple[str, str]]
) -> Card:
    outlets, said = zip(*roles, strict=True) if roles else ((), ())
    return Card(
        who.id,
        who.name,
        who.sort_key,
        who.is_desk,
        tuple(dict.fromkeys(filter(None, outlets))),
        tuple(dict.fromkeys(filter(None, said))),
        tuple(reached[who.id, AddressKind.EMAIL]),
        tuple(reached[who.id, AddressKind.PHONE]),
        who.objected_at is not None,
        who.frozen_at is not None,
    )


def card_of(contact: Contact) -> Card:
    """Return one person in a line."""
    return cards([contact.id])[contact.id]


def sort_keys(who: Iterable[int] | Select[int]) -> dict[int, str]:
    """Return by what some people are put in order: the folded name, surname first."""
    columns = select(Contact.id, Contact.family, Contact.given, Contact.name)
    wanted = who if isinstance(who, Select) else list(who)
    rows = db.session.execute(columns.where(Contact.id.in_(wanted)))
    return {n: _sort_key(family, given, name) for n, family, given, name in rows}


def _sort_key(family: str, given: str, name: str) -> str:
    return fold(f"{family} {given}".strip() or name)


def _reached(ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    """Return the addresses of some people that answer, by person and kind."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = select(Address.contact_id, Address.kind, Address.value).where(
        Address.contact_id.in_(ids), Address.state != AddressState.BOUNCED
    )
    for contact_id, kind, value in db.session.execute(rows.order_by(Address.place, Address.id)):
        found[contact_id, kind].append(value)
    return found


def _roles(ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return newsroom and « title, newsroom » of each role some people have now."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = select(Role.contact_id, Role.title, Outlet.name)
    rows = rows.outerjoin(Outlet, Role.outlet_id == Outlet.id)
    now = rows.where(Role.contact_id.in_(ids), Role.until.is_(None)).order_by(Role.id)
    for contact_id, title, outlet in db.session.execute(now):
        found[contact_id].append((outlet or "", ", ".join(filter(None, (title, outlet)))))
    return found


def may_see(contact: Contact, actor: Actor) -> bool:
    """Say whether a member may see a contact: a discreet one only its confidants."""
    if not contact.is_discreet:
        return True
    return db.session.get(Confidant, (contact.id, actor.id)) is not None


def names_seen(ids: Collection[int], reader_id: int) -> dict[int, str]:
    """Return the names of those of some people a member may see."""
    seen = select(Contact.id, Contact.name).where(Contact.id.in_(ids), seen_by(reader_id))
    return dict(db.session.execute(seen).all())


def is_shared(key: str) -> bool:
    """Say whether several people have one mail address, by its key."""
    held = select(func.count()).where(Address.kind == AddressKind.EMAIL, Address.key == key)
    return (db.session.scalar(held) or 0) > 1


def _known_to(reader_id: int) -> Select[int]:
    """Return the people a member was let in to."""
    return select(Confidant.contact_id).where(Confidant.member_id == reader_id)


def hidden_from(reader_id: int) -> frozenset[int]:
    """Return the discreet people a member does not see: other rooms say nothing of them."""
    hidden = select(Contact.id).where(Contact.is_discreet, Contact.id.not_in(_known_to(reader_id)))
    return frozenset(db.session.scalars(hidden))


def confidants(contact_id: int) -> frozenset[int]:
    """Return the members who see a discreet contact."""
    theirs = select(Confidant.member_id).where(Confidant.contact_id == contact_id)
    return frozenset(db.session.scalars(theirs))


def confided_to(reader_id: int) -> ColumnElement[bool]:
    """Return the condition that a contact is discreet and a member was let in."""
    return and_(Contact.is_discreet, Contact.id.in_(_known_to(reader_id)))


def seen_by(reader_id: int) -> ColumnElement[bool]:
    """Return the condition that a member may see a contact."""
    return or_(Contact.is_discreet.is_(False), Contact.id.in_(_known_to(reader_id)))


def recent(reader_id: int, limit: int = 12) -> list[Card]:
    """Return the people touched last, of those a member may see."""
    rows = select(Contact.id).where(seen_by(reader_id))
    order = (Contact.touched_at.desc(), Contact.id.desc())
    ids = list(db.session.scalars(rows.order_by(*order).limit(limit)))
    shown = cards(ids)
    return [shown[each] for each in ids]


def by_name(reader_id: int, page: int, limit: int = 100) -> list[Card]:
    """Return one page of the book in the order of surnames, from 1 on, as a member may see it."""
    keys = sort_keys(select(Contact.id).where(seen_by(reader_id)))
    order = sorted(keys, key=lambda contact_id: (keys[contact_id], contact_id))
    ids = order[(page - 1) * limit : page * limit]
    shown = cards(ids)
    return [shown[each] for each in ids]


def count() -> int:
    """Return how many people are in the book."""
    return db.session.scalar(select(func.count(Contact.id))) or 0


def exchanges(contact_id: int, limit: int = 50) -> Sequence[Exchange]:
    """Return what was said with a person, the newest first."""
    theirs = select(Exchange).where(Exchange.contact_id == contact_id)
    return db.session.scalars(
        theirs.order_by(Exchange.at.desc(), Exchange.id.desc()).limit(limit)
    ).all()


def outlet_names(limit: int = 400) -> Sequence[str]:
    """Return the names of newsrooms, to choose from as one types."""
    return db.session.scalars(select(Outlet.name).order_by(Outlet.key).limit(limit)).all()
