"""Reads what the columns of a file stand for, and says what is called how and refused why."""

from flask_babel import lazy_gettext as _l

from comms.adapters.sheets import SheetTrouble
from comms.adapters.vcards import CardTrouble
from comms.contacts.book.forms.fields import Fields
from comms.contacts.files.rules.drafts import RowWrong
from comms.contacts.files.rules.headings import Field
from comms.contacts.files.rules.importing import ImportWrong
from comms.core.refusal import teach

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
REASONS = {
    RowWrong.NOBODY: _l("ni nom ni adresse"),
    RowWrong.BAD_ADDRESS: _l("adresse illisible"),
    RowWrong.OBJECTED: _l("opposition"),
    RowWrong.ERASED: _l("effacée à sa demande"),
}


def read_mapping(fields: Fields) -> dict[str, str]:
    """Read what a person said the columns stand for: `as:Nom=family`."""
    said = {name.removeprefix("as:"): value for name, value in fields.items() if name[:3] == "as:"}
    return {column: value for column, value in said.items() if value in set(Field)}


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
        ImportWrong.FOR_OTHERS: _l("Cette ligne attend la décision d’un·e autre membre."),
        ImportWrong.GONE: _l("La personne proposée n’est plus dans le carnet."),
        RowWrong.NOBODY: _l("Ni nom ni adresse : personne à joindre."),
        RowWrong.BAD_ADDRESS: _l("Adresse illisible, et aucun autre moyen de joindre la personne."),
        RowWrong.OBJECTED: _l("Opposition : cette personne ne veut plus recevoir de messages."),
        RowWrong.ERASED: _l("Effacée à sa demande : cette personne ne revient pas par un import."),
    }
)
