"""What is chosen when two cards are made one, and why they are not."""

from flask_babel import lazy_gettext as _l

from comms.contacts.twins.rules.merging import MergeWrong
from comms.core.refusal import teach

MERGED = {
    "name": _l("Nom"),
    "town": _l("Ville"),
    "region": _l("Région"),
    "country": _l("Pays"),
    "hours": _l("Disponibilités"),
    "origin": _l("Origine"),
    "purpose": _l("Finalité"),
}


teach(
    {
        MergeWrong.SAME: _l("C’est la même fiche : choisissez-en une autre."),
        MergeWrong.UNDONE: _l("Ces deux fiches sont déjà séparées."),
        MergeWrong.TOO_OLD: _l("Cette réunion a plus de 30 jours : elle ne s’annule plus."),
    }
)
