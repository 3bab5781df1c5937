"""What the words of the book are called on its pages."""

from flask_babel import lazy_gettext as _l

from comms.contacts.rules.drafts import RowWrong
from comms.contacts.rules.headings import Field
from comms.contacts.rules.kinds import CallOutcome, RequestState, Spoken, Terms
from comms.core.languages import CONTENT

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
TERMS = {
    Terms.UNKNOWN: _l("à convenir"),
    Terms.CITABLE: _l("citable"),
    Terms.UNNAMED: _l("citable sans nom"),
    Terms.OFF: _l("off"),
}
REQUESTS = {
    RequestState.OPEN: _l("en cours"),
    RequestState.ANSWERED: _l("répondu"),
    RequestState.DECLINED: _l("décliné"),
    RequestState.LAPSED: _l("délai passé"),
}
OUTCOMES = {
    CallOutcome.NO_ANSWER: _l("pas de réponse"),
    CallOutcome.CALL_BACK: _l("rappeler"),
    CallOutcome.INTERESTED: _l("intéressé·e"),
    CallOutcome.COMING: _l("vient"),
    CallOutcome.NO: _l("non"),
}
