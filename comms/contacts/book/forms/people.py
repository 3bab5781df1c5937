"""Reads the form of a card, and says what it is refused for."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import lazy_gettext as _l

from comms.contacts.book.forms.fields import Fields, read_moment
from comms.contacts.book.forms.labels import LANGUAGES
from comms.contacts.book.models import Address, Contact
from comms.contacts.book.rules.addresses import shown_phone
from comms.contacts.book.rules.cells import escaped
from comms.contacts.book.rules.kinds import AddressKind, Spoken
from comms.contacts.book.rules.words import PersonWords, PersonWrong, RoleWords
from comms.core import clock, rows
from comms.core.given import read_day, told
from comms.core.refusal import Refused, teach


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
    at = read_moment(fields, back=True) or clock.now()
    return Spoken(kind if kind in set(Spoken) else "note"), fields.get("text", ""), at


teach(
    {
        PersonWrong.NO_NAME: _l("Donnez un nom, ou le nom du service."),
        PersonWrong.NO_ORIGIN: _l("Dites d’où vient ce contact (« carte de visite, 3 mai »)."),
        PersonWrong.BAD_EMAIL: _l("« %(typed)s » n’est pas une adresse mail : corrigez-la."),
        PersonWrong.BAD_PHONE: _l("« %(typed)s » n’est pas un numéro : corrigez-le."),
        PersonWrong.ERASED: _l(
            "Cette adresse est celle d’une personne effacée à sa demande : elle ne revient pas."
        ),
        PersonWrong.CHANGED: _l(
            "Quelqu’un a modifié cette fiche entre-temps. Ouvrez-la dans un autre onglet, "
            "reprenez ce qui manque, puis enregistrez de nouveau."
        ),
        PersonWrong.TOO_LONG: _l(
            "Un des champs est trop long : %(longest)s signes au plus. Rien n’est enregistré."
        ),
        PersonWrong.TOO_MANY_ROLES: _l("C’est trop de fonctions : %(roles)s au plus."),
        PersonWrong.NOTHING_SAID: _l("Écrivez ce qui a été dit, même en un mot."),
        PersonWrong.UNKNOWN: _l("Aucun contact ne porte ce numéro."),
        PersonWrong.BAD_PERIOD: _l(
            "Une fonction finit après avoir commencé, et au plus tard aujourd’hui : "
            "corrigez ses deux jours."
        ),
        PersonWrong.BAD_HOUR: _l("Cette date n’est pas lisible : choisissez le jour et l’heure."),
    }
)
