"""Papers of the tests: one text in five languages, with everything a text may hold."""

from comms.adapters.documents import Heading, Line, Paper, Run, blocks_of
from comms.core.html import render

TEXTS = {
    "fr": ("ltr", "Calais : une nuit de plus", "Les équipes ont vu **98** personnes."),
    "en": ("ltr", "Calais: one more night", "Teams saw **98** people."),
    "ar": ("rtl", "كاليه: ليلة أخرى", "رأت الفرق **98** شخصاً."),
    "fa": ("rtl", "کاله: یک شب دیگر", "گروه‌ها **۹۸** نفر را دیدند."),
    "ti": ("ltr", "ካሌ: ሓንቲ ተወሳኺት ለይቲ", "ጉጅለታት **98** ሰባት ርእዮም።"),
}
BODY = """{lead}

## Eau

- un point d’eau
- un abri

3. trois
4. quatre

> Je n’ai plus rien.{break}
> — Ada Exemple, porte-parole

| Lieu | Nombre |
|---|---|
| Calais | 12 |

[Le rapport](https://exemple.org/r), `code`, *vite*.
"""
CONTACT = "Ada, +33 1 99 00 12 34, presse@exemple.org"


def paper(lang: str = "fr", body: str = BODY) -> Paper:
    """Return a paper in a language."""
    direction, title, lead = TEXTS[lang]
    blocks = (
        Line((Run("COMMUNIQUÉ DE PRESSE"),), "kicker"),
        Heading(1, (Run(title),)),
        *blocks_of(str(render(body.replace("{lead}", lead).replace("{break}", "  ")))),
        Heading(2, (Run("Contact"),)),
        Line((Run(CONTACT),), "foot"),
    )
    return Paper(lang, title, blocks, direction, "L’Observatoire")
