"""How the states of a dispatch are said, and why a proof does not count."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.core.ways import Way
from comms.publishing.rules import PublishingWrong

STATES: Mapping[str, object] = {
    Way.DUE: _l("à publier"),
    Way.CLAIMED: _l("publication en cours"),
    Way.DOUBTFUL: _l("publié ou pas ?"),
    Way.PUBLISHED: _l("publié"),
    Way.FAILED: _l("refusé"),
    Way.MISSED: _l("heure manquée"),
    Way.BLOCKED: _l("bloqué"),
    Way.HELD: _l("suspendu"),
    Way.EXPIRED: _l("expiré"),
    Way.DROPPED: _l("abandonné"),
}

teach(
    {
        PublishingWrong.NOT_AN_ADDRESS: _l(
            "« %(url)s » n’est pas l’adresse d’une page : collez-la en entier, avec https://."
        ),
        PublishingWrong.NEEDS_ADDRESS: _l(
            "Collez l’adresse du post : c’est elle qui prouve qu’il est en ligne."
        ),
        PublishingWrong.HOUR_AHEAD: _l("Cette heure n’est pas encore passée."),
        PublishingWrong.NOT_YET: _l("Ce n’est pas encore l’heure de publier."),
        PublishingWrong.ANOTHER_DAY: _l(
            "Le jour prévu est passé : choisissez une nouvelle heure dans le contenu, "
            "puis faites-la valider."
        ),
    }
)
