"""Reads people as others are held against them: by address, by words of the name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import select

from comms.contacts.book.models import Address, Contact, Outlet, Role, SearchWord
from comms.contacts.book.rules.finding import Found
from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.book.rules.names import PersonName
from comms.contacts.twins.rules.judging import Face, face_named
from comms.core.db import db
from comms.core.many import in_batches


def near(keys: Iterable[tuple[AddressKind, str]], words: Iterable[str]) -> set[int]:
    """Return the contacts who share an address or a word of a name."""
    found: set[int] = set()
    by_kind: dict[AddressKind, list[str]] = defaultdict(list)
    for kind, key in keys:
        by_kind[kind].append(key)
    for kind, its_keys in by_kind.items():
        for some in in_batches(its_keys):
            held = select(Address.contact_id).where(Address.kind == kind, Address.key.in_(some))
            found |= set(db.session.scalars(held))
    for some in in_batches(words):
        named = select(SearchWord.contact_id).where(
            SearchWord.kind.in_((Found.NAME, Found.JOINED)), SearchWord.word.in_(some)
        )
        found |= set(db.session.scalars(named))
    return found | _discreet()


def _discreet() -> set[int]:
    """Return those no index of words knows: an import must not double them."""
    return set(db.session.scalars(select(Contact.id).where(Contact.is_discreet)))


def faces(ids: Iterable[int]) -> list[Face]:
    """Return contacts as rows are held against them."""
    return [face for some in in_batches(sorted(ids)) for face in _faces(some)]


def _faces(ids: Sequence[int]) -> Iterator[Face]:
    keys: dict[tuple[int, str], set[str]] = defaultdict(set)
    held = select(Address.contact_id, Address.kind, Address.key)
    usable = Address.state != AddressState.UNSURE
    for contact_id, kind, key in db.session.execute(
        held.where(Address.contact_id.in_(ids), usable)
    ):
        keys[contact_id, kind].add(key)
    outlets = _outlet_keys(ids)
    columns = (Contact.id, Contact.name, Contact.given, Contact.family, Contact.is_desk)
    rows = select(*columns, Contact.objected_at).where(Contact.id.in_(ids)).order_by(Contact.id)
    for n, name, given, family, is_desk, objected_at in db.session.execute(rows):
        said = name if given or family or is_desk else ""  # an address stands in for a name
        yield replace(
            face_named(PersonName(said, given, family, is_desk)),
            name=name,
            emails=frozenset(keys[n, AddressKind.EMAIL]),
            phones=frozenset(keys[n, AddressKind.PHONE]),
            outlets=outlets.get(n, frozenset()),
            contact_id=n,
            objected=objected_at is not None,
        )


def _outlet_keys(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = select(Role.contact_id, Outlet.key).join(Outlet, Role.outlet_id == Outlet.id)
    for contact_id, key in db.session.execute(rows.where(Role.contact_id.in_(ids))):
        found[contact_id].add(key)
    return {contact_id: frozenset(keys) for contact_id, keys in found.items()}
