"""What people write in the form of a post, and how what it lacks is said."""

from flask_babel import lazy_gettext as _l

from comms.core.refusal import teach
from comms.media.rules import Look
from comms.pieces.forms import Fields, read_language, read_text
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
        lang=read_language(fields),
        text=read_text(fields, "text"),
        link=fields.get("link", "").strip(),
        warning=fields.get("warning", "").strip(),
        visuals=tuple(
            Visual(
                asset=int(each),
                alt=fields.get(f"alt_{each}", "").strip(),
                why_no_alt=fields.get(f"why_{each}", "").strip(),
            )
            for each in dict.fromkeys(fields.getlist("visuals"))
            if _is_number(each)
        ),
    )


def rearranged(words: PostWords, fields: Fields) -> PostWords:
    """Return the words as the buttons among the pictures want them: one gone, one sooner."""
    gone, sooner = fields.get("remove", ""), fields.get("sooner", "")
    if _is_number(gone):
        words = words.without_visual(int(gone))
    return words.with_sooner(int(sooner)) if _is_number(sooner) else words


def read_look(fields: Fields) -> tuple[int, Look] | None:
    """Read what somebody found who looked for faces in a picture: `12:nobody`."""
    number, _, found = fields.get("look", "").partition(":")
    return (int(number), Look(found)) if _is_number(number) and found in list(Look) else None


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
