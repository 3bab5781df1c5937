"""Reads the book as the lines of a file: one a person, what stands now."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from comms.contacts.book.models import Address, Contact, Role
from comms.contacts.book.rules.addresses import region_of, shown_phone, written_phone
from comms.contacts.book.rules.cells import BETWEEN, aligned, escaped, joined
from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.lists.models import ContactList, Membership
from comms.core.db import db
from comms.core.many import in_batches

COLUMNS = (
    *("id", "prénom", "nom", "média", "fonction", "rubrique", "e-mail", "téléphone", "ville"),
    *("région", "pays", "langues", "site", "réseaux", "disponibilités", "notes", "listes"),
    *("origine", "finalité", "opposition"),
)


def lines() -> Iterator[list[str]]:
    """Yield one line a person, by number."""
    return (_line(contact, lists) for contact, lists in people())


def people() -> Iterator[tuple[Contact, list[str]]]:
    """Yield everyone with their lists, by number; discreet and frozen people leave in no file."""
    wanted = select(Contact.id).where(Contact.is_discreet.is_(False), Contact.frozen_at.is_(None))
    for some in in_batches(db.session.scalars(wanted.order_by(Contact.id))):
        yield from _people(some)


def _people(ids: Sequence[int]) -> Iterator[tuple[Contact, list[str]]]:
    whole = (selectinload(Contact.addresses), selectinload(Contact.roles))
    rows = select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id).options(*whole)
    lists = _lists(ids)
    for contact in db.session.scalars(rows):
        yield contact, lists[contact.id]


def _line(contact: Contact, lists: Sequence[str]) -> list[str]:
    now = [each for each in contact.roles if each.until is None]
    return [
        str(contact.id),
        contact.given,
        contact.name if contact.is_desk else contact.family,
        *_works(now),
        _addresses(contact, AddressKind.EMAIL),
        _addresses(contact, AddressKind.PHONE),
        contact.town,
        contact.region,
        contact.country,
        ", ".join(contact.languages),
        _addresses(contact, AddressKind.SITE),
        _addresses(contact, AddressKind.HANDLE),
        contact.hours,
        contact.notes,
        joined(lists),
        contact.origin,
        contact.purpose,
        "oui" if contact.objected_at else "",
    ]


def _works(roles: Sequence[Role]) -> tuple[str, str, str]:
    """Return newsrooms, titles and beats, as many of each as there are newsrooms."""
    outlets = [each.outlet.name if each.outlet else "" for each in roles]
    titles, beats = [each.title for each in roles], [each.beat for each in roles]
    return aligned(outlets), aligned(titles), aligned(beats)


def _addresses(contact: Contact, kind: AddressKind) -> str:
    is_french = region_of(contact.country) == "FR"
    return BETWEEN.join(
        _written(each, is_french) for each in contact.addresses if each.kind == kind
    )


def _written(address: Address, is_french: bool) -> str:
    if address.kind == AddressKind.PHONE:
        number = (shown_phone if is_french else written_phone)(address.value)
        return f"{number} ({escaped(address.label)})" if address.label else number
    if address.kind == AddressKind.EMAIL and address.label:
        return f"{address.value} ({escaped(address.label)})"
    if address.kind == AddressKind.HANDLE and address.label:
        return f"{address.label} : {address.value}"
    return address.value


def _lists(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = select(Membership.contact_id, ContactList.name).join(
        ContactList, Membership.list_id == ContactList.id
    )
    rows = rows.where(Membership.contact_id.in_(ids)).order_by(ContactList.key)
    for contact_id, name in db.session.execute(rows):
        found[contact_id].append(name)
    return found
