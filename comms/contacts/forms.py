"""What people write in the forms of the book, and how what it says no to is said."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from flask_babel import lazy_gettext as _l

from comms.adapters.sheets import SheetTrouble
from comms.adapters.vcards import CardTrouble
from comms.contacts.models import Address, Contact
from comms.contacts.rules.addresses import shown_phone
from comms.contacts.rules.cells import escaped
from comms.contacts.rules.drafts import RowWrong
from comms.contacts.rules.headings import Field
from comms.contacts.rules.importing import ImportWrong
from comms.contacts.rules.kinds import AddressKind, Spoken
from comms.contacts.rules.merging import MergeWrong
from comms.contacts.rules.words import ListWrong, PersonWords, PersonWrong, RoleWords
from comms.core import clock
from comms.core.languages import CONTENT, association_zone
from comms.core.refusal import Refused, teach


class Fields(Protocol):
    """The fields of a form, or of an address."""

    def get(self, name: str, default: str, /) -> str:
        """Return the first value of a field."""

    def getlist(self, name: str, /) -> list[str]:
        """Return every value of a field."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Return names with first values."""


KINDS = {
    Spoken.CALL: _l("Appel"),
    Spoken.MAIL: _l("Mail"),
    Spoken.MEETING: _l("Rencontre"),
    Spoken.NOTE: _l("Note"),
}
LANGUAGES = {**CONTENT, "es": "español", "it": "italiano", "nl": "Nederlands", "tr": "Türkçe"}
FIELDS = {
    Field.NAME: _l("nom complet"),
    Field.GIVEN: _l("prénom"),
    Field.FAMILY: _l("nom de famille"),
    Field.OUTLET: _l("média"),
    Field.TITLE: _l("fonction"),
    Field.BEAT: _l("rubrique"),
    Field.EMAIL: _l("adresse mail"),
    Field.PHONE: _l("téléphone"),
    Field.TOWN: _l("ville"),
    Field.REGION: _l("région"),
    Field.COUNTRY: _l("pays"),
    Field.LANGUAGES: _l("langues"),
    Field.SITE: _l("site"),
    Field.HANDLE: _l("compte sur un réseau"),
    Field.HOURS: _l("disponibilités"),
    Field.NOTES: _l("notes"),
    Field.LISTS: _l("listes"),
    Field.ORIGIN: _l("origine"),
    Field.PURPOSE: _l("finalité"),
    Field.OBJECTION: _l("opposition"),
    Field.UID: _l("numéro de fiche"),
    Field.IGNORE: _l("ne pas reprendre"),
}
MERGED = {
    "name": _l("Nom"),
    "town": _l("Ville"),
    "region": _l("Région"),
    "country": _l("Pays"),
    "hours": _l("Disponibilités"),
    "origin": _l("Origine"),
    "purpose": _l("Finalité"),
}
REASONS = {
    RowWrong.NOBODY: _l("ni nom ni adresse"),
    RowWrong.BAD_ADDRESS: _l("adresse illisible"),
    RowWrong.OBJECTED: _l("opposition"),
    RowWrong.ERASED: _l("effacée à sa demande"),
}

teach(
    {
        SheetTrouble.EMPTY: _l("Ce fichier ne contient aucune ligne de données."),
        SheetTrouble.TOO_BIG: _l("Ce fichier est trop lourd : %(most)s Mo au plus. Coupez-le."),
        SheetTrouble.HAS_NULS: _l(
            "La ligne %(line)s contient un caractère nul : le fichier est abîmé. "
            "Ouvrez-le dans un tableur et enregistrez-le de nouveau en CSV."
        ),
        SheetTrouble.TOO_MANY_COLUMNS: _l(
            "Ce fichier a %(columns)s colonnes : %(most)s au plus. "
            "Vérifiez le séparateur, ou retirez les colonnes inutiles."
        ),
        SheetTrouble.TOO_MANY_ROWS: _l(
            "Ce fichier a %(rows)s lignes : %(most)s au plus. Coupez-le en plusieurs."
        ),
        SheetTrouble.CELL_TOO_LONG: _l(
            "Une case de la ligne %(line)s est trop longue. "
            "Un guillemet est peut-être resté ouvert."
        ),
        SheetTrouble.A_WORKBOOK: _l(
            "Ce classeur ne s’ouvre pas : il est abîmé ou protégé. "
            "Ouvrez-le dans un tableur et choisissez « Enregistrer sous… CSV »."
        ),
        SheetTrouble.NOT_TEXT: _l(
            "Ce fichier n’est pas un tableau : choisissez un CSV, un classeur .xlsx "
            "ou des fiches .vcf."
        ),
        SheetTrouble.UNKNOWN_ENCODING: _l("L’encodage « %(encoding)s » ne lit pas ce fichier."),
        CardTrouble.UNREADABLE: _l("La fiche qui commence à la ligne %(line)s ne se lit pas."),
        CardTrouble.TOO_BIG: _l("Ce fichier est trop lourd : %(most)s Mo au plus. Coupez-le."),
        CardTrouble.TOO_MANY: _l("Ce fichier a trop de fiches : %(most)s au plus. Coupez-le."),
        ImportWrong.NO_FILE: _l("Choisissez un fichier, ou collez les cases d’un tableur."),
        ImportWrong.NO_ORIGIN: _l(
            "Dites d’où viennent ces contacts (« salon du 3 mai », « fichier de Léa »)."
        ),
        ImportWrong.MAP_UNREADABLE: _l(
            "La correspondance des colonnes n’est pas lisible : un objet JSON "
            "« colonne » → « champ » est attendu."
        ),
        ImportWrong.MAP_UNKNOWN: _l(
            "La correspondance nomme un champ inconnu : « %(field)s ». Champs : %(fields)s."
        ),
        ImportWrong.UNKNOWN: _l("Aucun import ne porte ce numéro."),
        ImportWrong.UNDONE: _l("Cet import est déjà annulé."),
        ImportWrong.TOO_OLD: _l("Cet import a plus de 30 jours : il ne s’annule plus."),
        ImportWrong.DECIDED: _l("Cette ligne est déjà décidée."),
        ImportWrong.GONE: _l("La personne proposée n’est plus dans le carnet."),
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
        PersonWrong.NOTHING_SAID: _l("Écrivez ce qui a été dit, même en un mot."),
        PersonWrong.UNKNOWN: _l("Aucun contact ne porte ce numéro."),
        PersonWrong.BAD_HOUR: _l("Cette date n’est pas lisible : choisissez le jour et l’heure."),
        MergeWrong.SAME: _l("C’est la même fiche : choisissez-en une autre."),
        MergeWrong.UNDONE: _l("Ces deux fiches sont déjà séparées."),
        MergeWrong.TOO_OLD: _l("Cette réunion a plus de 30 jours : elle ne s’annule plus."),
        ListWrong.NO_NAME: _l("Donnez un nom à la liste."),
        ListWrong.KNOWN: _l("La liste « %(name)s » existe déjà."),
        RowWrong.NOBODY: _l("Ni nom ni adresse : personne à joindre."),
        RowWrong.BAD_ADDRESS: _l("Adresse illisible, et aucun autre moyen de joindre la personne."),
        RowWrong.OBJECTED: _l("Opposition : cette personne ne veut plus recevoir de messages."),
        RowWrong.ERASED: _l("Effacée à sa demande : cette personne ne revient pas par un import."),
    }
)


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
        known = int(line) if line.isdecimal() and len(line) < 10 else None
        yield RoleWords(outlet, title, beat, known, ended=bool(fields.get(f"ended-{line}", "")))


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
            RoleWords(each.outlet.name if each.outlet else "", each.title, each.beat, each.id)
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
    wall = fields.get("at", "").strip()
    try:
        at = datetime.fromisoformat(wall).replace(tzinfo=association_zone()) if wall else None
    except ValueError as error:
        raise Refused(PersonWrong.BAD_HOUR) from error
    return (
        Spoken(kind if kind in set(Spoken) else "note"),
        fields.get("text", ""),
        at or clock.now(),
    )
