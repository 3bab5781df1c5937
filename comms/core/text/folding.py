"""One spelling for all: accents, case, Arabic and Persian letters, ligatures, digits."""

import unicodedata

TATWEEL = "\N{ARABIC TATWEEL}"

# What NFKD and casefold leave apart though people type either. Keys are casefolded.
_ALIKE = {
    **dict.fromkeys("یى", "ي"),
    "ک": "ك",
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ةەھہ", "ه"),
    "ګ": "گ",
    "ؤ": "و",
    "ئ": "ي",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ß": "ss",
    "ı": "i",
    **dict.fromkeys("’‘ʼ", "'"),
    **dict.fromkeys("‐‑–", "-"),
}


class _Folds(dict[int, str]):
    """The folded form of each character met so far, as `str.translate` asks for it."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_one(chr(point))
        return folded


def fold(text: str) -> str:
    """Return the text as it is compared: format characters gone, then folded.

    Folding works on one character at a time, so the folds of two halves make the fold of the whole.
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDS)


def _fold_one(character: str) -> str:
    if is_format(character):
        return ""
    apart = unicodedata.normalize("NFKD", character)
    bare = "".join(c for c in apart if c != TATWEEL and unicodedata.category(c)[0] != "M")
    return "".join(_alike(c) for c in bare.casefold())


def _alike(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return _ALIKE.get(character, character)


def is_format(character: str) -> bool:
    """Say whether a character only steers the writing: soft hyphen, joiners, bidi marks, BOM."""
    return unicodedata.category(character) == "Cf"


_FOLDS = _Folds()
