"""Which pass-phrase is good enough, and one to take."""

import secrets
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from comms.accounts.rules.words import WORDS

SHORTEST, LONGEST = 14, 200  # characters
PROPOSED = 6  # words
LEFT = 6  # characters that must be left when what everybody tries first is taken out
EVERYBODYS = (
    *("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm"),
    *("abcdefghijklmnopqrstuvwxyz", "01234567890", "09876543210", "azerty", "qwerty", "123456"),
    *("motdepasse", "phrasedepasse", "passphrase", "password", "bonjour", "jetaime", "secret"),
    *("portevoix", "admin", "communique", "association"),
)


class Weakness(StrEnum):
    """Why a pass-phrase is not taken."""

    TOO_SHORT = "passphrase.too_short"
    TOO_LONG = "passphrase.too_long"
    TOO_PLAIN = "passphrase.too_plain"
    ABOUT_YOU = "passphrase.about_you"
    NOT_TWICE = "passphrase.not_twice"


def as_typed(passphrase: str) -> str:
    """Return the same pass-phrase from every keyboard: telephones add a space at the end."""
    return " ".join(unicodedata.normalize("NFC", passphrase).split())


def weaknesses(passphrase: str, again: str, about: Iterable[str] = ()) -> list[Weakness]:
    """Return what is wrong with a pass-phrase; `about` are the person's own name and address."""
    typed = as_typed(passphrase)
    if typed != as_typed(again):
        return [Weakness.NOT_TWICE]
    if len(typed) < SHORTEST:
        return [Weakness.TOO_SHORT]
    if len(typed) > LONGEST:
        return [Weakness.TOO_LONG]
    left = _without(_bare(typed), EVERYBODYS)
    if _is_plain(left):
        return [Weakness.TOO_PLAIN]
    own = sorted((_bare(word) for said in about for word in _words(said)), key=len, reverse=True)
    return [Weakness.ABOUT_YOU] if _is_plain(_without(left, own)) else []


def propose() -> str:
    """Return a pass-phrase of words drawn by lot."""
    return " ".join(secrets.choice(WORDS) for _ in range(PROPOSED))


def _is_plain(text: str) -> bool:
    return len(text) < LEFT or len(set(text)) < LEFT - 1


def _bare(text: str) -> str:
    """Return letters and digits alone, without accents or case."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if sign.isalnum())


def _words(text: str) -> list[str]:
    apart = "".join(sign if sign.isalnum() else " " for sign in text)
    return [word for word in apart.split() if len(word) > 2]


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text
