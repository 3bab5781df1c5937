"""What stands on a contact's card, what one may answer them, what they are told we hold."""

from collections.abc import Callable, Iterable

from comms.core.html import Markup
from comms.core.panels.shapes import Thing, Told
from comms.core.rights import Actor

ContactPart = Callable[[int, Actor], Markup | None]
ToSay = Callable[[int | None, Actor, bool], Markup | None]
Tells = Callable[[int, Actor], Iterable[Told]]
Wrote = Callable[[int, Actor], Iterable[Thing]]
_contact_parts: list[ContactPart] = []
_to_say: list[ToSay] = []
_tells: dict[str, Tells] = {}
_wrote: list[Wrote] = []


def on_contact_card(part: ContactPart) -> None:
    """Have a room show on a contact's card what it holds of the person."""
    if part not in _contact_parts:
        _contact_parts.append(part)


def contact_parts(contact_id: int, actor: Actor) -> list[Markup]:
    """Return what the rooms hold of a person: what was sent, what they wrote."""
    return [shown for part in _contact_parts if (shown := part(contact_id, actor))]


def say_with(part: ToSay) -> None:
    """Have a room show what one may answer, where one speaks with a person: a card, a call."""
    if part not in _to_say:
        _to_say.append(part)


def to_say(contact_id: int | None, actor: Actor, *, is_calling: bool = False) -> list[Markup]:
    """Return what one may answer a person, or anybody; `is_calling`: it is needed at once."""
    return [shown for part in _to_say if (shown := part(contact_id, actor, is_calling))]


def in_access_file(table: str, part: Tells) -> None:
    """Have a room tell what one of its tables holds of a person, to the person herself.

    Every table that points at a contact is told (`tests/contacts/law/test_access.py`).
    """
    _tells[table] = part


def told_of(contact_id: int, actor: Actor) -> list[Told]:
    """Return what the rooms hold of a person, headings without rows left out."""
    found = (told for part in dict.fromkeys(_tells.values()) for told in part(contact_id, actor))
    return [each for each in found if each.rows]


def told_tables() -> frozenset[str]:
    """Return the tables of higher rooms whose rows a person is told."""
    return frozenset(_tells)


def when_written(provider: Wrote) -> None:
    """Have a room say what a person wrote: what came of a request is chosen among it."""
    if provider not in _wrote:
        _wrote.append(provider)


def written_by(contact_id: int, actor: Actor) -> list[Thing]:
    """Return what a person wrote, as titles and addresses outside this house, the last first."""
    return [each for provider in _wrote for each in provider(contact_id, actor)]
