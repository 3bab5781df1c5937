"""Writes the book as a file, and writes down who asked for it."""

from collections.abc import Callable, Iterator

from comms.adapters import vcards
from comms.adapters.sheets import write_csv, write_xlsx
from comms.adapters.vcards import Card, Line, Work
from comms.audit import service as audit
from comms.contacts.book.models import Contact
from comms.contacts.book.rules.kinds import AddressKind
from comms.contacts.files.queries import exporting
from comms.contacts.files.service.writing import remember
from comms.core import vault
from comms.core.register import Register
from comms.core.rights import Actor, number_of


def export(form: str, *, actor: Actor | None, version: str = "4.0") -> bytes:
    """Return the book as `csv`, `xlsx` or `vcf`; discreet and frozen people are left out.

    `version` is that of the cards, `4.0` or `3.0`.
    """
    document = _WRITERS[form](version)
    audit.record(number_of(actor), "contacts.exported", "contacts", form)
    return document


def _csv(_version: str) -> bytes:
    return write_csv(exporting.COLUMNS, exporting.lines())


def _xlsx(_version: str) -> bytes:
    return write_xlsx(exporting.COLUMNS, exporting.lines(), "contacts")


def _vcf(version: str) -> bytes:
    """Write cards, and remember their numbers: who comes back with one is known again."""
    people = [(contact, lists) for contact, lists in exporting.people()]
    trace = Register().trace
    remember({(trace(f"uid {uid_of(contact)}"), contact.id) for contact, _ in people})
    return vcards.write(_cards(iter(people)), version=version)


_WRITERS: dict[str, Callable[[str], bytes]] = {"csv": _csv, "xlsx": _xlsx, "vcf": _vcf}
FORMATS = tuple(_WRITERS)


def uid_of(contact: Contact) -> str:
    """Return the number by which a person's card is known; it tells nothing and stays."""
    return f"porte-voix-{vault.keyed_hash(str(contact.id), 'card')[:32]}"


def _cards(people: Iterator[tuple[Contact, list[str]]]) -> Iterator[Card]:
    for contact, lists in people:
        now = [role for role in contact.roles if role.until is None]
        yield Card(
            uid=uid_of(contact),
            whole=contact.name,
            given=contact.given,
            family=contact.family,
            is_desk=contact.is_desk,
            works=tuple(Work(r.outlet.name if r.outlet else "", r.title, r.beat) for r in now),
            emails=_lines(contact, AddressKind.EMAIL),
            phones=_lines(contact, AddressKind.PHONE),
            sites=_lines(contact, AddressKind.SITE),
            handles=_lines(contact, AddressKind.HANDLE),
            town=contact.town,
            region=contact.region,
            country=contact.country,
            languages=tuple(contact.languages),
            lists=tuple(lists),
            notes=contact.notes,
            hours=contact.hours,
            origin=contact.origin,
            purpose=contact.purpose,
            objects=contact.objected_at is not None,
        )


def _lines(contact: Contact, kind: AddressKind) -> tuple[Line, ...]:
    return tuple(Line(each.value, each.label) for each in contact.addresses if each.kind == kind)
