"""Writes a row into the book: as a new person, or beside what is known; nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comms.contacts.book.models import Address, Contact, Outlet, Role
from comms.contacts.book.service.keeping import new_address
from comms.contacts.files.rules.drafts import Draft, Work
from comms.core import clock
from comms.core.rights import Actor, number_of

FACTS = ("town", "region", "country", "hours", "purpose")


@dataclass(frozen=True)
class Circumstance:
    """Where rows come from: said of everyone they make."""

    origin: str
    source: str  # of their addresses
    outlets: Mapping[str, Outlet]
    actor: Actor | None


@dataclass
class Joined:
    """What joining changed, and what stood before, so that it can be undone."""

    fields: dict[str, Any] = field(default_factory=dict)
    addresses: list[Address] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    filled: dict[int, dict[str, str]] = field(default_factory=dict)  # role → what stood there
    lists: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.addresses or self.roles or self.filled or self.lists)

    def before(self) -> dict[str, Any]:
        """Return what the journal keeps; the new rows have their numbers by now."""
        return {
            "fields": self.fields,
            "addresses": [each.id for each in self.addresses],
            "roles": [each.id for each in self.roles],
            "filled": {str(role_id): old for role_id, old in self.filled.items()},
            "lists": self.lists,
        }


def new_contact(draft: Draft, around: Circumstance) -> Contact:
    """Return a new person; not yet in the session."""
    now = clock.now()
    contact = Contact(
        name=draft.name.whole or draft.reached[0].value,
        given=draft.name.given,
        family=draft.name.family,
        is_desk=draft.name.is_desk,
        languages=list(draft.languages),
        notes=draft.facts.get("notes", ""),
        origin=draft.facts.get("origin", around.origin),
        made_at=now,
        made_by=number_of(around.actor),
        touched_at=now,
        version=1,
        **{name: draft.facts.get(name, "") for name in FACTS},
    )
    contact.addresses = [
        new_address(each, around.source, at) for at, each in enumerate(draft.reached)
    ]
    contact.roles = [_role(work, around) for work in draft.works]
    return contact


def join(contact: Contact, draft: Draft, around: Circumstance, joined: Joined) -> None:
    """Add what a row says to a person: blanks are filled, new addresses and roles added."""
    _fill_name(contact, draft, joined)
    _fill_facts(contact, draft, joined)
    known = {(each.kind, each.key) for each in contact.addresses}
    for reached in draft.reached:
        if (reached.kind, reached.key) not in known:
            address = new_address(reached, around.source, len(contact.addresses))
            contact.addresses.append(address)
            joined.addresses.append(address)
    for work in draft.works:
        _join_role(contact, work, around, joined)


def _fill_name(contact: Contact, draft: Draft, joined: Joined) -> None:
    nameless = not (contact.given or contact.family or contact.is_desk)
    if nameless and draft.name.whole:
        _set(contact, "name", draft.name.whole, joined)
        _set(contact, "given", draft.name.given, joined)
        _set(contact, "family", draft.name.family, joined)
        _set(contact, "is_desk", draft.name.is_desk, joined)


def _fill_facts(contact: Contact, draft: Draft, joined: Joined) -> None:
    for name in FACTS:
        if not getattr(contact, name):
            _set(contact, name, draft.facts.get(name, ""), joined)
    notes = draft.facts.get("notes", "")
    if notes and notes not in contact.notes:
        _set(contact, "notes", f"{contact.notes}\n{notes}".strip(), joined)
    _set(contact, "languages", list(dict.fromkeys([*contact.languages, *draft.languages])), joined)


def _set(contact: Contact, name: str, value: object, joined: Joined) -> None:
    before = getattr(contact, name)
    if value not in (before, ""):
        joined.fields.setdefault(name, before)
        setattr(contact, name, value)


def _join_role(contact: Contact, work: Work, around: Circumstance, joined: Joined) -> None:
    outlet = around.outlets.get(work.outlet_key)
    role = next((each for each in contact.roles if _is_same_place(each, work, outlet)), None)
    if role is None:
        role = _role(work, around)
        contact.roles.append(role)
        joined.roles.append(role)
    elif role not in joined.roles:
        _fill_role(role, work, joined)


def _is_same_place(role: Role, work: Work, outlet: Outlet | None) -> bool:
    """Say whether a role is meant: the same newsroom; without one, any role that says as much."""
    if outlet is not None:
        return role.outlet_id == outlet.id and role.until is None
    return work.title in ("", role.title) and work.beat in ("", role.beat)


def _fill_role(role: Role, work: Work, joined: Joined) -> None:
    for name, said in (("title", work.title), ("beat", work.beat)):
        if said and not getattr(role, name):
            joined.filled.setdefault(role.id, {})[name] = getattr(role, name)
            setattr(role, name, said)


def _role(work: Work, around: Circumstance) -> Role:
    outlet = around.outlets.get(work.outlet_key)
    return Role(
        outlet_id=outlet.id if outlet else None, outlet=outlet, title=work.title, beat=work.beat
    )
