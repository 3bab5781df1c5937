"""What people write on a card, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comms.contacts.book.rules import addresses
from comms.contacts.book.rules.addresses import Reached
from comms.contacts.book.rules.names import PersonName, read_halves


class PersonWrong(StrEnum):
    """Why a card is not kept."""

    NO_NAME = "person.no_name"
    NO_ORIGIN = "person.no_origin"
    BAD_EMAIL = "person.bad_email"
    BAD_PHONE = "person.bad_phone"
    ERASED = "person.erased"
    CHANGED = "person.changed"
    NOTHING_SAID = "person.nothing_said"
    UNKNOWN = "person.unknown"
    BAD_HOUR = "person.bad_hour"
    BAD_PERIOD = "person.bad_period"
    TOO_LONG = "person.too_long"
    TOO_MANY_ROLES = "person.too_many_roles"


@dataclass(frozen=True)
class RoleWords:
    """One line of a card's roles; `id` of a role that stands there already."""

    outlet: str = ""
    title: str = ""
    beat: str = ""
    id: int | None = None
    ended: bool = False
    since: str = ""  # days as a form sends them, 2030-03-01
    until: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was written."""
        return not (self.outlet or self.title or self.beat)


def read_period(words: RoleWords, today: date) -> tuple[date | None, date | None]:
    """Return from when to when a role lasts; ticked as ended, it ended today.

    Raises:
        ValueError: a day that is none, an end before its beginning or still to come.
    """
    since = date.fromisoformat(words.since) if words.since else None
    until = date.fromisoformat(words.until) if words.until else None
    until = today if words.ended and until is None else until
    if until and (until > today or (since and until < since)):
        raise ValueError("a role that ends before it begins, or later than today")
    return since, until


@dataclass(frozen=True)
class PersonWords:
    """A card as typed."""

    given: str = ""
    family: str = ""
    is_desk: bool = False
    emails: str = ""  # one a line
    phones: str = ""  # one a line, a remark in brackets
    sites: str = ""
    handles: str = ""
    roles: tuple[RoleWords, ...] = ()
    languages: tuple[str, ...] = ()
    town: str = ""
    region: str = ""
    country: str = ""
    hours: str = ""
    notes: str = ""
    origin: str = ""
    purpose: str = ""
    is_discreet: bool = False

    @property
    def name(self) -> PersonName:
        """Return the name as it is said; a desk has one piece."""
        if self.is_desk:
            whole = f"{self.given} {self.family}".strip()
            return PersonName(whole, is_desk=True)
        return read_halves(self.given, self.family)

    def reached(self) -> tuple[Reached, ...]:
        """Return the addresses that can be read."""
        found = [*self._emails()[0], *self._phones()[0], *addresses.read_sites(self.sites)]
        found += addresses.read_handles(self.handles.replace("\r", ""))
        return tuple(found)

    def unread(self) -> Iterator[tuple[PersonWrong, str]]:
        """Yield what was meant as an address and is none."""
        yield from ((PersonWrong.BAD_EMAIL, typed) for typed in self._emails()[1])
        yield from ((PersonWrong.BAD_PHONE, typed) for typed in self._phones()[1])

    def _emails(self) -> tuple[list[Reached], list[str]]:
        return addresses.read_emails(self.emails.replace("\r", ""))

    def _phones(self) -> tuple[list[Reached], list[str]]:
        region = addresses.region_of(self.country)
        return addresses.read_phones(self.phones.replace("\r", ""), region)


LONGEST = 5_000  # characters of a field: hundreds of telephones
LONGEST_NOTES = 60_000  # those of a file have 20,000, and two cards may become one
MOST_ROLES = 50


def obstacles_to_reading(words: PersonWords) -> list[PersonWrong]:
    """Return what makes a card too much to be read at all."""
    found = []
    fields = [
        text for name, text in vars(words).items() if isinstance(text, str) and name != "notes"
    ]
    fields += [text for each in words.roles for text in (each.outlet, each.title, each.beat)]
    if max(map(len, fields)) > LONGEST or len(words.notes) > LONGEST_NOTES:
        found.append(PersonWrong.TOO_LONG)
    if len(words.roles) > MOST_ROLES:
        found.append(PersonWrong.TOO_MANY_ROLES)
    return found


def obstacles_to_keeping(words: PersonWords) -> list[PersonWrong]:
    """Return everything a card lacks."""
    found = []
    if not words.name.whole:
        found.append(PersonWrong.NO_NAME)
    if not words.origin.strip():
        found.append(PersonWrong.NO_ORIGIN)
    return found
