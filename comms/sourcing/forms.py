"""How what is wrong with the numbers of a text is said."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.sourcing.rules.quoting import QuoteWrong
from comms.sourcing.rules.weighing import Unsound
from comms.sourcing.service.drafting import DraftWrong

teach(
    {
        QuoteWrong.NO_SPEAKER: _l(
            "Une citation n’a pas d’auteur : mettez « — Nom, fonction » dessous, sur une ligne à "
            "part, ou liez-la à un témoignage."
        ),
        QuoteWrong.UNBOUND: _l(
            "La citation de « %(who)s » n’est liée à aucun témoignage : rien ne dit ce que la "
            "personne a accepté. Notez son témoignage, puis citez-le depuis la barre du texte ; "
            "pour un·e porte-parole, écrivez son nom et sa fonction."
        ),
        QuoteWrong.UNKNOWN: _l("Aucun témoignage n’a la clé « %(who)s »."),
        QuoteWrong.WITHDRAWN: _l(
            "La personne a retiré son accord (témoignage « %(who)s ») : ôtez la citation, puis "
            "redemandez la validation."
        ),
        QuoteWrong.OVER: _l(
            "L’accord de « %(who)s » ne va pas jusqu’au jour de la diffusion : redemandez-le, ou "
            "ôtez la citation."
        ),
        QuoteWrong.NOT_PRESS: _l("« %(who)s » n’a pas accepté d’être cité·e dans la presse."),
        QuoteWrong.NOT_NETWORKS: _l("« %(who)s » n’a pas accepté d’être cité·e sur les réseaux."),
        QuoteWrong.NOT_LANGUAGE: _l(
            "« %(who)s » n’a pas accepté d’être cité·e dans cette langue, ou sa fiche n’a pas ses "
            "mots dans cette langue."
        ),
        QuoteWrong.OTHER_WORDS: _l(
            "Les mots cités ne sont pas ceux de « %(who)s » : reprenez-les de sa fiche ; une coupe "
            "se marque […]."
        ),
        DraftWrong.NO_FIGURES: _l("Cochez d’abord les chiffres à donner."),
        DraftWrong.TOO_MANY: _l("C’est trop à la fois : %(most)s posts au plus."),
        Unsound.UNBOUND: _l(
            "« %(words)s » n’est lié à aucune fiche : notez ce chiffre et sa source sous "
            "« Chiffres », ou ôtez-le."
        ),
        Unsound.UNBOUND_LIKELY: _l(
            "« %(words)s » n’est lié à aucune fiche. Serait-ce « %(label)s » : %(value)s ?"
        ),
        Unsound.TOO_LONG: _l(
            "Ce texte dépasse %(longest)s signes : ses chiffres ne se vérifient plus pendant que "
            "l’on écrit. Coupez-le en plusieurs contenus."
        ),
        Unsound.ESTIMATE: _l(
            "« %(words)s » est une estimation de l’équipe : un communiqué ne donne que des "
            "chiffres de la banque."
        ),
        Unsound.UNKNOWN: _l(
            "« %(words)s » est lié à la clé « %(key)s », que la banque ne connaît pas."
        ),
        Unsound.WITHDRAWN: _l(
            "Le chiffre « %(label)s » a été retiré de la banque : ôtez-le du texte."
        ),
        Unsound.UNCHECKED: _l(
            "Le chiffre « %(label)s » : %(value)s n’a pas encore été vérifié par une seconde "
            "personne."
        ),
        Unsound.OTHER_VALUE: _l(
            "Le texte dit « %(words)s », la fiche « %(label)s » dit %(value)s."
        ),
        Unsound.NEVER_SAID: _l(
            "La fiche « %(label)s » n’a jamais dit « %(words)s » : une ancienne valeur est une de "
            "celles que la fiche a corrigées."
        ),
    }
)
