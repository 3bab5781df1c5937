"""How ideas are named, and why one cannot be kept so."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.ideas.rules import Fate, IdeaWrong

teach(
    {
        IdeaWrong.NO_WORDS: _l("Dites l’idée, même en trois mots."),
        IdeaWrong.TOO_LONG: _l(
            "C’est trop long : l’idée tient en une phrase, le reste au-dessous."
        ),
        IdeaWrong.TAKEN: _l("Quelqu’un a déjà commencé un contenu à partir de cette idée."),
    }
)
FATES: Mapping[Fate, object] = {
    Fate.OPEN: _l("Proposées"),
    Fate.TAKEN: _l("En écriture, ou parues"),
    Fate.ASIDE: _l("Mises de côté"),
}
