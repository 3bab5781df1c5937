"""Reads the forms of the book, as typed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from comms.contacts.forms.labels import LANGUAGES
from comms.contacts.models import Address, Contact
from comms.contacts.rules.addresses import shown_phone
from comms.contacts.rules.cells import escaped
from comms.contacts.rules.headings import Field
from comms.contacts.rules.kinds import AddressKind, CallOutcome, Spoken, Terms
from comms.contacts.rules.requests import RequestWords, SpokespersonWords
from comms.contacts.rules.words import PersonWords, PersonWrong, RoleWords
from comms.core import clock, hours, rows
from comms.core.given import read_day, read_hour, told
from comms.core.languages import association_zone
from comms.core.refusal import Refused


class Fields(Protocol):
    """The fields of a form, or of an address."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of a field."""

    def getlist(self, name: str, /) -> list[str]:
        """Return every value of a field."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return names with first values."""


def read_mapping(fields: Fields) -> dict[str, str]:
    """Read what a person said the columns stand for: `as:Nom=family`."""
    said = {name.removeprefix("as:"): value for name, value in fields.items() if name[:3] == "as:"}
    return {column: value for column, value in said.items() if value in set(Field)}


def read_person(fields: Fields) -> PersonWords:
    """Read a card, as typed."""

    def said(name: str) -> str:
        return fields.get(name, "").strip()

    return PersonWords(
        given=said("given"),
        family=said("family"),
        is_desk=bool(said("is_desk")),
        emails=said("emails"),
        phones=said("phones"),
        sites=said("sites"),
        handles=said("handles"),
        roles=tuple(_read_roles(fields)),
        languages=tuple(each for each in fields.getlist("languages") if each in LANGUAGES),
        town=said("town"),
        region=said("region"),
        country=said("country"),
        hours=said("hours"),
        notes=said("notes").replace("\r\n", "\n"),
        origin=said("origin"),
        purpose=said("purpose"),
        is_discreet=bool(said("is_discreet")),
    )


def _read_roles(fields: Fields) -> Iterator[RoleWords]:
    """Read the lines of the roles; each has a number of its own in the names of its fields."""
    for line in fields.getlist("role"):
        outlet, title, beat = (
            " ".join(fields.get(f"{name}-{line}", "").split())
            for name in ("outlet", "title", "beat")
        )
        known = rows.number(line)
        yield RoleWords(
            *(outlet, title, beat, known),
            ended=bool(fields.get(f"ended-{line}", "")),
            since=_as_written(fields, f"since-{line}"),
            until=_as_written(fields, f"until-{line}"),
        )


def _as_written(fields: Fields, name: str) -> str:
    """Return a day as 2030-11-25; or as typed, for the rules to refuse."""
    try:
        day = read_day(fields, name, back=True)
    except Refused:
        return told(fields, name)
    return day.isoformat() if day else ""


def words_of(contact: Contact) -> PersonWords:
    """Return a card as it is written."""
    return PersonWords(
        given=contact.given,
        family=contact.name if contact.is_desk else contact.family,
        is_desk=contact.is_desk,
        emails=_lines(contact, AddressKind.EMAIL),
        phones=_lines(contact, AddressKind.PHONE),
        sites=_lines(contact, AddressKind.SITE),
        handles=_lines(contact, AddressKind.HANDLE),
        roles=tuple(
            RoleWords(
                each.outlet.name if each.outlet else "",
                each.title,
                each.beat,
                each.id,
                since=each.since.isoformat() if each.since else "",
            )
            for each in contact.roles
            if each.until is None
        ),
        languages=tuple(contact.languages),
        town=contact.town,
        region=contact.region,
        country=contact.country,
        hours=contact.hours,
        notes=contact.notes,
        origin=contact.origin,
        purpose=contact.purpose,
        is_discreet=contact.is_discreet,
    )


def _lines(contact: Contact, kind: AddressKind) -> str:
    return "\n".join(_line(each) for each in contact.addresses if each.kind == kind)


def _line(address: Address) -> str:
    if address.kind == AddressKind.PHONE:
        number = shown_phone(address.value)
        return f"{number} ({escaped(address.label)})" if address.label else number
    if address.kind == AddressKind.HANDLE and address.label:
        return f"{address.label} : {address.value}"
    if address.kind == AddressKind.EMAIL and address.label:
        return f"{address.value} ({escaped(address.label)})"
    return address.value


def read_exchange(fields: Fields) -> tuple[Spoken, str, datetime]:
    """Read what was said, how and when; without an hour it was now."""
    kind = fields.get("kind", "")
    at = _moment(fields, back=True) or clock.now()
    return Spoken(kind if kind in set(Spoken) else "note"), fields.get("text", ""), at


def _moment(fields: Fields, *, back: bool = False) -> datetime | None:
    """Read the hour `at` in the association's zone; `back`: it is over.

    Raises:
        Refused: unreadable, an hour that does not exist, one that exists twice unless the form says
            which.
    """
    hour = read_hour(fields, "at", str(association_zone()), back=back)
    return hour.instant if hour else None


def read_morning(fields: Fields, name: str) -> datetime | None:
    """Read a day in the association's zone, and return its morning, 9 h.

    Raises:
        Refused: unreadable.
    """
    day = read_day(fields, name)
    return _morning(day) if day else None


def _morning(day: date) -> datetime:
    return hours.read(f"{day.isoformat()}T09:00", str(association_zone())).instant


def read_call_back(fields: Fields) -> tuple[CallOutcome, datetime | None]:
    """Read what came of a call, and when to call back: `call_back:hour`, `call_back:tomorrow`."""
    said, _, when = fields.get("outcome", "").partition(":")
    if said not in set(CallOutcome):
        raise Refused(PersonWrong.NOTHING_SAID)
    now = clock.now()
    if when == "hour":
        return CallOutcome(said), now + timedelta(hours=1)
    if when == "tomorrow":
        tomorrow = now.astimezone(association_zone()).date() + timedelta(days=1)
        return CallOutcome(said), _morning(tomorrow)
    return CallOutcome(said), _moment(fields)


def read_request(fields: Fields) -> RequestWords:
    """Read a request; an hour the clock shows twice is the first: who waits waits less."""
    zone = fields.get("zone", "") or str(association_zone())
    terms = fields.get("terms", "")
    person = fields.get("spokesperson", "")
    return RequestWords(
        subject=" ".join(fields.get("subject", "").split()),
        due=read_hour(fields, "due", zone, fold=0),
        terms=Terms(terms) if terms in set(Terms) else Terms.UNKNOWN,
        spokesperson_id=rows.number(person),
        said=fields.get("said", "").strip(),
        result=fields.get("result", "").strip(),
    )


def read_spokesperson(fields: Fields) -> SpokespersonWords:
    """Read who speaks for us and what they agreed to."""
    return SpokespersonWords(
        name=" ".join(fields.get("name", "").split()),
        languages=tuple(each for each in fields.getlist("languages") if each in LANGUAGES),
        hours=fields.get("hours", "").strip(),
        agreed_to=fields.get("agreed_to", "").strip(),
        refuses=fields.get("refuses", "").strip(),
        agreed_until=read_day(fields, "agreed_until"),
    )
