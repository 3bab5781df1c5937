"""How what is wrong with a press review is said, and what is told of its mail."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

import comms.monitoring.sources.forms  # noqa: F401 - teaches what can happen to a source
from comms.core.refusal import teach
from comms.core.ways import Way
from comms.pressreview.rules import ReviewWrong

WAYS: Mapping[str, object] = {
    Way.DUE: _l("à envoyer"),
    Way.CLAIMED: _l("en cours"),
    Way.DOUBTFUL: _l("arrivée ou pas ?"),
    Way.SENT: _l("envoyée"),
    Way.FAILED: _l("refusée"),
    Way.DROPPED: _l("abandonnée"),
}

teach(
    {
        ReviewWrong.NOTHING_KEPT: _l(
            "Aucune retombée gardée sur cette période : gardez-en dans Retombées, puis revenez."
        ),
        ReviewWrong.NOT_PRINTABLE: _l("Ce document n’a pas pu être mis en page : %(why)s"),
        ReviewWrong.NO_READER: _l("Choisissez au moins une personne, ou écrivez une adresse."),
        ReviewWrong.NOT_AN_ADDRESS: _l("« %(line)s » n’est pas une adresse (nom@exemple.org)."),
        ReviewWrong.SAID_NO: _l("« %(line)s » a demandé à ne plus rien recevoir."),
        ReviewWrong.DAYS: _l("Choisissez de 1 à %(most)s jours."),
    }
)
