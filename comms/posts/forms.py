"""What people write in the form of a post, and how what it lacks is said."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.pieces.forms import Fields
from comms.posts.rules import Lack, PostWords, Visual

teach(
    {
        Lack.TEXT: _l("Il manque le texte."),
        Lack.LINK: _l("Le lien doit commencer par https:// ou http://."),
        Lack.ALT: _l("Il manque le texte alternatif d’un visuel, ou la raison de son absence."),
        Lack.TOO_LONG: _l("Le texte est trop long pour un des réseaux choisis."),
    }
)


def read_words(fields: Fields) -> PostWords:
    """Read the words of a post, as typed."""
    return PostWords(
        lang=fields.get("lang", "") or "fr",
        text=fields.get("text", "").replace("\r\n", "\n"),
        link=fields.get("link", "").strip(),
        warning=fields.get("warning", "").strip(),
        visuals=tuple(
            Visual(
                asset=int(each),
                alt=fields.get(f"alt_{each}", "").strip(),
                why_no_alt=fields.get(f"why_{each}", "").strip(),
            )
            for each in fields.getlist("visuals")
            if each.isdecimal() and len(each) < 10
        ),
    )
