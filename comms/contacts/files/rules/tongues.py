"""Languages as people name them in a cell."""

import re

from comms.core.text import fold

_SAID = {
    "fr": "fr francais french",
    "en": "en anglais english gb uk",
    "ar": "ar arabe arabic",
    "fa": "fa farsi persan persian",
    "prs": "prs dari",
    "ps": "ps pachto pachtou pashto",
    "ckb": "ckb sorani kurde kurdish",
    "ti": "ti tigrinya tigrigna",
    "de": "de allemand german deutsch",
    "es": "es espagnol spanish",
    "it": "it italien italian",
    "nl": "nl neerlandais dutch",
    "pt": "pt portugais portuguese",
    "ru": "ru russe russian",
    "tr": "tr turc turkish",
}
_CODES = {word: code for code, said in _SAID.items() for word in said.split()}


def read_languages(cell: str) -> tuple[str, ...]:
    """Return the languages a cell names, as codes; what nobody knows stays as typed."""
    pieces = [each for each in re.split(r"[;,/\n+&]|\bet\b|\band\b", cell) if each.strip()]
    found = [_CODES.get(fold(piece).strip(" ."), " ".join(piece.split())[:40]) for piece in pieces]
    return tuple(dict.fromkeys(found))
