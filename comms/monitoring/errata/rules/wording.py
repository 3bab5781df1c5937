"""The first words of a right of reply, in the language of the article: people write the rest.

The mistake is not repeated: what is repeated is believed.
"""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"\d+(?:[\s.,’']?\d+)*")
_CUT = "(…)"  # says that a quotation is not whole

REPLY: Mapping[str, tuple[str, str]] = {
    "fr": (
        "Droit de réponse : {title}",
        (
            "L’article « {title} », paru dans {outlet}, nous met en cause et donne un chiffre faux."
            "\n\n## Ce que nous répondons\n\nNous comptons [](figure:{key}){thing}."
            "\n\nPour l’association, son représentant légal : …"
        ),
    ),
    "en": (
        "Right of reply: {title}",
        (
            "The article “{title}”, published by {outlet}, is about us and gives a wrong figure."
            "\n\n## Our reply\n\nOur count is [](figure:{key}){thing}."
            "\n\nFor the association, its legal representative: …"
        ),
    ),
    "de": (
        "Gegendarstellung: {title}",
        (
            "Der Artikel „{title}“ in {outlet} betrifft uns und nennt eine falsche Zahl."
            "\n\n## Dazu stellen wir fest\n\nUnsere Zählung ergibt [](figure:{key}){thing}."
            "\n\nFür den Verein, seine gesetzliche Vertretung: …"
        ),
    ),
}


def reply(lang: str, title: str, outlet: str, *, key: str, label: str = "") -> tuple[str, str, str]:
    """Return language, title and text; where we have no words it is French.

    `label`: what the figure counts, in the language of the article.
    """
    known = lang.partition("-")[0]
    known = known if known in REPLY else "fr"
    head, body = REPLY[known]
    # Numbers of the headline would be numbers of ours: where one stood is said.
    quiet = " ".join(_NUMBER.sub(_CUT, title).split()) or "…"
    thing = f" {label}" if label and not _NUMBER.search(label) else ""
    text = body.format(title=quiet, outlet=outlet, key=key, thing=thing)
    return known, head.format(title=quiet), text
