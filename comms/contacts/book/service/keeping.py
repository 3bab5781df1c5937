"""What people write on a card: a new person, a change, an exchange, a freeze."""

from collections.abc import Iterable
from datetime import date, datetime

from comms.audit import service as audit
from comms.contacts.book.models import Address, Confidant, Contact, Exchange, Role
from comms.contacts.book.rules.addresses import Reached
from comms.contacts.book.rules.kinds import AddressKind, AddressState, Spoken
from comms.contacts.book.rules.outlets import outlet_key
from comms.contacts.book.rules.words import (
    LONGEST,
    MOST_ROLES,
    PersonWords,
    PersonWrong,
    RoleWords,
    obstacles_to_keeping,
    obstacles_to_reading,
    read_period,
)
from comms.contacts.book.service.indexing import index
from comms.contacts.book.service.newsrooms import outlets_named
from comms.core import clock, languages
from comms.core.db import db
from comms.core.events import CardWritten, announce
from comms.core.refusal import Refused
from comms.core.register import No, Register
from comms.core.rights import Actor

FACTS = ("town", "region", "country", "hours", "notes", "origin", "purpose")


def write_down(words: PersonWords, *, actor: Actor) -> Contact:
    """Write a new person down; who objected before is marked at once."""
    _refuse_what_is_wrong(words)
    now = clock.now()
    contact = Contact(name="", origin="", made_at=now, touched_at=now, made_by=actor.id, version=0)
    db.session.add(contact)
    _write(contact, words, actor)
    audit.record(actor.id, "contact.added", "contact", contact.id)
    return contact


def change(contact: Contact, words: PersonWords, *, version: int, actor: Actor) -> None:
    """Change a card that was read at `version`; refused when someone wrote in between.

    Raises:
        Refused: somebody wrote in between.
    """
    db.session.refresh(contact, with_for_update=True)
    if contact.version != version:
        raise Refused(PersonWrong.CHANGED)
    _refuse_what_is_wrong(words)
    _write(contact, words, actor)
    audit.record(actor.id, "contact.changed", "contact", contact.id)


def _refuse_what_is_wrong(words: PersonWords) -> None:
    if found := obstacles_to_reading(words):
        raise Refused(found, longest=LONGEST, roles=MOST_ROLES)
    for wrong, typed in words.unread():
        raise Refused(wrong, typed=typed)
    if found := obstacles_to_keeping(words):
        raise Refused(found)
    register = Register()
    if any(register.has(No.ERASURE, each.key) for each in _emails(words.reached())):
        raise Refused(PersonWrong.ERASED)


def _write(contact: Contact, words: PersonWords, actor: Actor) -> None:
    name = words.name
    contact.name, contact.given, contact.family = name.whole, name.given, name.family
    contact.is_desk, contact.languages = words.is_desk, list(words.languages)
    for fact in FACTS:
        setattr(contact, fact, getattr(words, fact).strip())
    _keep_secret(contact, words, actor)
    _write_addresses(contact, words.reached())
    _write_roles(contact, words.roles)
    touch(contact)
    index([contact.id])
    announce(CardWritten(contact.id))


def touch(contact: Contact) -> None:
    """Count a change, so that no undo goes over it."""
    contact.version += 1
    contact.touched_at = clock.now()
    db.session.flush()


def _keep_secret(contact: Contact, words: PersonWords, actor: Actor) -> None:
    """Let only who asked for discretion see the card; others are let in by name."""
    contact.is_discreet = words.is_discreet
    db.session.flush()
    if words.is_discreet and db.session.get(Confidant, (contact.id, actor.id)) is None:
        db.session.add(Confidant(contact_id=contact.id, member_id=actor.id))


def _emails(reached: Iterable[Reached]) -> list[Reached]:
    return [each for each in reached if each.kind is AddressKind.EMAIL]


def _write_addresses(contact: Contact, reached: tuple[Reached, ...]) -> None:
    """Keep what stands there, with its state; add what is new, drop what is gone."""
    known = {(each.kind, each.key): each for each in contact.addresses}
    register = Register()
    kept = []
    for place, each in enumerate(reached):
        address = known.get((each.kind, each.key)) or _new_address(each, register)
        address.value, address.label, address.place = each.value, each.label, place
        kept.append(address)
    contact.addresses = kept
    if contact.objected_at is None and any(a.state == AddressState.OBJECTED for a in kept):
        contact.objected_at = clock.now()


def _new_address(reached: Reached, register: Register) -> Address:
    made = new_address(reached)
    if reached.kind is AddressKind.EMAIL and register.has(No.OBJECTION, reached.key):
        made.state = AddressState.OBJECTED
    return made


def new_address(reached: Reached, source: str = "", place: int = 0) -> Address:
    """Return a row for an address that was read; `source`: where we have it from."""
    return Address(
        kind=reached.kind,
        value=reached.value,
        typed=reached.typed,
        key=reached.key,
        label=reached.label,
        state=reached.state,
        source=source,
        place=place,
        added_at=clock.now(),
    )


def _write_roles(contact: Contact, roles: tuple[RoleWords, ...]) -> None:
    """Change roles, end those that are over, add new ones; past ones stay in the history."""
    outlets = outlets_named(each.outlet for each in roles)
    standing = {each.id: each for each in contact.roles}
    for words in roles:
        role = standing.get(words.id or 0)
        if role is None and not words.is_blank:
            role = Role(contact_id=contact.id)
            contact.roles.append(role)
        if role is None:
            continue
        if words.is_blank:
            contact.roles.remove(role)
            continue
        role.outlet = outlets.get(outlet_key(words.outlet))
        role.title, role.beat = words.title, words.beat
        role.since, role.until = _period(words)


def _period(words: RoleWords) -> tuple[date | None, date | None]:
    try:
        return read_period(words, clock.today(languages.association_zone()))
    except ValueError as error:
        raise Refused(PersonWrong.BAD_PERIOD) from error


def note(contact: Contact, kind: Spoken, text: str, at: datetime, *, actor: Actor) -> Exchange:
    """Note what was said with a person; a call, mail or meeting is a word from them.

    Raises:
        Refused: nothing is said.
    """
    if not text.strip():
        raise Refused(PersonWrong.NOTHING_SAID)
    made = Exchange(
        contact_id=contact.id,
        kind=kind,
        text=text.strip(),
        at=at,
        by=actor.id,
        noted_at=clock.now(),
    )
    db.session.add(made)
    if kind is not Spoken.NOTE:
        contact.heard_at = max(filter(None, (contact.heard_at, at)))
    touch(contact)
    audit.record(actor.id, f"contact.noted_{kind}", "contact", contact.id)
    return made


def freeze(contact: Contact, *, frozen: bool, actor: Actor) -> None:
    """Stop or take up again every use of a person's data, while a claim is looked into."""
    contact.frozen_at = clock.now() if frozen else None
    touch(contact)
    audit.record(actor.id, "contact.frozen" if frozen else "contact.thawed", "contact", contact.id)
