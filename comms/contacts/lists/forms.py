"""Says how many came on a list, and why one is not kept."""

from flask_babel import lazy_gettext as _l

from comms.contacts.lists.rules import ListWrong
from comms.core.languages import gettext, ngettext
from comms.core.refusal import teach

teach(
    {
        ListWrong.NO_NAME: _l("Donnez un nom à la liste."),
        ListWrong.KNOWN: _l("La liste « %(name)s » existe déjà."),
        ListWrong.NO_WORDS: _l("Cette recherche ne contient aucun mot : écrivez-en au moins un."),
        ListWrong.NOBODY_CHOSEN: _l(
            "Personne n’est ajouté : cochez d’abord qui ajouter à la liste."
        ),
    }
)


def added_words(count: int) -> str:
    """Say how many are new on the list; in French the plural of none is that of one."""
    if not count:
        return gettext("Déjà sur la liste : rien ne change.")
    return ngettext("Une personne de plus.", "%(num)d personnes de plus.", count)
