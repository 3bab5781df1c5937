"""What people write in the form of a post, and how what it lacks is said."""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from comms.channels.rules.counting import LIMITS
from comms.core import rows
from comms.core.languages import CONTENT
from comms.core.refusal import lead, teach
from comms.media.rules import Look
from comms.pieces.forms import Fields, name_values, read_language, read_text
from comms.posts.rules import FORMATS, Lack, PostWords, Variant, Visual, Warned

MOST_VARIANTS = 20  # of one idea
FORMAT_NAMES = {
    "post": _l("post"),
    "thread": _l("fil : une ligne « --- » sépare ses parties"),
    "carousel": _l("carrousel"),
    "story": _l("story"),
    "reel": _l("reel"),
}
name_values("format", FORMAT_NAMES)

teach(
    {
        Lack.TEXT: _l("Il manque le texte."),
        Lack.LINK: _l("Le lien doit commencer par https:// ou http://."),
        Lack.ALT: _l("Il manque le texte alternatif d’un visuel, ou la raison de son absence."),
        Lack.TOO_MANY: _l("Il y a plus de visuels qu’un des réseaux choisis n’en prend."),
        Lack.CAROUSEL: _l("Un carrousel demande au moins deux visuels."),
        Lack.NO_VISUAL: _l("Une story ou un reel demande un visuel, ou l’adresse de sa maquette."),
        Lack.CANVA: _l("L’adresse de la maquette doit commencer par https:// ou http://."),
        Warned.SAME_TEXT: _l("Le post « %(title)s » dit la même chose."),
        Warned.SAME_HOUR: _l("Le post « %(title)s » part à la même heure sur le même canal."),
        Lack.TOO_LONG: _l("Le texte est trop long pour un des réseaux choisis."),
    }
)

lead(
    {
        Lack.TEXT: "text",
        Lack.LINK: "link",
        Lack.ALT: "#pictures",
        Lack.TOO_MANY: "#pictures",
        Lack.CAROUSEL: "pictures",
        Lack.NO_VISUAL: "pictures",
        Lack.CANVA: "canva",
        Lack.TOO_LONG: "text",
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
                asset=number,
                alt=fields.get(f"alt_{each}", "").strip(),
                why_no_alt=fields.get(f"why_{each}", "").strip(),
                alts={
                    lang: said
                    for lang in CONTENT
                    if (said := fields.get(f"alt_{each}_{lang}", "").strip())
                },
            )
            for each in dict.fromkeys(fields.getlist("visuals"))
            if (number := rows.number(each)) is not None
        ),
        format=form if (form := fields.get("format", "")) in FORMATS else "post",
        canva=fields.get("canva", "").strip(),
        variants=tuple(_variants(fields)),
    )


def _variants(fields: Fields) -> Iterator[Variant]:
    """Read what the idea becomes on a network and in a language; an empty text is none."""
    for at in range(MOST_VARIANTS):
        text = read_text(fields, f"variant_{at}_text")
        network, lang = fields.get(f"variant_{at}_network", ""), fields.get(f"variant_{at}_lang")
        if text.strip() and network in ("", *LIMITS):
            yield Variant(network, lang if lang in CONTENT else read_language(fields), text)


def with_inserted(words: PostWords, fields: Fields) -> PostWords:
    """Return the words with what the button beside the text puts at their end."""
    chosen = fields.get("chosen", "").strip()
    if "insert" not in fields or not chosen:
        return words
    return replace(words, text=f"{words.text.rstrip()} {chosen}".lstrip())


def rearranged(words: PostWords, fields: Fields) -> PostWords:
    """Return the words as the buttons among the pictures want them: one gone, one sooner."""
    gone, sooner = (rows.number(fields.get(name)) for name in ("remove", "sooner"))
    if gone is not None:
        words = words.without_visual(gone)
    return words.with_sooner(sooner) if sooner is not None else words


def read_look(fields: Fields) -> tuple[int, Look] | None:
    """Read what somebody found who looked for faces in a picture: `12:nobody`."""
    said, _, found = fields.get("look", "").partition(":")
    number = rows.number(said)
    return (number, Look(found)) if number is not None and found in list(Look) else None
